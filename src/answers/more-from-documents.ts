import type { Concept } from "../search/concepts.ts";
import type { Passage } from "../search/passage.ts";
import { degree } from "../search/passage-search.ts";
import { headingsOf, MAX_TEXT } from "./compose-answer.ts";
import type { Question } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";

/** How far below the best excerpt another may be and still be shown beside it. */
const MARGIN = 0.5;
/** Most characters of white space between an excerpt and what goes on from it. */
const MAX_GAP = 8;
/** Most excerpts of documents in one answer. */
const MAX_EXCERPTS = 6;
/** How much it counts that an excerpt speaks of what no other has spoken of. */
const NEWS = 1.5;
/** How much it counts that an excerpt ends where a chosen one begins, or goes on where it ends. */
const GOES_ON = 0.5;
/** What the citation marks of a sentence or a heading take, in characters. */
const MARKS = 4;

/**
 * What to quote when documents answer: the statements that were found and, since raw text says in
 * three places what a card says in one sentence, the next best excerpts that do not overlap, as
 * long as there is room. An excerpt that speaks of what no other has spoken of comes first. Where a
 * card answers nothing is added.
 */
export function fillFromDocuments(
  question: Question,
  found: readonly Candidate[],
  ranked: readonly Candidate[],
): readonly Candidate[] {
  const [main] = found;
  if (main?.passage.card.head.kind !== "document") return found;
  const near = ranked.filter(({ score, passage }) => passage.span && score >= main.score - MARGIN);
  const chosen = found.filter(
    ({ passage }, i) => !found.slice(0, i).some((other) => overlap(other.passage, passage)),
  );
  while (chosen.length < MAX_EXCERPTS) {
    const taken = chosen.map((candidate, i) => lengthOf(candidate, chosen.slice(0, i)));
    const left = MAX_TEXT - taken.reduce((sum, length) => sum + length, 0);
    const fitting = near.filter(
      (candidate) =>
        lengthOf(candidate, chosen) <= left &&
        !chosen.some((other) => overlap(other.passage, candidate.passage)),
    );
    const best = bestBy(
      fitting,
      (candidate) =>
        candidate.score +
        NEWS * news(candidate, chosen, question) +
        (chosen.some(
          (other) =>
            goesOn(other.passage, candidate.passage) || goesOn(candidate.passage, other.passage),
        )
          ? GOES_ON
          : 0),
    );
    if (!best) break;
    chosen.push(best);
  }
  return chosen;
}

/** Share of the question's concepts, by weight, that a candidate speaks of and none of the chosen does. */
function news(
  { passage }: Candidate,
  chosen: readonly Candidate[],
  { concepts }: Question,
): number {
  const total = concepts.reduce((sum, { weight }) => sum + weight, 0);
  const fresh = concepts.filter(
    (concept) =>
      speaksOf(passage, concept) && !chosen.some((other) => speaksOf(other.passage, concept)),
  );
  return fresh.reduce((sum, { weight }) => sum + weight, 0) / (total || 1);
}

function speaksOf({ form, years }: Passage, concept: Concept): boolean {
  return degree(concept, form, years) > 0;
}

function bestBy<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  let best: { readonly item: T; readonly value: number } | undefined;
  for (const item of items) {
    const own = value(item);
    if (!best || own > best.value) best = { item, value: own };
  }
  return best?.item;
}

/** Characters that an excerpt takes after others, which may have said its heading. */
function lengthOf({ passage }: Candidate, before: readonly Candidate[]): number {
  const said = before.flatMap((other) => headingsOf(other.passage));
  const headings = headingsOf(passage, said).map(({ text }) => `${text}： `);
  const { text } = passage.statement;
  const sentences = text.split(/(?<=。)/u).length;
  return [...[...headings, text].join("")].length + MARKS * (headings.length + sentences);
}

/** Whether one excerpt begins where another of the same extract ends, or nearly so. */
function goesOn(first: Passage, second: Passage): boolean {
  if (first.card.id !== second.card.id || !first.span || !second.span) return false;
  const gap = second.span[0] - first.span[1];
  return gap >= 0 && gap < MAX_GAP;
}

function overlap(a: Passage, b: Passage): boolean {
  if (a.card.id !== b.card.id || !a.span || !b.span) return false;
  return a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
