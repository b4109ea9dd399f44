import { z } from "zod";
import { actorNamed } from "./acting.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { readJsonLines } from "./read-lines.ts";
import { reportUpdate } from "./report-update.ts";
import { suggestionsAsText } from "./suggestions-as-text.ts";

const USAGE = 'npm run match -- [--json] [--as USER] [--data DIR] [--batch FILE|-] ["ニーズ"]';

const BATCH = {
  schema: z.object({ id: z.string(), need: z.string() }),
  shape: '{"id": "…", "need": "…"}',
};

/** `match`: suggests partners for one need, or for each of a JSONL of needs. */
export const match: Command = async (context) => {
  const { values, positionals } = readArguments(
    context.args,
    {
      json: { type: "boolean" },
      data: { type: "string" },
      batch: { type: "string" },
      as: { type: "string" },
    },
    USAGE,
  );
  const single = positionals.join(" ").trim();
  if ((single === "") === (values.batch === undefined)) {
    throw misuse(
      {
        ja: "ニーズを一つ書くか、--batch でニーズのファイルを指定してください（両方は使えません）。",
        en: "Write one need, or give a file of needs with --batch; not both.",
      },
      USAGE,
    );
  }
  const needs: readonly { id?: string; need: string }[] =
    values.batch === undefined
      ? [{ need: single }]
      : await readJsonLines(values.batch, BATCH, context);
  const by = actorNamed(values.as, context);
  const app = await context.openApp(values);
  try {
    reportUpdate(context, await app.update());
    for (const { id, need } of needs) {
      const suggestions = await app.match(need, by);
      const shown = values.json
        ? JSON.stringify({ ...(id !== undefined && { id }), ...suggestions })
        : suggestionsAsText(suggestions, context.language);
      await context.print(shown);
    }
  } finally {
    app.close();
  }
};
