import { describe, expect, test } from "vitest";
import { hasKanaName, hasKatakanaWord, kanaNamesIn } from "../../src/search/kana-words.ts";

describe("names in hiragana", () => {
  test.each([
    ["ねじを作ってくれる会社", ["ねじ"]],
    ["ねじやばねを仕入れたい", ["ねじ", "ばね"]],
    ["亜鉛めっきをしたい", ["めっき"]],
    ["すずめっきの剥がれ", ["すず", "めっき"]],
    ["へら絞りができる会社", ["へら"]],
    ["ろう付けの外注先", ["ろう"]],
    ["みその発酵", ["みそ"]],
    ["鉄にさびが出る", ["さび"]],
    ["いぐさの畳", ["いぐさ"]],
    ["ものずくり企業", ["ものずくり"]],
  ])("%s has %j", (form, names) => {
    expect(kanaNamesIn(form)).toEqual(names);
  });

  test.each([
    "よろしくお願いします",
    "うまくいかなくて困っています",
    "どうしたらいいかわからない",
    "できればはやく測りたい",
    "しっかり話せる、いろいろな会社",
    "大きさのばらばらな粒を広げたい",
    "明るさや関わりの深さ",
    "まぜる機械がほしい",
    "どなたかいらっしゃいますか",
  ])("%s has none", (form) => {
    expect(kanaNamesIn(form)).toEqual([]);
  });

  test("are found as words, and not where their letters are part of another", () => {
    expect(hasKanaName("硬いねじを削る", "ねじ")).toBe(true);
    expect(hasKanaName("部品である。ねじ", "ねじ")).toBe(true);
    expect(hasKanaName("進むであろう", "ろう")).toBe(false);
    expect(hasKanaName("いかに作るか", "かに")).toBe(false);
  });

  test("so are words in katakana, in compounds too", () => {
    expect(hasKatakanaWord("ステンレスネジと釘", "ネジ")).toBe(true);
    expect(hasKatakanaWord("センサーの製造", "センサ")).toBe(true);
    expect(hasKatakanaWord("マリンコラーゲン", "コラーゲン")).toBe(true);
    expect(hasKatakanaWord("クラスターマネジメント", "ネジ")).toBe(false);
    expect(hasKatakanaWord("ドローン", "ローン")).toBe(false);
  });
});
