import { expect, test } from "vitest";
import { describeWithShared } from "../../support/shared.ts";
import { hostileFiles } from "./support/hostile.ts";
import { readAllMeasured, textOf } from "./support/measured.ts";
import { describeWithPoppler, pagesByPoppler } from "./support/poppler.ts";

/** How often each Chinese, Japanese or Korean character stands in a text. */
function bag(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const letters = text
    .normalize("NFKC")
    .matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  for (const [letter] of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

function sumOf(counts: Iterable<number>): number {
  return [...counts].reduce((sum, count) => sum + count, 0);
}

/** How many characters of the first bag are not in the second. */
function missingIn(
  wanted: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): number {
  return sumOf([...wanted].map(([letter, count]) => Math.max(0, count - (found.get(letter) ?? 0))));
}

describeWithPoppler("characters beside another reader", () => {
  describeWithShared("of Chinese, Japanese and Korean files", () => {
    test("999 of 1,000 are found, and no file loses any in silence", {
      timeout: 300_000,
    }, async () => {
      const results = await readAllMeasured(hostileFiles("cjk"));

      const rows = results.map(({ file, outcome }) => {
        const wanted = bag(pagesByPoppler(file).join());
        const missing = missingIn(wanted, bag(textOf(outcome)));
        return { file, kind: outcome.kind, wanted: sumOf(wanted.values()), missing };
      });
      const wanted = sumOf(rows.map((row) => row.wanted));
      const missing = sumOf(rows.map((row) => row.missing));
      const silent = rows.filter((row) => row.kind === "read" && row.missing > 0);
      expect(wanted).toBeGreaterThan(4_000);
      expect(silent).toEqual([]);
      expect(
        missing / wanted,
        JSON.stringify(rows.filter((row) => row.missing > 0)),
      ).toBeLessThanOrEqual(0.001);
    });
  });
});
