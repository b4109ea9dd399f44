import { describe, expect, test } from "vitest";
import type { Ranking } from "../../src/search/rerank.ts";
import type { SearchableText } from "../../src/search/text-index.ts";
import { createTextSearch, PARTS } from "../../src/search/text-search.ts";

const text = (title: string, heading: string, body: string): SearchableText => ({
  title,
  heading,
  body,
});
const inOrder = (texts: readonly SearchableText[], query: string) =>
  createTextSearch(texts)
    .search(query, { limit: texts.length })
    .map(({ number }) => texts[number]?.body);

describe("the order of passages", () => {
  test("the passage that says it comes before those that use its words apart", () => {
    const asked = "産学官共同研究の助成額";
    const said = "産学官共同研究の助成額は、一件当たり500万円を上限とする。";
    // The same words in other places and other company: coverage alike, no long run in common.
    const apart = "助成を受けた官公庁は、産業と学術の研究を共同で行い、その額を報告する。";
    // One of the words, as often as one likes: repetition soon counts no more.
    const often = "助成、助成、助成、助成、助成、助成、助成の申請について。";

    expect(inOrder([text("", "", apart), text("", "", often), text("", "", said)], asked)).toEqual([
      said,
      apart,
      often,
    ]);
  });

  test("of two passages alike the one of the document that the question names is first", () => {
    const one = text("広島県 産業振興計画", "", "研究開発拠点を整備する。県内に置く。");
    const named = text("岡山県 産業振興計画", "", "研究開発拠点を整備する。県内に設ける。");

    // Longer by a character than the other, which brevity would put behind it.
    expect(inOrder([one, named], "岡山県 産業振興計画の研究開発拠点")[0]).toBe(named.body);
  });

  test("a heading that says what the question asks weighs as much as the text", () => {
    const under = text("", "遺族一時金の額", "前条の規定を準用し、これを三等分する。");
    const mention = text(
      "",
      "届出",
      "遺族は、届出の際に戸籍の写しと額面の証書を添え、一時に提出する。",
    );

    expect(inOrder([mention, under], "遺族一時金の額")[0]).toBe(under.body);
  });

  test("what is said shortly comes before the same among much else", () => {
    const short = text("", "", "転用には承認が必要である。");
    const long = text(
      "",
      "",
      `${"施設の管理は所管の部局が行い、費用は県が負担する。".repeat(6)}転用には承認が必要である。`,
    );

    expect(inOrder([long, short], "転用の承認")).toEqual([short.body, long.body]);
  });

  test("a year is found in either calendar", () => {
    const era = text("", "", "装置は平成14年度に整備された。");
    const other = text("", "", "装置は平成15年度に整備された。");

    // Without year tokens the two differ by nothing that the question has.
    expect(inOrder([other, era], "2002年に整備された装置")[0]).toBe(era.body);
  });

  test("spelling does not matter where the thing is the same", () => {
    const texts = [text("", "", "岡山県工業技術センターの所在地"), text("", "", "三重県の所在地")];

    // Half-width katakana without its last long vowel.
    expect(inOrder(texts, "工業技術ｾﾝﾀの所在地")[0]).toBe("岡山県工業技術センターの所在地");
  });

  test("an English question finds an English passage by its words, not by stop words", () => {
    const right = text("", "", "The university licenses its patents to local firms.");
    // Has "what is the … of the" and no word that tells anything.
    const wrong = text("", "", "What is the aim of the plan, and what is the use of the data?");

    expect(inOrder([wrong, right], "What is the use of patents for the firm?")[0]).toBe(right.body);
  });

  test("a part of less weight decides only what the first part leaves open", () => {
    const texts = [text("", "", "装置の価格は五千万円"), text("", "", "装置の整備年は平成14年")];
    const find = (weight: number) =>
      createTextSearch(texts).search(
        [
          { text: "整備年", weight: 1 },
          { text: "装置の価格", weight },
        ],
        { limit: 1 },
      )[0]?.number;

    expect(find(0.3)).toBe(1);
    expect(find(3)).toBe(0);
  });
});

describe("what speaks for a passage, each by itself", () => {
  const NOTHING = { score: 0, coverage: 0, runs: 0, titled: 0, brevity: 0 };
  const by = (counts: Partial<Ranking>, texts: readonly SearchableText[], query: string) =>
    createTextSearch(texts, { ...PARTS, ranking: { ...PARTS.ranking, ...NOTHING, ...counts } })
      .search(query, { limit: texts.length })
      .map(({ number }) => number);

  test("its score: how often and how early among few words it says the rare ones", () => {
    const texts = [
      text("", "", "対象となる経費、補助金の手続、その他の事項は別に定める要綱による。"),
      text("", "", "補助金の対象は機器とし、補助金の対象に人件費は含まない。"),
    ];

    expect(by({ score: 1 }, texts, "補助金の対象")).toEqual([1, 0]);
  });

  test("its coverage: how much of the question it speaks of, however often", () => {
    const texts = [
      text("", "", "装置の価格、装置の価格、装置の価格"),
      text("", "", "集束イオンビームの装置は、財団が別に定める価格表により貸し付けるものとする。"),
    ];

    expect(by({ coverage: 1 }, texts, "集束イオンビーム装置の価格")).toEqual([1, 0]);
  });

  test("its pairs: a compound that the word list cuts otherwise", () => {
    const texts = [text("", "", "軟化の試験"), text("", "", "荷重軟化試験")];

    // Both words stand in both texts; 化試 only where they meet.
    expect(by({ coverage: 1, pairs: 0 }, texts, "軟化試験")).toEqual([0, 1]);
    expect(by({ coverage: 1 }, texts, "軟化試験")).toEqual([1, 0]);
  });

  test("its runs: a stretch of the question word for word, kanji before kana", () => {
    const texts = [
      // 助成, の上限は
      text("", "", "助成を受ける者の上限は、別に定める。"),
      // 助成額の上限は
      text("", "", "助成額の上限は、別に定める。"),
      // 助成額
      text("", "", "助成額について、上記のほか限度は、別に定める。"),
    ];

    expect(by({ runs: 1 }, texts, "助成額の上限は")).toEqual([1, 0, 2]);
  });

  test("its title: the whole of it in the question, not a part", () => {
    const texts = [
      text("岡山県産業振興計画要覧", "", "拠点の整備"),
      text("岡山県産業振興計画", "", "拠点の整備"),
      text("", "", "岡山県産業振興計画による拠点の整備"),
    ];

    expect(by({ titled: 1 }, texts, "岡山県産業振興計画の拠点")[0]).toBe(1);
  });

  test("its brevity: how little it says besides", () => {
    const texts = [
      text("", "", "転用には所管の部局による承認が要る。"),
      text("", "", "転用の承認"),
    ];

    expect(by({ brevity: 1 }, texts, "転用")).toEqual([1, 0]);
  });
});
