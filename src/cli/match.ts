import { z } from "zod";
import { actorNamed } from "./acting.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { readJsonLines } from "./read-lines.ts";
import { RECORD_OPTIONS, recordNeed } from "./record-need.ts";
import { reportUpdate } from "./report-update.ts";
import { suggestionsAsText } from "./suggestions-as-text.ts";

const USAGE = `npm run match -- [--json] [--as USER] [--data DIR] [--batch FILE|-] ["ニーズ"]
  npm run match -- --record [--take 1,2] [--organisation 社名] [--anonymity named|field|anonymous]
    [--confidentiality public|members|coordinators|nda] [--coordinator USER] [--region 県] [--until YYYY-MM-DD] [--new] "ニーズ"`;

const BATCH = {
  schema: z.object({ id: z.string(), need: z.string() }),
  shape: '{"id": "…", "need": "…"}',
};

/** `match`: suggests partners for one need, or for each of a JSONL of needs; with `--record` registers the need. */
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
      const { worded: _, ...matched } = await app.match(need, by);
      const suggestions = { ...matched, similar: await app.needs.similar(need, by) };
      const shown = values.json
        ? JSON.stringify({ ...(id !== undefined && { id }), ...suggestions })
        : suggestionsAsText(suggestions, context.language);
      await context.print(shown);
    }
  } finally {
    app.close();
  }
};

function expectOneOrMany(
  single: string,
  { batch, record }: { batch?: string | undefined; record?: boolean | undefined },
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
  if (batch !== undefined && record) {
    throw misuse(
      {
        ja: "--record は一つのニーズを登録します。--batch とは一緒に使えません。",
        en: "--record registers one need; it does not go with --batch.",
      },
      USAGE,
    );
  }
}
