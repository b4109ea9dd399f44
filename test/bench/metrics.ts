/** What the ranked results of one set of questions come to; shares are of 1. */
export interface Quality {
  /** Mean share of a question's relevant texts among its first result, and its first ten. */
  readonly recallAt1: number;
  readonly recallAt10: number;
  /** Mean of 1 / rank of the first relevant text, 0 where the first ten hold none. */
  readonly mrrAt10: number;
  /** Questions for which nothing at all was found. */
  readonly empty: number;
}

/** One question's results, best first, beside what is relevant to it. */
export interface Judged {
  readonly results: readonly number[];
  readonly relevant: ReadonlySet<number>;
}

/** The quality of a run. Throws where there is nothing to judge. */
export function qualityOf(judged: readonly Judged[]): Quality {
  if (judged.length === 0) throw new Error("Expected at least one question to judge");
  const mean = (value: (one: Judged) => number) =>
    judged.reduce((sum, one) => sum + value(one), 0) / judged.length;
  return {
    recallAt1: mean((one) => recallAt(1, one)),
    recallAt10: mean((one) => recallAt(10, one)),
    mrrAt10: mean((one) => reciprocalRankAt(10, one)),
    empty: judged.filter(({ results }) => results.length === 0).length,
  };
}

/** Share of the relevant texts among the first `k`; of 1 / n at most for n relevant ones at k = 1. */
export function recallAt(k: number, { results, relevant }: Judged): number {
  if (relevant.size === 0) throw new Error("Expected every question to have a relevant text");
  // A result that came twice is found once.
  const first = new Set(results.slice(0, k));
  return [...relevant].filter((text) => first.has(text)).length / relevant.size;
}

/** 1 / rank of the first relevant text among the first `k`, else 0. */
export function reciprocalRankAt(k: number, { results, relevant }: Judged): number {
  const rank = results.slice(0, k).findIndex((text) => relevant.has(text));
  return rank === -1 ? 0 : 1 / (rank + 1);
}

/** The value below which `share` of the values lie, by nearest rank; 0.5 is the median. */
export function percentile(share: number, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error("Expected at least one value");
  return found;
}
