import {
  createSubstringAutomaton,
  longestMatches,
  type SubstringAutomaton,
} from "./substring-automaton.ts";

/** A part of the query in search form and how much it counts. */
export interface WeightedForm {
  readonly form: string;
  readonly weight: number;
}

/**
 * Beyond this many characters of a query its words decide alone: nobody types so much, and a
 * pasted document shares runs with everything.
 */
const LONGEST_QUERY = 1_000;
const SHORTEST_RUN = 2;
// A run twice as long tells more than two runs.
const LENGTH_POWER = 1.5;
// A character of hiragana or the alphabet tells less than a kanji or a katakana.
const PLAIN = 0.4;
const TELLING = /[\p{Script=Han}\p{Script=Katakana}ー\d]/u;
// In no search form, and other than the end of a field: no run goes from one part to the next.
const PART_END = "\u0001";

/**
 * Tells how much a text, given as code units, has in common with a query. The query is cut from its end into the longest runs that stand in
 * the text, wherever; a run of n characters counts n^1.5, hiragana and Latin as 0.4 of a character.
 * The time for a text is linear in its length.
 */
export function createRunComparison(
  parts: readonly WeightedForm[],
): (units: Uint16Array) => number {
  const query = parts
    .map(({ form }) => form)
    .join(PART_END)
    .slice(0, LONGEST_QUERY);
  const automaton = createSubstringAutomaton(query);
  const weights = characterWeights(parts, query.length);
  return (units) => weigh(automaton, longestMatches(automaton, units), weights);
}

interface CharacterWeights {
  /** Sums of the weights of the characters before i. */
  readonly before: Float64Array;
  /** Weight of the part that character i belongs to. */
  readonly part: Float64Array;
}

function characterWeights(parts: readonly WeightedForm[], length: number): CharacterWeights {
  const before = new Float64Array(length + 1);
  const part = new Float64Array(length);
  let at = 0;
  for (const { form, weight } of parts) {
    for (let k = 0; k <= form.length && at < length; k++, at++) {
      before[at + 1] = (before[at] ?? 0) + (TELLING.test(form[k] ?? "") ? 1 : PLAIN);
      part[at] = weight;
    }
  }
  return { before, part };
}

function weigh(
  { prefixStates }: SubstringAutomaton,
  matches: Uint16Array,
  { before, part }: CharacterWeights,
): number {
  let total = 0;
  let end = prefixStates.length;
  while (end > 0) {
    const length = matches[prefixStates[end - 1] ?? 0] ?? 0;
    if (length >= SHORTEST_RUN) {
      const weight = (before[end] ?? 0) - (before[end - length] ?? 0);
      total += (part[end - 1] ?? 0) * weight ** LENGTH_POWER;
    }
    end -= Math.max(1, length);
  }
  return total;
}
