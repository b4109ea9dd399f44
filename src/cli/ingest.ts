import { resolve } from "node:path";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE = "npm run ingest -- [--data DIR] [--corpus DIR] [PATH…]";

/**
 * `ingest`: brings the index up to date with a corpus folder, and remembers the folder; documents
 * named by their paths are kept in the data folder and indexed beside it.
 */
export const ingest: Command = async (context) => {
  const { values, positionals } = readArguments(
    context.args,
    { data: { type: "string" }, corpus: { type: "string" } },
    USAGE,
  );
  const app = await context.openApp(values);
  try {
    if (positionals.length > 0) {
      const paths = positionals.map((path) => resolve(context.cwd, path));
      await app.addDocuments(paths);
    }
    const folder = values.corpus === undefined ? undefined : resolve(context.cwd, values.corpus);
    const update = await app.update(folder);
    reportUpdate(context, update);
    const { cards, documents, passages } = await app.size();
    const line = {
      ja: `索引は最新です: カード${cards}件、資料${documents}点、文と抜粋${passages}件`,
      en: `The index is up to date: ${cards} cards, ${documents} documents, ${passages} statements and extracts`,
    };
    await context.print(line[context.language]);
  } finally {
    app.close();
  }
};
