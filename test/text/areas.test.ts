import { describe, expect, test } from "vitest";
import { areasIn, areasMeet } from "../../src/text/areas.ts";

describe("prefectures and regions in a text", () => {
  test.each([
    ["岡山県の計画", ["岡山県"]],
    ["岡山TLO", ["岡山県"]],
    ["倉敷市の工場", ["岡山県"]],
    ["東京都と京都府", ["東京都", "京都府"]],
    ["the Okayama plan", ["岡山県"]],
    ["関西のクラスター", ["近畿"]],
    ["北海道大学", ["北海道"]],
    ["三重県四日市市", ["三重県"]],
  ])("%s names %j", (text, areas) => {
    expect(areasIn(text)).toEqual(areas);
  });

  test.each(["二重三重の構造", "大分類", "中国語", "company"])("%s names none", (text) => {
    expect(areasIn(text)).toEqual([]);
  });

  test("a prefecture meets its region and the whole country, and no other prefecture", () => {
    expect(areasMeet("岡山県", "中国地方")).toBe(true);
    expect(areasMeet("全国", "岡山県")).toBe(true);
    expect(areasMeet("岡山県", "広島県")).toBe(false);
    expect(areasMeet("岡山県", "九州")).toBe(false);
  });
});
