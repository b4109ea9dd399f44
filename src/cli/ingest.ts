import { resolve } from "node:path";
import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE = "npm run ingest -- [--data DIR] [--corpus DIR]";

/** `ingest`: brings the index up to date with a corpus folder, and remembers the folder. */
export const ingest: Command = async (context) => {
  const { values, positionals } = readArguments(
    context.args,
    { data: { type: "string" }, corpus: { type: "string" } },
    USAGE,
  );
  if (positionals.length > 0) {
    throw misuse(
      {
        ja: `この版で取り込めるのはカードのフォルダーだけです。「${positionals[0]}」の代わりに、--corpus でフォルダーを指定してください。`,
        en: `This version takes folders of cards only. Instead of "${positionals[0]}", give a folder with --corpus.`,
      },
      USAGE,
    );
  }
  const app = await context.openApp(values);
  try {
    const folder = values.corpus === undefined ? undefined : resolve(context.cwd, values.corpus);
    const update = await app.update(folder);
    reportUpdate(context, update);
    const { cards, passages, sources } = await app.size();
    const line = {
      ja: `索引は最新です: カード${cards}件、文${passages}件、資料${sources}点`,
      en: `The index is up to date: ${cards} cards, ${passages} statements, ${sources} sources`,
    };
    await context.print(line[context.language]);
  } finally {
    app.close();
  }
};
