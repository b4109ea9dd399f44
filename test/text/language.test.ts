import { describe, expect, test } from "vitest";
import { languageOf, languageOfLocale } from "../../src/text/language.ts";

describe("languages", () => {
  test("a question with any kana or kanji is Japanese, one in Latin letters English", () => {
    expect(languageOf("FIB装置 岡山 金額")).toBe("ja");
    expect(languageOf("What is the budget?")).toBe("en");
    expect(languageOf("???")).toBe("ja");
  });

  test.each(["FIB", "TLO?", "Okayama TLO", "Micro-Reactor", "H16", "iPS"])(
    "a name alone tells nothing, and is read as Japanese: %s",
    (text) => {
      expect(languageOf(text)).toBe("ja");
    },
  );

  test.each(["FIB price", "budget?", "WHAT IS THE FIB?", "Who?", "Who owns a TLO"])(
    "a word of English makes it English: %s",
    (text) => {
      expect(languageOf(text)).toBe("en");
    },
  );

  test("a terminal is Japanese unless its locale is English", () => {
    expect(languageOfLocale({ LANG: "en_US.UTF-8" })).toBe("en");
    expect(languageOfLocale({ LANG: "C.UTF-8" })).toBe("ja");
    expect(languageOfLocale({ LANG: "en_US.UTF-8", LC_ALL: "ja_JP.UTF-8" })).toBe("ja");
    expect(languageOfLocale({})).toBe("ja");
  });
});
