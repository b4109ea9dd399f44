import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import type { Locator } from "../../src/corpus/locator.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { readSynonyms } from "../../src/corpus/synonyms.ts";
import { squash } from "../../src/text/search-form.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";
import { CORPUS } from "../support/shipped.ts";

const corpus = readCorpus(CORPUS, await readCorpusFiles(CORPUS));
const statements = corpus.cards.flatMap((card) =>
  card.statements.map((statement) => ({ card, statement })),
);

describe("the shipped cards", () => {
  test("are whole, and nothing about them looks odd", () => {
    expect(corpus.cards.length).toBeGreaterThan(50);
    expect(corpus.warnings).toEqual([]);
  });

  test("say everything in English too, and every note", () => {
    const lacking = statements.filter(
      ({ statement: { en, note } }) => !en || (note && !(note.ja && note.en)),
    );

    expect(lacking.map(({ card, statement }) => `${card.path}:${statement.line}`)).toEqual([]);
  });

  test("end every statement as a sentence", () => {
    expect(statements.filter(({ statement }) => !/。$/u.test(statement.text))).toEqual([]);
  });
});

describe("the shipped glossary", () => {
  const reading = readSynonyms(
    "glossary.yaml",
    readFileSync(join(CORPUS, "glossary.yaml"), "utf8"),
  );
  const groups = "value" in reading ? reading.value : [];
  const isEnglish = (word: string) => /^[ -~]*[a-z][ -~]*$/u.test(word);

  test("has Japanese and English in every group", () => {
    const lacking = groups.filter((group) => group.every(isEnglish) || !group.some(isEnglish));

    expect(groups.length).toBeGreaterThan(400);
    expect(lacking).toEqual([]);
  });

  test("has an English expression in one group only", () => {
    const english = groups.flat().filter(isEnglish);

    expect(english.filter((word, i) => english.indexOf(word) !== i)).toEqual([]);
  });
});

// Figures that a card may state although the source does not print them.
const COUNTED_BY_US = /^\d+(?:つ|市の|つの)/u;

describeWithShared("the figures of the shipped cards", () => {
  const sheets: Record<string, [number, number | null][]> = JSON.parse(
    readFileSync(join(SHARED, "seeds/pages.json"), "utf8"),
  );

  const linesById = new Map(
    corpus.sources.map(({ id, file = "" }) => [
      id,
      readFileSync(join(SHARED, "seeds", file), "utf8").split("\n"),
    ]),
  );

  test("stand on pages and slides that exist", () => {
    const lost = statements.flatMap(({ card, statement }) =>
      statement.locators
        .filter(
          (locator) =>
            pagesOf(locator, linesById.get(locator.source) ?? [], sheets[locator.source] ?? []) ===
            "",
        )
        .map(({ source, section }) => `${card.path}:${statement.line} ${source} ${section}`),
    );

    expect(lost).toEqual([]);
  });

  test("stand on a page that the statement names, or are their own conversion", () => {
    const wrong = statements.flatMap(({ card, statement }) => {
      const text = statement.locators
        .map((locator) =>
          pagesOf(locator, linesById.get(locator.source) ?? [], sheets[locator.source] ?? []),
        )
        .join("\n");
      return printedFigures(statement.text)
        .filter((figure) => !hasFigure(text, figure))
        .map((figure) => `${card.path}:${statement.line} ${figure}`);
    });

    expect(wrong).toEqual([]);
  });
});

/** Whether a figure stands there whole: 100 does not stand in 1001, nor 41 in 1.41. */
function hasFigure(text: string, figure: string): boolean {
  return new RegExp(`(?<![\\d.])${figure.replace(".", "\\.")}(?![\\d]|\\.\\d)`, "u").test(text);
}

/** The text of the pages that a locator names, without width or separators. */
function pagesOf(
  { page = 0, lastPage = page, section = "" }: Locator,
  lines: readonly string[],
  sheets: readonly [number, number | null][],
): string {
  const first = sheets.findIndex(([, printed]) => printed === page);
  const last = sheets.findIndex(([, printed]) => printed === lastPage);
  if (page > 0 && first < 0) return "";
  if (page === 0 && isSlide(section)) return slidesOf(section, lines, sheets);
  const from = sheets[first]?.[0] ?? 1;
  const to = sheets[last + 1]?.[0] ?? lines.length + 1;
  return levelled(lines.slice(from - 1, to - 1));
}

/** Whether a section names a slide by its number and words of its title: 2-2-2 直近の動向. */
function isSlide(section: string): boolean {
  return /^\d(?:-\d)+ /u.test(section);
}

/** The text of the slides that a section names: every word of it, up to ／, stands in their title. */
function slidesOf(
  section: string,
  lines: readonly string[],
  sheets: readonly [number, number | null][],
): string {
  const words = (section.split("／")[0] ?? "").split(/\s+/u).map(squash).filter(Boolean);
  let title = "";
  return sheets
    .map(([from], i) => lines.slice(from - 1, (sheets[i + 1]?.[0] ?? lines.length + 1) - 1))
    .filter((slide) => {
      // A sheet without a title goes on where the one before it ends.
      title = squash(slide.find((line) => /^\d(?:-\d)+\. ?/u.test(line)) ?? title);
      return words.every((word) => title.includes(word));
    })
    .map(levelled)
    .join("\n");
}

function levelled(lines: readonly string[]): string {
  return lines
    .join("\n")
    .normalize("NFKC")
    .replaceAll(",", "")
    .replace(/([HSR])(\d+)\.(\d+)\.(\d+)/gu, "$1 $2 $3 $4");
}

/** The figures of a sentence that its source must print: not our conversions in brackets, nor our counts. */
function printedFigures(sentence: string): readonly string[] {
  const plain = sentence
    .normalize("NFKC")
    // 平成16年度(2004年度), 23,000千円(2,300万円), 平成14年度・2002年度: ours are the second halves.
    .replace(/(?<=(?:年|度|月|日|頃|円))\([^()]*\)/gu, "")
    .replace(/・(?:19|20)\d{2}年度?/gu, "")
    .replaceAll(",", "");
  return [...plain.matchAll(/\d+(?:\.\d+)?/gu)]
    .filter(({ index }) => !COUNTED_BY_US.test(plain.slice(index)))
    .filter(({ index }) => !/\($/u.test(plain.slice(0, index)))
    .map(([figure]) => figure);
}
