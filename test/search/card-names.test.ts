import { describe, expect, test } from "vitest";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { createCardNames, namesOf } from "../../src/search/card-names.ts";
import { createExactVectorIndex } from "../../src/search/exact-vector-index.ts";
import { embedSpelling, SPELLING_DIMENSIONS } from "../../src/search/hashed-ngrams.ts";
import { CORPUS } from "../support/shipped.ts";

const { cards } = readCorpus(CORPUS, await readCorpusFiles(CORPUS));
const names = cards.flatMap(namesOf);
const cardNames = createCardNames(cards, {
  names,
  spelling: () => createExactVectorIndex(names.map(embedSpelling), SPELLING_DIMENSIONS),
});
const found = (text: string) =>
  cardNames.find(text).flatMap((link) => link.cards.map(({ id }) => id));

describe("names of cards in a question", () => {
  test.each([
    ["岡山TLOの支援は？", ["okayama-tlo-support"]],
    ["夢づくりオンリーワンとは", ["okayama-only-one"]],
    ["ミクロものずくりネット", ["okayama-micro-net"]],
    ["特定分野の産業出荷額", ["okayama-specified-shipments"]],
    ["the Micro Monozukuri Center", ["okayama-micro-centre"]],
    ["SEMとFIB", ["okayama-fib", "okayama-sem"]],
  ])("%s speaks of %j", (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  test("a name within a longer one does not count", () => {
    expect(found("ミクロものづくり支援ネット")).toEqual(["okayama-support-net"]);
  });

  test.each(["ポット", "semiconductor", "プロット"])("%s speaks of none", (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    ["岡山TOL", "岡山tlo"],
    ["終息イオンビーム装置", "集束イオンビーム装置"],
    ["ハートフルビジネスおかやな", "ハートフルビジネスおかやま"],
  ])("%s was meant to be %s", (typed, meant) => {
    expect(cardNames.correct(typed)).toMatchObject({ name: meant, typed });
  });

  test.each(["鹿児島大学", "繊維産業技術センター", "花巻南工業団地"])(
    "%s is no typing error but another name",
    (phrase) => {
      expect(cardNames.correct(phrase)).toBeUndefined();
    },
  );
});
