import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { composeAnswer, mark } from "../../src/answers/compose-answer.ts";
import { createQuoteCheck, unbackedFigures } from "../../src/answers/quote-check.ts";
import { answerAsText } from "../../src/cli/answer-as-text.ts";
import { answerView } from "../../src/console/chat/answer-view.ts";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { passagesOf } from "../../src/search/passage.ts";
import { corpusCopy, openTestApp } from "../support/app.ts";
import { CORPUS } from "../support/shipped.ts";

const corpus = readCorpus(CORPUS, await readCorpusFiles(CORPUS));
const sources = new Map(corpus.sources.map((source) => [source.id, source]));
const passages = corpus.cards.flatMap((card) => passagesOf(card));

describe("quotes and figures cannot be forged", () => {
  test("every statement of every card stands in its file, and no changed one does", () => {
    const stands = createQuoteCheck(CORPUS).stands;

    for (const { card, statement } of passages) {
      expect(stands(card.path, statement.text)).toBe(true);
      expect(
        stands(
          card.path,
          statement.text.replace(/\d/u, (d) => String((Number(d) + 1) % 10)),
        ),
      ).toBe(!/\d/u.test(statement.text));
    }
  });

  test("a quote falls with its file: changed, gone, or outside the corpus", () => {
    const folder = corpusCopy();
    const stands = createQuoteCheck(folder).stands;
    const path = "schemes/okayama-techno-plaza.md";
    const quote = "岡山テクノプラザ開催事業の予算額は5,000千円（500万円）です。";
    expect(stands(path, quote)).toBe(true);

    const file = join(folder, path);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("5,000千円", "6,000千円"));

    expect(stands(path, quote)).toBe(false);
    expect(stands("schemes/nothing.md", quote)).toBe(false);
    expect(stands("..", quote)).toBe(false);
  });

  test("each sentence of an answer ends with its citations, in Japanese and in English", () => {
    for (const language of ["ja", "en"] as const) {
      for (const passage of passages) {
        const { text, citations } = composeAnswer([passage], sources, language);

        for (const sentence of text.split(/(?<=。|\.(?=\s|$))/u).filter((s) => s.trim() !== "")) {
          expect(sentence).toMatch(/\[\d\](?:。|\.)?\s*$/u);
        }
        expect(
          unbackedFigures(
            text,
            citations.map(({ quote }) => quote),
          ),
        ).toEqual([]);
      }
    }
  });

  test("an English sentence with a figure that the quote lacks is not shown", () => {
    const [passage] = passages;
    if (!passage) throw new Error("Expected cards");
    const forged = { ...passage, statement: { ...passage.statement, en: "It cost 999 yen." } };

    const { text } = composeAnswer([forged], sources, "en");

    expect(text).not.toContain("999");
    expect(text).toContain(passage.statement.text.slice(0, 10));
  });

  test("no answer is longer than 400 characters, and none is cut", () => {
    const long = passages.slice(0, 20);

    const { text, citations } = composeAnswer(long, sources, "ja");

    expect([...text].length).toBeLessThanOrEqual(400);
    expect(text).toMatch(/。$/u);
    expect(citations.length).toBeGreaterThan(1);
  });

  test("figures that no quote carries are found, in any notation", () => {
    expect(unbackedFigures("予算は２３,０００千円です[1]。", ["予算額は23,000千円"])).toEqual([]);
    expect(unbackedFigures("予算は24,000千円です[1]。", ["予算額は23,000千円"])).toEqual(["24000"]);
  });

  test("the mark stands before the full stop", () => {
    expect(mark("「A。」と言う。Bです。", "[1]")).toBe("「A。」と言う[1]。Bです[1]。");
  });
});

describe("what nobody can see in a card", () => {
  const file = "schemes/okayama-techno-plaza.md";

  test("is warned about, quoted as it is written, and not shown", async () => {
    const corpus = corpusCopy();
    const card = readFileSync(join(corpus, file), "utf8");
    writeFileSync(
      join(corpus, file),
      card.replace("の予算額は5,000千円", "の予\u200b算額は5,\u202e000千円"),
    );
    const app = openTestApp({ corpus });

    const { warnings } = await app.update();
    const answer = await app.assistant.answer("岡山テクノプラザの予算は？");

    expect(warnings).toMatchObject([{ path: file, field: "文字", came: "U+200B" }]);
    expect(answer.text).toContain("予算額は5,000千円");
    expect(answer.citations[0]?.quote).toContain("予\u200b算額は5,\u202e000千円");
    expect(answerAsText(answer, "ja")).not.toMatch(/[\u200b\u202e]/u);
    expect(String(answerView(answer, { key: "a" }))).not.toMatch(/[\u200b\u202e]/u);
  });
});
