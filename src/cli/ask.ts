import { z } from "zod";
import { actorNamed } from "./acting.ts";
import { answerAsText } from "./answer-as-text.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { readJsonLines } from "./read-lines.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE =
  'npm run ask -- [--json] [--no-log] [--as USER] [--data DIR] [--batch FILE|-] ["質問"]';

const BATCH = {
  schema: z.object({ id: z.string(), question: z.string(), thread: z.string().nullish() }),
  shape: '{"id": "…", "question": "…", "thread": "…"(任意 / optional)}',
};

/** `ask`: answers one question, or a JSONL of questions in order. */
export const ask: Command = async (context) => {
  const { values, positionals } = readArguments(
    context.args,
    {
      json: { type: "boolean" },
      data: { type: "string" },
      batch: { type: "string" },
      "no-log": { type: "boolean" },
      as: { type: "string" },
    },
    USAGE,
  );
  const single = positionals.join(" ").trim();
  expectOneOrMany(single, values.batch);
  const questions: readonly {
    id?: string;
    question: string;
    thread?: string | null | undefined;
  }[] =
    values.batch === undefined
      ? [{ question: single }]
      : await readJsonLines(values.batch, BATCH, context);
  // A batch is an experiment and no use.
  const isLogged = values.batch === undefined && !values["no-log"];
  const by = actorNamed(values.as, context);
  const app = await context.openApp(values);
  try {
    reportUpdate(context, await app.update());
    for (const { id, question, thread } of questions) {
      const answer = await app.answer({ question, thread: thread ?? undefined, by, isLogged });
      const shown = values.json
        ? JSON.stringify({ ...(id !== undefined && { id }), ...answer })
        : answerAsText(answer, context.language);
      await context.print(shown);
    }
  } finally {
    app.close();
  }
};

function expectOneOrMany(single: string, batch: string | undefined): void {
  if ((single === "") !== (batch === undefined)) return;
  throw misuse(
    {
      ja: "質問を一つ書くか、--batch で質問のファイルを指定してください（両方は使えません）。",
      en: "Write one question, or give a file of questions with --batch; not both.",
    },
    USAGE,
  );
}
