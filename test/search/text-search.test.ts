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

  test("a rare term tells more than a common one, one that nobody has the most", () => {
    const { words } = createTextSearch([text("", "", "岡山の予算"), text("", "", "岡山")]);

    expect(words.idf("予算")).toBeGreaterThan(words.idf("岡山"));
    expect(words.idf("広島")).toBeGreaterThan(words.idf("予算"));
    expect(words.has("岡山")).toBe(true);
    expect(words.has("広島")).toBe(false);
  });
});
