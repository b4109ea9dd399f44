import { z } from "zod";
import type { Actor } from "../ledger/records.ts";
import { actorNamed } from "./acting.ts";
import type { App } from "./app.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { readJsonLines } from "./read-lines.ts";
import { type Logged, logNeed, RECORD_OPTIONS, recordNeed } from "./record-need.ts";
import { reportUpdate } from "./report-update.ts";
import { suggestionsAsText } from "./suggestions-as-text.ts";

const USAGE = `npm run match -- [--json] [--log] [--as USER] [--data DIR] [--batch FILE|-] ["ニーズ"]
  npm run match -- --record [--take 1,2] [--organisation 社名] [--anonymity named|field|anonymous]
    [--confidentiality public|members|coordinators|nda] [--coordinator USER] [--region 県] [--until YYYY-MM-DD] [--new] "ニーズ"`;

const BATCH = {
  schema: z.object({ id: z.string(), need: z.string() }),
  shape: '{"id": "…", "need": "…"}',
};

/**
 * `match`: suggests partners for one need, or for each of a JSONL of needs. With `--log` each need is
 * registered besides, with the best suggestions as matches; `--record` registers one and shows that alone.
 */
export const match: Command = async (context) => {
  const { values, positionals } = readArguments(
    context.args,
    {
      json: { type: "boolean" },
      data: { type: "string" },
      batch: { type: "string" },
      as: { type: "string" },
      ...RECORD_OPTIONS,
    },
    USAGE,
  );
  const single = positionals.join(" ").trim();
  expectOneOrMany(single, values);
  const by = actorNamed(values.as, context);
  const needs: readonly { id?: string; need: string }[] =
    values.batch === undefined
      ? [{ need: single }]
      : await readJsonLines(values.batch, BATCH, context);
  const app = await context.openApp(values);
  try {
    reportUpdate(context, await app.update());
    if (values.record) {
      await recordNeed(app, { text: single, by, values, usage: USAGE }, context);
      return;
    }
    for (const { id, need } of needs) {
      const { logged, ...suggestions } = values.log
        ? await logNeed(app, { text: need, by, values, usage: USAGE }, context)
        : await suggestionsFor(need, by, app);
      const shown = values.json
        ? JSON.stringify({
            ...(id !== undefined && { id }),
            ...suggestions,
            ...(logged && { logged }),
          })
        : [suggestionsAsText(suggestions, context.language), ...loggedLines(logged, context)].join(
            "\n",
          );
      await context.print(shown);
    }
  } finally {
    app.close();
  }
};

/** What is shown and written nowhere. */
async function suggestionsFor(need: string, by: Actor, app: App) {
  const { worded: _, ...suggestions } = await app.match(need, by);
  const similar = await app.needs.similar(need, by);
  return { ...suggestions, similar, logged: undefined };
}

function loggedLines(
  logged: Logged | undefined,
  { language }: Pick<CommandContext, "language">,
): readonly string[] {
  if (!logged) return [];
  const numbers = [logged.need, ...logged.matches].join(language === "ja" ? "、" : ", ");
  return [{ ja: `台帳に記録しました: ${numbers}`, en: `On record: ${numbers}` }[language]];
}

function expectOneOrMany(
  single: string,
  {
    batch,
    record,
    log,
  }: {
    batch?: string | undefined;
    record?: boolean | undefined;
    log?: boolean | undefined;
  },
): void {
  if ((single === "") === (batch === undefined)) {
    throw misuse(
      {
        ja: "ニーズを一つ書くか、--batch でニーズのファイルを指定してください（両方は使えません）。",
        en: "Write one need, or give a file of needs with --batch; not both.",
      },
      USAGE,
    );
  }
  if (record && (log || batch !== undefined)) {
    throw misuse(
      {
        ja: "--record は一つのニーズを登録します。--batch や --log とは一緒に使えません。",
        en: "--record registers one need; it does not go with --batch or --log.",
      },
      USAGE,
    );
  }
}
