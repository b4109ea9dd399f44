import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchForm, squash } from "../../src/text/search-form.ts";

describe("the form in which texts are compared", () => {
  test.each([
    ["ミクロものずくり", "ミクロものづくり"],
    ["センタ", "センター"],
    ["コーディネータ", "コーディネーター"],
    ["ＦＩＢ", "fib"],
    ["２３，０００千円", "23000千円"],
    ["四割", "4割"],
    ["三つの柱", "3つの柱"],
    ["ﾐｸﾛものづくりﾈｯﾄ", "ミクロものづくりネット"],
    ["何パーセント", "何％"],
    ["ゼロ\u200b幅", "ゼロ幅"],
  ])("%s is found by %s", (a, b) => {
    expect(searchForm(a)).toBe(searchForm(b));
  });

  test.each([
    ["四国", "4国"],
    ["三重県", "3重県"],
    ["23,000千円", "231000円"],
    ["ビル", "ビール"],
  ])("%s is not found by %s", (a, b) => {
    expect(searchForm(a)).not.toBe(searchForm(b));
  });

  test("it is its own search form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(searchForm(searchForm(text))).toBe(searchForm(text));
      }),
    );
  });

  test("white space and width do not count when quotes are compared", () => {
    expect(squash("予算額は　２３，０００\n千円")).toBe("予算額は23,000千円");
  });
});
