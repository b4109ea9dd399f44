import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { corpusCopy, openTestApp } from "../support/app.ts";

const QUESTION = "岡山県の先端研究スタートアップ支援事業の予算は？";
const CARD = "schemes/okayama-startup-research.md";

/** Every card that says it, so that the fact itself is gone and not only one place of it. */
const ALSO_SAID_BY = ["programmes/okayama-regional-plan.md"];

function change(corpus: string, path: string, from: string, to: string): void {
  const file = join(corpus, path);
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(from, to));
}

describe("an answer follows the cards", () => {
  test("when a card is deleted its answer goes away, while the assistant runs", async () => {
    const corpus = corpusCopy();
    const { assistant } = openTestApp({ corpus });
    expect((await assistant.answer(QUESTION)).text).toContain("23,000千円");

    for (const path of [CARD, ...ALSO_SAID_BY]) rmSync(join(corpus, path));
    const after = await assistant.answer(QUESTION);

    expect(after.text).not.toContain("23,000千円");
    expect(after.citations.map(({ path }) => path)).not.toContain(CARD);
  });

  test("when a figure is changed the answer changes with it", async () => {
    const corpus = corpusCopy();
    const { assistant } = openTestApp({ corpus });

    change(corpus, CARD, "23,000千円（2,300万円）", "24,500千円（2,450万円）");
    const answer = await assistant.answer(QUESTION);

    expect(answer.text).toContain("24,500千円");
    expect(answer.citations[0]?.quote).toContain("24,500千円");
  });

  test.each([
    ["under a name of its own", "広島発先端研究スタートアップ支援事業"],
    ["under the same name", "先端研究スタートアップ支援事業"],
  ])("a look-alike about another prefecture, %s, is not cited for Okayama", async (_, name) => {
    const corpus = corpusCopy();
    const original = readFileSync(join(corpus, CARD), "utf8");
    const lookAlike = original
      .replaceAll("先端研究スタートアップ支援事業", name)
      .replaceAll("岡山", "広島")
      .replaceAll("23,000", "99,000")
      .replace("yen: 23000000", "yen: 99000000")
      .replace("2,300万円", "9,900万円");
    writeFileSync(join(corpus, "schemes/hiroshima-startup-research.md"), lookAlike);
    const { assistant } = openTestApp({ corpus });

    const answer = await assistant.answer(QUESTION);

    expect(answer.text).toContain("23,000千円");
    expect(answer.citations.map(({ path }) => path)).toEqual([CARD]);
  });

  test("a name that belongs to two prefectures is asked back about", async () => {
    const corpus = corpusCopy();
    const original = readFileSync(join(corpus, CARD), "utf8");
    writeFileSync(
      join(corpus, "schemes/hiroshima-startup-research.md"),
      original.replaceAll("岡山", "広島"),
    );
    const { assistant } = openTestApp({ corpus });

    const answer = await assistant.answer("先端研究スタートアップ支援事業の予算は？");

    expect(answer.kind).toBe("clarify");
    expect(answer.choices?.join()).toMatch(/岡山県.*広島県|広島県.*岡山県/u);
  });

  test("while a card is broken the last good index serves, and the fault is told", async () => {
    const corpus = corpusCopy();
    const troubles: string[] = [];
    const { assistant } = openTestApp({ corpus, onTrouble: (message) => troubles.push(message) });
    await assistant.answer(QUESTION);

    change(corpus, "schemes/okayama-only-one.md", "status: historic", "status: gone");

    expect((await assistant.answer(QUESTION)).text).toContain("23,000千円");
    expect(troubles).toHaveLength(1);
  });
});
