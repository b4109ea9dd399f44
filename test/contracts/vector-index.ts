import { describe, expect, test } from "vitest";
import { embedSpelling, SPELLING_DIMENSIONS } from "../../src/search/hashed-ngrams.ts";
import type { VectorIndex } from "../../src/search/vector-index.ts";

const NAMES = [
  "岡山tlo",
  "岡山県工業技術センタ",
  "集束イオンビーム装置",
  "熱分析システム",
  "粒度評価システム",
];

/** What every vector index must hold, whatever it is made of. */
export function vectorIndexContract(
  name: string,
  create: (vectors: readonly Float32Array[], dimensions: number) => VectorIndex,
): void {
  describe(`${name} as a vector index`, () => {
    const index = create(NAMES.map(embedSpelling), SPELLING_DIMENSIONS);

    test("finds a vector itself first, as similar as can be", () => {
      const [first] = index.nearest(embedSpelling("熱分析システム"), 2);

      expect(first?.label).toBe(3);
      expect(first?.similarity).toBeCloseTo(1, 5);
    });

    test("finds a misspelt name's own spelling first", () => {
      expect(index.nearest(embedSpelling("岡山tol"), 1)[0]?.label).toBe(0);
    });

    test("gives no more than it holds, best first", () => {
      const found = index.nearest(embedSpelling("システム"), 100);
      const similarities = found.map(({ similarity }) => similarity);

      expect(found).toHaveLength(NAMES.length);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    });

    test("holds nothing when it was given nothing", () => {
      expect(create([], SPELLING_DIMENSIONS).nearest(embedSpelling("何か"), 5)).toEqual([]);
    });

    test.each([
      ["of another length", new Float32Array(3)],
      ["with a hole", new Float32Array(SPELLING_DIMENSIONS).fill(Number.NaN)],
    ])("refuses a vector %s, in the index and in the question", (_, vector) => {
      expect(() => index.nearest(vector, 1)).toThrow(RangeError);
      expect(() => create([vector], SPELLING_DIMENSIONS)).toThrow(RangeError);
    });
  });
}
