import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { SearchableText } from "../../src/search/text-index.ts";

export interface Question {
  readonly text: string;
  /** Places in `texts`, at least one. */
  readonly relevant: ReadonlySet<number>;
}

export interface RetrievalSet {
  readonly name: string;
  readonly texts: readonly SearchableText[];
  readonly questions: readonly Question[];
}

export const SET_NAMES = ["jsquad", "lawqa", "lawcap"] as const;
export type SetName = (typeof SET_NAMES)[number];

const FILES: Readonly<Record<SetName, readonly string[]>> = {
  jsquad: ["jsquad"],
  lawqa: ["lawqa"],
  lawcap: ["lawtext20k", "lawcap_queries"],
};

const Line = z.discriminatedUnion("type", [
  z.object({ type: z.literal("meta") }),
  z.object({
    type: z.literal("doc"),
    id: z.string(),
    title: z.string(),
    text: z.string(),
  }),
  z.object({
    type: z.literal("query"),
    title: z.string().optional(),
    text: z.string(),
    gold: z.array(z.string()).min(1),
    split: z.enum(["valid", "test"]),
  }),
]);
type Line = z.infer<typeof Line>;
type Doc = Extract<Line, { type: "doc" }>;
type Query = Extract<Line, { type: "query" }>;

/**
 * Reads the set `name` from the folder of the evaluation data: all its texts, and the questions of
 * one split, "test" unless told. JSQuAD: a question and its paragraph among those of both splits.
 * lawqa: a question with its choices and the articles that it is about. lawcap: the title of a law
 * and the caption of an article, and that article, whose text lacks the caption: it is what is asked.
 * Throws where a file is missing or malformed.
 */
export function readRetrievalSet(
  folder: string,
  name: SetName,
  split: "valid" | "test" = "test",
): RetrievalSet {
  const lines = FILES[name].flatMap((file) => readLines(join(folder, `${file}.jsonl.gz`)));
  const docs = lines.filter((line): line is Doc => line.type === "doc");
  const places = new Map(docs.map(({ id }, place) => [id, place]));
  return {
    name,
    texts: docs.map(name === "lawqa" ? articleOfLaw : textOf),
    questions: lines
      .filter((line): line is Query => line.type === "query" && line.split === split)
      .map((query) => questionOf(query, places)),
  };
}

function readLines(file: string): readonly Line[] {
  return gunzipSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => Line.parse(JSON.parse(line)));
}

// The captions of lawtext20k are left out: with them lawcap would look for what it has in its hand.
function textOf({ title, text }: Doc): SearchableText {
  return { title, heading: "", body: text };
}

/** lawqa writes the law and the article's number in one: 金融商品取引法 第5条. */
function articleOfLaw({ title, text }: Doc): SearchableText {
  const [law = "", ...number] = title.split(" ");
  return { title: law, heading: number.join(" "), body: text };
}

function questionOf({ title, text, gold }: Query, places: ReadonlyMap<string, number>): Question {
  const relevant = gold.map((id) => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`Expected a text "${id}" for the question "${text}"`);
    return place;
  });
  return { text: title === undefined ? text : `${title} ${text}`, relevant: new Set(relevant) };
}
