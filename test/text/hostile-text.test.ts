import { describe, expect, test } from "vitest";
import { areasIn } from "../../src/text/areas.ts";
import { yearsIn } from "../../src/text/japanese-era.ts";
import { quantitiesIn } from "../../src/text/quantities.ts";
import { searchForm } from "../../src/text/search-form.ts";
import { parseYen } from "../../src/text/yen.ts";

// Each of these once was, or could have been, a pattern's worst case. A pattern that backtracks
// without end never returns, and the test run stops here.
const HOSTILE = [
  "1".repeat(5_000),
  "1,".repeat(2_500),
  "1億".repeat(2_500),
  "千".repeat(5_000),
  "平成".repeat(2_500),
  "ー".repeat(5_000),
  "アー".repeat(2_500),
  "a-".repeat(2_500),
  " \n".repeat(2_500),
  "「".repeat(5_000),
  "\ud800".repeat(100),
  "\u202e\u200b\u0000岡山",
];

describe("text made to hurt", () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 12), text]))(
    "is read to its end: %j…",
    (_, text) => {
      for (const read of [searchForm, quantitiesIn, yearsIn, areasIn, parseYen]) read(text);
      parseYen(`${text}円`);

      expect(searchForm(text).isWellFormed()).toBe(true);
    },
  );

  test("loses what nobody can see, and nothing else", () => {
    expect(searchForm("岡\u200b山\u202e県\u0000")).toBe("岡山県");
  });
});
