import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { SearchableText } from "../../src/search/text-index.ts";

/** Texts and questions with the texts that answer them, by number. */
export interface RetrievalSet {
  readonly name: string;
  readonly texts: readonly SearchableText[];
  readonly questions: readonly { readonly text: string; readonly relevant: ReadonlySet<number> }[];
}

export const RETRIEVAL_SETS = ["jsquad-valid", "jsquad-test", "lawqa", "lawcap"] as const;

/** Reads a set out of the evaluation data beside the checkout. */
export function readRetrievalSet(
  folder: string,
  name: (typeof RETRIEVAL_SETS)[number],
): RetrievalSet {
  if (name === "lawcap") {
    // Known-item search: the law's title and the article's caption are the question.
    const articles = readLines(join(folder, "lawtext20k.jsonl.gz"));
    const queries = readLines(join(folder, "lawcap_queries.jsonl.gz"));
    return setOf(name, [...articles, ...queries.map(titled)]);
  }
  const [data = "", split] = name.split("-");
  const lines = readLines(join(folder, `${data}.jsonl.gz`));
  const wanted = lines.filter(({ type, split: of }) => type !== "query" || !split || of === split);
  return setOf(name, wanted);
}

interface Line {
  readonly type?: string;
  readonly id?: string;
  readonly split?: string;
  readonly title?: string;
  readonly heading?: string;
  readonly art?: string;
  readonly text?: string;
  readonly gold?: readonly string[];
}

function readLines(file: string): readonly Line[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

function titled(query: Line): Line {
  return { ...query, text: `${query.title} ${query.text}` };
}

function setOf(name: string, lines: readonly Line[]): RetrievalSet {
  const documents = lines.filter(({ type }) => type === "doc");
  const numbers = new Map(documents.map(({ id }, number) => [id, number]));
  return {
    name,
    texts: documents.map(({ title = "", heading = "", art = "", text = "" }) => ({
      title,
      heading: `${heading} ${art}`.trim(),
      body: text,
    })),
    questions: lines
      .filter(({ type }) => type === "query")
      .map(({ text = "", gold = [] }) => ({
        text,
        relevant: new Set(gold.flatMap((id) => numbers.get(id) ?? [])),
      })),
  };
}
