// SQLite's full-text search, in a file as it would be used.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { SearchableText } from "../../../src/search/text-index.ts";
import type { Engine, Setting } from "./engine.ts";
import { wholeOf, wordsAndPairs } from "./japanese.ts";

interface Way {
  readonly tokenizer: string;
  /** What is put into the index for a text. */
  readonly cut: (text: string) => string;
  /** A question as a MATCH expression. */
  readonly match: (question: string) => string;
}

const WAYS: Readonly<Record<Setting, Way>> = {
  // Its only tokenizer that can cut Japanese; a question is a phrase, as its documentation has it.
  stock: { tokenizer: "trigram", cut: (text) => text, match: quoted },
  // Terms cut beforehand, any of which may match. Its k1 and b are fixed.
  best: {
    tokenizer: "unicode61 remove_diacritics 0",
    cut: (text) => wordsAndPairs(text).join(" "),
    match: (question) => [...new Set(wordsAndPairs(question))].map(quoted).join(" OR "),
  },
};

/** FTS5 over the texts, in a temporary file that is removed when the process exits. */
export function createEngine(texts: readonly SearchableText[], setting: Setting): Engine {
  const { tokenizer, cut, match } = WAYS[setting];
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-fts5-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const database = new Database(join(folder, "texts.sqlite"));
  database.exec(`CREATE VIRTUAL TABLE texts USING fts5 (whole, tokenize = '${tokenizer}')`);
  const insert = database.prepare("INSERT INTO texts (rowid, whole) VALUES (?, ?)");
  database.transaction(() => {
    for (const [place, text] of texts.entries()) insert.run(place, cut(wholeOf(text)));
  })();
  const find = database
    .prepare<[string, number], number>(
      "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?",
    )
    .pluck();
  return { search: (query, limit) => find.all(match(query), limit) };
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
