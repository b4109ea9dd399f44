import { describe, expect, test } from "vitest";
import { areasIn } from "../../src/text/areas.ts";
import { askedAreas } from "../../src/text/asked-areas.ts";
import { cleanText } from "../../src/text/clean-text.ts";
import { figuresIn } from "../../src/text/figures.ts";
import { yearsIn } from "../../src/text/japanese-era.ts";
import { languageOf } from "../../src/text/language.ts";
import { quantitiesIn } from "../../src/text/quantities.ts";
import { searchForm, squash } from "../../src/text/search-form.ts";
import { parseYen } from "../../src/text/yen.ts";
import { ENDS, growthOf, PIECES, repeated, TOO_MUCH } from "../support/growth.ts";

const READERS = {
  areasIn,
  askedAreas,
  cleanText,
  figuresIn,
  languageOf,
  parseYen,
  quantitiesIn,
  searchForm,
  squash,
  yearsIn,
};

describe("text made to hurt", () => {
  test.each(Object.entries(READERS))("is no more work for %s than it is long", (_, read) => {
    for (const piece of PIECES) {
      for (const end of ENDS) {
        expect(growthOf(read, repeated(piece, end)), piece + end).toBeLessThan(TOO_MUCH);
      }
    }
  });

  test("is seen to hurt where a pattern goes through a row once for each of its characters", () => {
    let growth = 0;
    for (let run = 0; run < 4 && growth <= TOO_MUCH; run++) {
      growth = growthOf((text) => /a+b/u.test(text), repeated("a"));
    }

    expect(growth).toBeGreaterThan(TOO_MUCH);
  });

  test.each(["\ud800", "\u202e\u200b\u0000岡山"])("is well-formed when read: %j", (text) => {
    expect(searchForm(text).isWellFormed()).toBe(true);
  });

  test("loses what nobody can see, and nothing else", () => {
    expect(searchForm("岡\u200b山\u202e県\u0000\u061c")).toBe("岡山県");
  });

  test("is no number where it has more numerals than a number", () => {
    expect(searchForm(`${"千".repeat(13)}人と三百人`)).toBe(`${"千".repeat(13)}人と300人`);
  });
});
