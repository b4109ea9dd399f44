import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchableText } from "../../src/search/text-index.ts";
import { createTextSearch } from "../../src/search/text-search.ts";
import { obviousTextSearch } from "../support/obvious-text-search.ts";

const text = (title: string, heading: string, body: string): SearchableText => ({
  title,
  heading,
  body,
});
const inOrder = (texts: readonly SearchableText[], query: string) =>
  createTextSearch(texts)
    .search(query, { limit: texts.length })
    .map(({ number }) => texts[number]?.body);

// Words as they come in documents of this kind, so that texts share terms, runs and titles.
const word = fc.constantFrom(
  ..."岡山県 補助金 補助 研究開発 工業技術センター センター 平成16年度 2004年 助成 大学 の は に を、 。 ミクロものづくり TLO project 支援 三百万円 ー 𠮷野 的 ".split(
    " ",
  ),
);
const phrase = (maxLength: number) => fc.array(word, { maxLength }).map((words) => words.join(""));
const texts = fc.array(fc.record({ title: phrase(2), heading: phrase(3), body: phrase(24) }), {
  minLength: 1,
  maxLength: 12,
});
const query = fc.array(fc.record({ text: phrase(8), weight: fc.constantFrom(1, 0.6, 0.3) }), {
  maxLength: 3,
});

describe("the text search", () => {
  test("orders and scores as its definition reads", () => {
    fc.assert(
      fc.property(texts, query, (texts, query) => {
        const hits = createTextSearch(texts).search(query, { limit: texts.length });

        const expected = obviousTextSearch(texts, query);
        expect(hits.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
        for (const [i, { score }] of expected.entries()) expect(hits[i]?.score).toBeCloseTo(score);
      }),
      { numRuns: 300, seed: 2004 },
    );
  });

  test("what is not accepted does not come, and leaves its place to others", () => {
    const texts = Array.from({ length: 400 }, (_, i) => text("", "", `補助金${i}`));

    const hits = createTextSearch(texts).search("補助金", {
      limit: 200,
      accept: (number) => number >= 300,
    });

    expect(hits.map(({ number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, i) => 300 + i),
    );
  });

  test("equals stand in the order of the texts", () => {
    const same = Array.from({ length: 300 }, () => text("計画", "目標", "新規雇用は351人とする。"));

    const hits = createTextSearch(same).search("新規雇用", { limit: 5 });

    expect(hits.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
  });

  test("every score lies between 0 and 1", () => {
    fc.assert(
      fc.property(texts, query, (texts, query) => {
        for (const { score } of createTextSearch(texts).search(query, { limit: 12 })) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  test("where there is nothing to find, nothing is found", () => {
    const texts = [text("計画", "", "岡山県の計画")];

    expect(createTextSearch([]).search("岡山県", { limit: 3 })).toEqual([]);
    expect(createTextSearch([text("", "", "")]).search("岡山県", { limit: 3 })).toEqual([]);
    for (const query of ["", " 　\n", "、。", "の", "火星移住", "zzz", "\u0000", "\ud842"]) {
      expect(createTextSearch(texts).search(query, { limit: 3 })).toEqual([]);
    }
    expect(createTextSearch(texts).search([], { limit: 3 })).toEqual([]);
    expect(createTextSearch(texts).search("岡山県", { limit: 0 })).toEqual([]);
  });

  test("a question as long as a document finds the document", () => {
    const body = "研究開発の成果を県内企業に移転するため、機器を開放し、人材を育成する。";
    const texts = [text("", "", "予算の説明"), text("", "", body), text("", "", "機器の開放")];

    const hits = createTextSearch(texts).search(`${body.repeat(200)}予算`, { limit: 1 });

    expect(hits[0]?.number).toBe(1);
  });
});

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
