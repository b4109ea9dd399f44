import type { Passage } from "../search/passage.ts";
import type { Hit } from "../search/passage-search.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { asksForFigure } from "./asks.ts";
import { carries } from "./carries.ts";
import { type Question, topicStrength } from "./question.ts";

/** A passage as a candidate for an answer. */
export interface Candidate extends Hit {
  readonly score: number;
  /** How much of what was asked for the sentence carries, 0 to 1; 1 when nothing special was. */
  readonly fit: number;
}

// Chosen on questions of our own wording, by grid over a few coarse steps; the order of answers is
// not sensitive to the second decimal.
const WEIGHTS = {
  lexical: 0.5,
  card: 0.1,
  coverage: 0.35,
  own: 0.25,
  fit: 0.4,
  topic: 0.25,
  year: 0.15,
};

/** Orders the hits by how well they answer: what they speak of and whether they carry what is asked. */
export function rankPassages(question: Question, hits: readonly Hit[]): readonly Candidate[] {
  const years = yearsIn(question.text);
  return hits
    .map((hit) => {
      const fit = askFit(question, hit.passage);
      const year = yearFit(years, hit.passage);
      const score =
        WEIGHTS.lexical * hit.lexical +
        WEIGHTS.card * hit.card +
        WEIGHTS.coverage * hit.coverage +
        WEIGHTS.own * hit.ownCoverage +
        WEIGHTS.fit * fit +
        WEIGHTS.topic * topicStrength(hit.passage, question) +
        WEIGHTS.year * year;
      return { ...hit, score, fit };
    })
    .sort((a, b) => b.score - a.score);
}

/** 1 when the passage names every year of the question, part of that when its document is of those years. */
function yearFit(years: readonly number[], { years: named, card: { head } }: Passage): number {
  if (years.length === 0) return 0;
  if (years.every((year) => named.includes(year))) return 1;
  const ofDocument = head.kind === "document" ? yearsIn(head.asOf.text) : [];
  return years.every((year) => named.includes(year) || ofDocument.includes(year)) ? 0.7 : 0;
}

/** Mean over what is asked; a figure that is asked for and missing counts double. */
function askFit({ asks }: Question, passage: Passage): number {
  if (asks.length === 0) return 1;
  let total = 0;
  let carried = 0;
  for (const ask of asks) {
    const weight = asksForFigure(ask) ? 2 : 1;
    total += weight;
    carried += weight * carries(ask, passage);
  }
  return carried / total;
}
