import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTestApp } from "../support/app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const REPORT = `南浜市産業振興報告書

令和５年３月１日

１ 造船

南浜市の造船業の出荷額は420億円で、従業者は1,900人である。
造船会社３社は、風力発電の部品の製造に転換した。

２ 漁業

南浜大学は、漁場を予測する組合「しおかぜ」を2019年に設立した。

３ 半導体

半導体の検査装置の開発には26社が応募し、うち８社が採択された。
`;

function askReport(question: string) {
  const corpus = tempFolder();
  writeFileSync(join(corpus, "report.txt"), REPORT);
  return openTestApp({ corpus }).assistant.answer(question);
}

describe("an English question about a Japanese document", () => {
  test.each([
    ["by the words of the trade", "What is the value of shipments of shipbuilding?", "420億円"],
    ["by what is counted", "How many employees work in shipbuilding?", "1,900人"],
    ["in other forms of the words", "What did the shipbuilders' companies convert to?", "風力発電"],
    ["in the past tense", "How many companies were adopted for inspection equipment?", "8社"],
    [
      "with words around them that nobody translates",
      "Under what nickname does the quaint partnership predicting fishing grounds go?",
      "しおかぜ",
    ],
  ])("is answered %s", async (_, question, fact) => {
    const answer = await askReport(question);

    expect(answer.kind).toBe("answered");
    expect(answer.text.normalize("NFKC")).toContain(fact);
  });

  test("is answered in the words of the document, and told so", async () => {
    const { text, citations, notices } = await askReport("How many employees in shipbuilding?");

    expect(citations[0]?.quoteOf).toBe("source");
    expect(text).toContain("従業者は1,900人である");
    expect(notices).toContain(
      "The document is in Japanese; its sentences are shown as they stand.",
    );
  });

  test.each([
    "What is the budget of the robot fund?",
    "How many hospitals treat cancer patients?",
    "When did Hamburg convert its shipyards?",
  ])("is declined when the document does not speak of it: %s", async (question) => {
    expect((await askReport(question)).kind).toBe("not_found");
  });

  test("told in Japanese, nothing is said of the language", async () => {
    const { kind, notices } = await askReport("造船業の出荷額はいくらですか？");

    expect(kind).toBe("answered");
    expect(notices.join()).not.toMatch(/日本語|Japanese/u);
  });
});

test("a card is shown in English, so nothing is said of its language", async () => {
  const { text, notices } = await openTestApp().assistant.answer(
    "What is the budget of the Okayama Techno Plaza?",
  );

  expect(text).toContain("5,000");
  expect(notices.join()).not.toContain("in Japanese");
});
