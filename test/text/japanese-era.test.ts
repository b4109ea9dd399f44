import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { westernYear, yearsIn } from "../../src/text/japanese-era.ts";

describe("years in either calendar", () => {
  test.each([
    ["平成１６年度～２０年度（５年間）", [2004, 2008]],
    ["平成16年度（2004年度）", [2004]],
    ["令和元年", [2019]],
    ["昭和55年", [1980]],
    ["H16, H17", [2004, 2005]],
    ["H16.2.6", [2004]],
    ["H13–17実績", [2001, 2005]],
    ["1999年に設立", [1999]],
    ["2004-2008", [2004, 2008]],
    ["四国テクノブリッジ 2007 企業数", [2007]],
  ])("%s names %j", (text, years) => {
    expect(yearsIn(text)).toEqual(years);
  });

  test.each(["2000社", "約1,999件", "H2ステーション", "SH16型", "16年度"])(
    "%s names no year",
    (text) => {
      expect(yearsIn(text)).toEqual([]);
    },
  );

  test("an era year and its western year are the same year", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (year) => {
        expect(yearsIn(`平成${year}年`)).toEqual([westernYear("平成", year)]);
        expect(yearsIn(`${westernYear("平成", year)}年`)).toEqual([westernYear("平成", year)]);
      }),
    );
  });
});
