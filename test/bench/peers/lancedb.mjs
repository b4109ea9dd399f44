// https://lancedb.github.io/lancedb/: its full-text index, without vectors, in a folder of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, Index, MatchQuery } from "@lancedb/lancedb";
import { wholeOf, wordsAndPairs } from "../engines/japanese.ts";

// Terms are cut beforehand: its "icu" and "ngram" find less (../shared/retrieval-notes.md).
const BEST = {
  baseTokenizer: "whitespace",
  stem: false,
  removeStopWords: false,
  asciiFolding: false,
  withPosition: false,
};

export async function createEngine(texts, setting) {
  const best = setting === "best";
  const cut = best ? (text) => wordsAndPairs(text).join(" ") : (text) => text;
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-lancedb-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const database = await connect(folder);
  const rows = texts.map((text, id) => ({ id, whole: cut(wholeOf(text)) }));
  const table = await database.createTable("texts", rows);
  await table.createIndex("whole", { config: Index.fts(best ? BEST : {}) });
  return {
    search: async (query, limit) => {
      const match = new MatchQuery(cut(query), "whole");
      const found = await table
        .query()
        .fullTextSearch(match)
        .select(["id", "_score"])
        .limit(limit)
        .toArray();
      return found.map(({ id }) => Number(id));
    },
  };
}
