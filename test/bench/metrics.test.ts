import { describe, expect, test } from "vitest";
import { percentile, qualityOf, recallAt, reciprocalRankAt } from "./metrics.ts";

const judged = (results: readonly number[], relevant: readonly number[]) => ({
  results,
  relevant: new Set(relevant),
});

describe("what a ranking is worth", () => {
  test("recall is the share of the relevant texts that came first", () => {
    expect(recallAt(1, judged([7, 8, 9], [7, 9]))).toBe(0.5);
    expect(recallAt(10, judged([7, 8, 9], [7, 9]))).toBe(1);
    expect(recallAt(1, judged([8, 7], [7]))).toBe(0);
  });

  test("a text that came twice is found once", () => {
    expect(recallAt(10, judged([7, 7], [7, 9]))).toBe(0.5);
  });

  test("the reciprocal rank is that of the first relevant text, and 0 beyond the first k", () => {
    expect(reciprocalRankAt(10, judged([5, 9, 7], [7, 9]))).toBe(1 / 2);
    expect(reciprocalRankAt(2, judged([5, 6, 7], [7]))).toBe(0);
  });

  test("a run is the mean over its questions, and its empty answers are counted", () => {
    const quality = qualityOf([judged([7], [7]), judged([5, 7], [7]), judged([], [7])]);

    expect(quality).toEqual({ recallAt1: 1 / 3, recallAt10: 2 / 3, mrrAt10: 0.5, empty: 1 });
  });

  test("nothing to judge, or a question without a relevant text, is a mistake", () => {
    expect(() => qualityOf([])).toThrow("at least one question");
    expect(() => recallAt(1, judged([1], []))).toThrow("relevant");
  });

  test("a percentile is a value that was measured", () => {
    const values = [30, 10, 20, 40];

    expect(percentile(0.5, values)).toBe(20);
    expect(percentile(0.95, values)).toBe(40);
    expect(() => percentile(0.5, [])).toThrow("at least one value");
  });
});
