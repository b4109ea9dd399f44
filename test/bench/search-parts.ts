import { existsSync } from "node:fs";
import { join } from "node:path";
import { embedSpelling } from "../../src/search/hashed-ngrams.ts";
import type { Ranking } from "../../src/search/rerank.ts";
import { pairsOf, termsOf } from "../../src/search/terms.ts";
import { type Analysis, buildTextIndex, type TextIndex } from "../../src/search/text-index.ts";
import { createTextSearch, PARTS, type Parts, searchOver } from "../../src/search/text-search.ts";
import { searchForm } from "../../src/text/search-form.ts";
import { SHARED } from "../support/shared.ts";
import { type RetrievalSet, readRetrievalSet } from "./retrieval-sets.ts";
import { type Report, type Row, reportRows } from "./row.ts";

/** Gives the numbers of texts for a question, best first. */
type Find = (question: string) => readonly number[];

const MOST_QUESTIONS = 1_500;
const DEPTH = 150;

/** Recall@1, and MRR@10, with the search as it is, without each of its parts, and with vectors. */
export async function benchSearchParts(): Promise<Report> {
  const folder = join(SHARED, "eval/retrieval");
  if (!existsSync(folder)) {
    console.error("!!! 飛ばしました / SKIPPED: search-parts (../shared is not there)");
    return reportRows([]);
  }
  const sets = [
    { ...readRetrievalSet(folder, "jsquad", "valid"), name: "jsquad valid" },
    { ...readRetrievalSet(folder, "jsquad"), name: "jsquad test" },
    readRetrievalSet(folder, "lawqa"),
    readRetrievalSet(folder, "lawcap"),
  ];
  const bare = sets.filter(({ name }) => name === "lawcap").map(withoutTitles);
  return reportRows([...sets, ...bare].flatMap(measureParts));
}

/** The same articles without the titles of their laws, which half of every question is. */
function withoutTitles(set: RetrievalSet): RetrievalSet {
  return {
    ...set,
    name: `${set.name}, no titles`,
    texts: set.texts.map((text) => ({ ...text, title: "" })),
  };
}

function measureParts(set: RetrievalSet): readonly Row[] {
  const index = buildTextIndex(set.texts);
  const finds: readonly [string, () => Find][] = [
    ["as it is", () => findIn(index, PARTS)],
    ...Object.entries(RANKED_WITHOUT).map(([what, ranking]): [string, () => Find] => [
      what,
      () => findIn(index, { ...PARTS, ranking }),
    ]),
    ...Object.entries(BUILT_WITHOUT).map(([what, analysis]): [string, () => Find] => {
      const parts = { ...PARTS, ...analysis };
      return [what, () => findIn(buildTextIndex(set.texts, parts), parts)];
    }),
    ["+ 0.1 × hashed vectors", () => withVectors(set, addCosine)],
    ["+ hashed vectors by reciprocal rank", () => withVectors(set, fuseRanks)],
  ];
  return finds.flatMap(([what, find]) => {
    const { recall, mrr } = grade(set, find());
    return [
      { what: `${set.name} R@1, ${what}`, value: recall, unit: "%" },
      { what: `${set.name} MRR@10, ${what}`, value: mrr, unit: "%" },
    ];
  });
}

const { ranking } = PARTS;
const FIRST_STAGE = { ...ranking, score: 1, coverage: 0, runs: 0, titled: 0, brevity: 0 };

const RANKED_WITHOUT: Readonly<Record<string, Ranking>> = {
  "first stage only": FIRST_STAGE,
  "first stage, words only": { ...FIRST_STAGE, pairs: 0 },
  "without score": { ...ranking, score: 0 },
  "without coverage": { ...ranking, coverage: 0 },
  "without runs": { ...ranking, runs: 0 },
  "without titled": { ...ranking, titled: 0 },
  "without brevity": { ...ranking, brevity: 0 },
  "without pairs": { ...ranking, pairs: 0 },
};

const BUILT_WITHOUT: Readonly<Record<string, Partial<Analysis>>> = {
  "without the fields title and heading": { fieldWeights: [0, 0, 1] },
  "all fields alike": { fieldWeights: [1, 1, 1] },
  "without year tokens": {
    termsOf: (text) => {
      const { words, pairs } = termsOf(text);
      return { words: words.filter((word) => !/^y\d{4}$/u.test(word)), pairs };
    },
  },
  "with stop words": {
    termsOf: (text) => ({ words: allWordsOf(searchForm(text)), pairs: termsOf(text).pairs }),
  },
  "with hiragana pairs": {
    termsOf: (text) => ({ words: termsOf(text).words, pairs: allPairsOf(searchForm(text)) }),
  },
};

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

function allWordsOf(form: string): readonly string[] {
  return [...segmenter.segment(form)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

function allPairsOf(form: string): readonly string[] {
  const kana = form.match(/\p{Script=Hiragana}{2,}/gu) ?? [];
  return [
    ...pairsOf(form),
    ...kana.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))),
  ];
}

function findIn(index: TextIndex, parts: Parts): Find {
  const search = searchOver(index, parts);
  return (question) => search.search(question, { limit: 10 }).map(({ number }) => number);
}

interface Ranked {
  readonly number: number;
  readonly score: number;
}

/** The lexical hits and the nearest vectors, joined. */
function withVectors(
  { texts }: RetrievalSet,
  join: (lexical: readonly Ranked[], cosines: Float64Array) => readonly Ranked[],
): Find {
  const search = createTextSearch(texts);
  const vectors = texts.map(({ title, heading, body }) =>
    embedSpelling(searchForm(`${title} ${heading} ${body}`)),
  );
  return (question) => {
    const asked = embedSpelling(searchForm(question));
    const cosines = Float64Array.from(vectors, (vector) =>
      vector.reduce((sum, value, i) => sum + value * (asked[i] ?? 0), 0),
    );
    return join(search.search(question, { limit: DEPTH }), cosines).map(({ number }) => number);
  };
}

function addCosine(lexical: readonly Ranked[], cosines: Float64Array): readonly Ranked[] {
  return best(
    lexical.map(({ number, score }) => ({
      number,
      score: score + 0.1 * (cosines[number] ?? 0),
    })),
  );
}

function fuseRanks(lexical: readonly Ranked[], cosines: Float64Array): readonly Ranked[] {
  const nearest = best(Array.from(cosines, (score, number) => ({ number, score }))).slice(0, DEPTH);
  const scores = new Map<number, number>();
  for (const list of [lexical, nearest]) {
    for (const [rank, { number }] of list.entries()) {
      scores.set(number, (scores.get(number) ?? 0) + 1 / (60 + rank + 1));
    }
  }
  return best([...scores].map(([number, score]) => ({ number, score })));
}

function best(hits: readonly Ranked[]): readonly Ranked[] {
  return [...hits].sort((a, b) => b.score - a.score || a.number - b.number);
}

/** Means in percent over at most `MOST_QUESTIONS` questions, taken evenly out of all. */
function grade({ questions }: RetrievalSet, find: Find): { recall: number; mrr: number } {
  const step = Math.max(1, questions.length / MOST_QUESTIONS);
  let recall = 0;
  let mrr = 0;
  let count = 0;
  for (let at = 0; at < questions.length; at += step, count++) {
    const question = questions[Math.floor(at)];
    if (!question) continue;
    const ranks = find(question.text).map((number) => question.relevant.has(number));
    if (ranks[0]) recall += 1 / question.relevant.size;
    const first = ranks.indexOf(true);
    if (first >= 0 && first < 10) mrr += 1 / (first + 1);
  }
  return { recall: (100 * recall) / count, mrr: (100 * mrr) / count };
}
