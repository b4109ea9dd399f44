import { describe, expect, test } from "vitest";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { passagesOf } from "../../src/search/passage.ts";
import { listOf } from "../../src/search/passage-list.ts";
import { createPassageSearch } from "../../src/search/passage-search.ts";
import { CORPUS } from "../support/shipped.ts";

const corpus = readCorpus(CORPUS, await readCorpusFiles(CORPUS));
const passages = corpus.cards.flatMap((card) => passagesOf(card));
const search = createPassageSearch(listOf(passages), corpus.synonyms);
const find = (question: string, limit = 3) =>
  search.search([{ text: question, weight: 1 }], { limit });
const cardsOf = (question: string, limit = 3) =>
  find(question, limit).map(({ passage }) => passage.card.id);

describe("the order of passages over the shipped cards", () => {
  test("the card that bears the name comes before cards that mention it", () => {
    // The plan, the foundation and the scheme that pays for the TLO all speak of it.
    expect(cardsOf("岡山TLO", 1)).toEqual(["okayama-tlo"]);
  });

  test("an instrument is found by its abbreviation through the synonyms", () => {
    expect(cardsOf("FIB", 1)).toEqual(["okayama-fib"]);
    // SEM stands for the scanning microscope; the FIB card speaks of microscopes only in passing.
    expect(cardsOf("SEM", 1)).toEqual(["okayama-sem"]);
  });

  test("a year finds its notation in the other calendar", () => {
    // Only the furnace's own sentence speaks of an end in fiscal 2003, which the card writes 平成15年度.
    expect(find("2003年度 終了", 1)[0]?.passage.statement.text).toContain("平成15年度");
  });

  test("an English question finds Japanese statements through their English lines", () => {
    expect(cardsOf("budget of the Techno Plaza", 1)).toEqual(["okayama-techno-plaza"]);
  });

  test("the best hit covers what was asked, a foreign question is covered by nothing", () => {
    expect(find("岡山テクノプラザの予算")[0]?.coverage).toBe(1);
    expect(find("鯖江の眼鏡フレーム")[0]?.coverage ?? 0).toBeLessThan(0.3);
  });

  test("passages about an area that is not accepted do not come", () => {
    const accepted = search.search([{ text: "岡山テクノプラザ", weight: 1 }], {
      limit: 5,
      accept: (area) => !area.includes("岡山県"),
    });

    expect(accepted.length).toBeGreaterThan(0);
    expect(accepted.flatMap(({ passage }) => passage.card.head.area)).not.toContain("岡山県");
  });

  test("the same question gives the same list", () => {
    expect(find("共同研究の助成", 20)).toEqual(find("共同研究の助成", 20));
  });
});
