import { expect, test } from "vitest";
import { asWritten } from "../../src/matching/as-written.ts";

test.each([
  ["nedo", "NEDOの事業に応募する", "NEDO"],
  ["nedo", "ＮＥＤＯの事業に応募する", "ＮＥＤＯ"],
  ["ベンチャ", "ベンチャーに投資する", "ベンチャー"],
  ["ベンチャ", "ﾍﾞﾝﾁｬｰに投資する", "ﾍﾞﾝﾁｬｰ"],
  ["ものずくり", "中小のものづくり", "ものづくり"],
  ["ものずくり", "中小のモノ作り", "モノ作り"],
  ["バイオ", "ヴァイオの研究", "ヴァイオ"],
  ["university", "two Universities in Osaka", "Universities"],
  ["tg dta", "加熱中の重さを見たい（TG-DTA）", "TG-DTA"],
  ["led", "高輝度LEDの評価", "LED"],
  ["火星", "月の土", "火星"],
])("%s in 「%s」 was written %s", (expression, text, written) => {
  expect(asWritten(expression, text)).toBe(written);
});
