import type { Passage } from "../search/passage.ts";
import type { Hit } from "../search/passage-search.ts";
import { areasIn } from "../text/areas.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { topicNoun } from "./asked-about.ts";
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
  own: 0.45,
  fit: 0.4,
  topic: 0.25,
  year: 0.15,
  noun: 0.15,
  part: 0.12,
};

const PER_CHARACTER = 0.0003;

/** Orders the hits by how well they answer: what they speak of and whether they carry what is asked. */
export function rankPassages(question: Question, hits: readonly Hit[]): readonly Candidate[] {
  const years = yearsIn(question.text);
  const topic = topicNoun(searchForm(question.text));
  // A name is no attribute: all that its card says is about it.
  const isName = question.links.some(
    ({ name }) => topic !== undefined && topic.length > 3 && name.includes(topic),
  );
  const noun = isName ? undefined : topic;
  return hits
    .map((hit) => {
      const fit = askFit(question, hit.passage);
      const year = yearFit(years, hit.passage, question.text);
      const score =
        WEIGHTS.lexical * hit.lexical +
        WEIGHTS.card * hit.card +
        WEIGHTS.coverage * hit.coverage +
        WEIGHTS.own * hit.ownCoverage +
        WEIGHTS.fit * fit +
        WEIGHTS.topic * topicStrength(hit.passage, question) +
        WEIGHTS.year * year +
        WEIGHTS.noun * nounFit(noun, hit.passage) -
        WEIGHTS.part * partOfWhole(question, hit.passage) +
        room(question, hit.passage);
      return { ...hit, score, fit };
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * Between excerpts of a document that are equal in all else: for a figure the shortest says it at
 * once, for everything else the longest says most.
 */
function room({ asks }: Question, { excerpts, span, statement }: Passage): number {
  if (!span || excerpts) return 0;
  return (asks.some(asksForFigure) ? -1 : 1) * statement.text.length * PER_CHARACTER;
}

/** 「2003年の資料では」, 「2003年1月の資料」: the year is that of the document. */
export const OF_DOCUMENT =
  /年(?:度)?(?:\d{1,2}月)?(?:の|版の?)?.{0,8}?(?:資料|文書|報告|審議会|説明|計画(?:では|書))|(?:document|paper|report)s? (?:of|from) (?:[a-z]+ )?\d{4}|\d{4} (?:document|paper|report)/u;

/** 1 when the passage is of every year of the question, part of that when only its document is. */
function yearFit(
  asked: readonly number[],
  { years, documentYears }: Passage,
  text: string,
): number {
  if (asked.length === 0) return 0;
  const ofDocument = asked.every((year) => documentYears.includes(year));
  if (OF_DOCUMENT.test(searchForm(text))) return ofDocument ? 1 : -1;
  if (asked.every((year) => years.includes(year))) return 1;
  return asked.every((year) => years.includes(year) || documentYears.includes(year)) ? 0.7 : 0;
}

/** 1 for a sentence about one region where the question is about something that the whole country has. */
function partOfWhole({ areas, links }: Question, { form }: Passage): number {
  const isNational = links.some(({ cards }) =>
    cards.some(({ head }) => head.area.includes("全国")),
  );
  if (areas.length > 0 || !isNational) return 0;
  const [topic = ""] = form.split("は");
  return areasIn(topic).length > 0 ? 1 : 0;
}

/** Whether a sentence is about the noun that the question is about: 1, or 0.5 when the noun is part of that. */
function nounFit(noun: string | undefined, { form }: Passage): number {
  const own = topicNoun(form);
  if (noun === undefined || own === undefined || noun.length < 2) return 0;
  if (own === noun) return 1;
  return own.endsWith(noun) || noun.endsWith(own) ? 0.5 : 0;
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
