import { describe, expect, test } from "vitest";
import { mendTornFigures } from "../../src/corpus/torn-figures.ts";

describe("figures torn from their units", () => {
  test.each([
    ["a unit in brackets", "・試作支援（予算額 千円）1,200", "・試作支援（予算額1,200千円）"],
    [
      "a unit within a sentence",
      "・会員：市内企業 社程度で開始30",
      "・会員：市内企業30社程度で開始",
    ],
    [
      "a year and an amount",
      "拠点の整備（ 予算額 千円 （図１）H18 3,400 ）",
      "拠点の整備（H18予算額3,400千円 （図１））",
    ],
    [
      "several, in their order",
      "平成 年には 兆 千億円( )へ15 2 3 98.5",
      "平成15年には2兆3千億円(98.5)へ",
    ],
    ["one at the beginning", "年の 事業所( )へ12 3,456 71.2", "12年の3,456事業所(71.2)へ"],
  ])("are put back: %s", (_, line, mended) => {
    expect(mendTornFigures(line)).toEqual({ text: mended, doubtful: false });
  });

  test.each([
    ["more gaps than numbers", "平成 年から 年までに 社が加わった12 30"],
    ["more numbers than gaps", "会員は 社である5 30 41"],
    ["no number at all", "予算額は 千円である"],
    ["a row without its heading", "1 20 30 40 50"],
    ["the label of an axis", "13.3"],
  ])("are in doubt, and stay as they are: %s", (_, line) => {
    expect(mendTornFigures(line)).toEqual({ text: line, doubtful: true });
  });

  test.each([
    "・協力機関 大学院を含む 12",
    "名簿 名簿に載る会員企業 2005",
    "ものづくり産業 人材育成の補助額 上限 50",
    "電話 人事課 086-234",
    "（ 中小企業者等 ）25",
  ])("are not put into words that only begin like what counts: %s", (line) => {
    expect(mendTornFigures(line).text).toBe(line);
  });

  test("are not taken from the year that they belong to", () => {
    expect(mendTornFigures("対象は 件 平成16")).toEqual({
      text: "対象は 件 平成16",
      doubtful: true,
    });
  });

  test.each([
    "参加企業 約750社 21大学",
    "平成16年度 予算額 5,000千円",
    "第2回 分科会（10月5日）",
    "合計 3社",
  ])("are not seen where nothing is torn: %s", (line) => {
    expect(mendTornFigures(line)).toEqual({ text: line, doubtful: false });
  });
});
