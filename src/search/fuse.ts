import type { TextHit } from "./text-search.ts";
import type { Neighbour } from "./vector-index.ts";

/** What is near in meaning, where questions and texts are embedded. */
export interface Meaning {
  /** The texts nearest to a question, by their numbers, best first; `undefined` where that is not known. */
  nearest(question: string): readonly Neighbour[] | undefined;
}

/**
 * What nearness in meaning counts beside the lexical score. By as much even vectors without a model move
 * no figure of `bench search-parts` by more than 0.3 points; more has to be measured with the model in use.
 */
export const MEANING_WEIGHT = 0.1;

/**
 * The hits of words and of meaning as one list, best first, ties by number. The best of either has
 * 1; of those near in meaning the last has nothing.
 */
export function fuse(
  hits: readonly TextHit[],
  near: readonly Neighbour[],
  weight = MEANING_WEIGHT,
): readonly TextHit[] {
  const best = hits[0]?.score || 1;
  const [most, least] = [near[0]?.similarity ?? 0, near.at(-1)?.similarity ?? 0];
  const scores = new Map(hits.map(({ number, score }) => [number, score / best]));
  for (const { label, similarity } of near) {
    const share = (similarity - least) / (most - least || 1);
    scores.set(label, (scores.get(label) ?? 0) + weight * share);
  }
  return [...scores]
    .map(([number, score]) => ({ number, score: score / (1 + weight) }))
    .sort((a, b) => b.score - a.score || a.number - b.number);
}
