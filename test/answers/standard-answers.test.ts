import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { describeProblem } from "../../src/corpus/read-corpus.ts";
import { corpusCopy } from "../support/app.ts";
import { openApp } from "../support/open-app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PATH = "answers/business-cards.md";
const FIRST = "名刺は、総務課に用紙で申し込みます。";
const SECOND = "届くまでに10日かかります。";
const CARD = `---
kind: standard-answer
name: 名刺の発注
nameEn: Ordering business cards
asOf: 令和8年4月1日（2026-04-01）
owner: 総務課 田中
ownerEn: General Affairs
until: 2026-09-30
questions:
  - 名刺の注文はどうすればいいですか
  - 岡山県の令和8年度の名刺は誰に頼みますか
  - 岡山テクノプラザの受付はどこですか
  - How do I order business cards?
---

## 申込み
${FIRST}
en: Business cards are ordered from General Affairs on paper.
${SECOND} [okayama-2004 p.5]
en: They take 10 days.
`;

/** Some shipped cards with one standard answer, and the day that a test sets. */
function office({ card = CARD, day = "2026-09-30", path = PATH } = {}) {
  const corpus = corpusCopy((card) => /okayama|industria/u.test(card));
  const file = join(corpus, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, card);
  let now = `${day}T14:59:59Z`;
  const app = openApp({
    dataFolder: tempFolder(),
    corpusFolder: corpus,
    refreshMs: Number.POSITIVE_INFINITY,
    clock: () => new Date(now),
  });
  onTestFinished(() => app.close());
  return {
    app,
    file,
    ask: (question: string, thread?: string) => app.assistant.answer(question, thread),
    setDay: (at: string) => {
      now = at;
    },
  };
}

/** Those of some questions for which something holds. */
async function those(questions: readonly string[], holds: (question: string) => Promise<boolean>) {
  const held: string[] = [];
  for (const question of questions) if (await holds(question)) held.push(question);
  return held;
}

const isOurs = ({ path }: { path: string }) => path.startsWith("answers/");
const isPinned = ({ text, citations, notices }: Answer) =>
  text.includes("総務課に用紙で") ||
  citations.some(({ path }) => path === PATH) ||
  notices.some((notice) => notice.includes("標準回答"));

describe("a standard answer", () => {
  test("is given to its question, quoted from its card, with its owner and its last day", async () => {
    const { ask, file } = office();
    const answer = await ask("名刺の注文はどうすればいいですか");

    expect(answer.kind).toBe("answered");
    expect(answer.text).toBe(`${FIRST.slice(0, -1)}[1]。${SECOND.slice(0, -1)}[2]。`);
    expect(answer.citations).toMatchObject([
      {
        source: "business-cards",
        title: "標準回答「名刺の発注」",
        publisher: "総務課 田中",
        path: PATH,
        locator: { section: "申込み" },
        quote: FIRST,
        quoteOf: "card",
      },
      { source: "okayama-2004", path: PATH, locator: { page: 5 }, quote: SECOND, quoteOf: "card" },
    ]);
    const written = readFileSync(file, "utf8");
    expect(answer.citations.every(({ quote }) => written.includes(quote))).toBe(true);
    expect(answer.notices[0]).toBe(
      "「名刺の注文はどうすればいいですか」への標準回答です（担当は総務課 田中、2026年9月30日まで有効）。",
    );
  });

  test("is given to who asks the same in other ways", async () => {
    const { ask } = office();
    const asked = [
      "すみません、名刺の注文はどうすればいいでしょうか？",
      "名刺の注文はどうしたらよいですか。",
      "名刺注文はどうすればいい?",
      "岡山県の2026年度の名刺は、どなたに頼みますか？",
      "岡山テクノプラザ開催事業の受付はどこですか",
      "岡山テクノプラザの受付はどこにありますか",
      "Please tell me, how do I order the business cards?",
    ];

    expect(await those(asked, async (question) => !isPinned(await ask(question)))).toEqual([]);
  });

  test("is not given to a question that is merely near", async () => {
    const { ask } = office();
    const near = [
      "名刺の注文はいつですか",
      "名刺の注文は必要ですか",
      "名刺の注文の取消はどうすればいいですか",
      "名刺の印刷はどうすればいいですか",
      "封筒の注文はどうすればいいですか",
      "名刺を注文しないときはどうすればいいですか",
      "名刺100枚の注文はどうすればいいですか",
      "名刺はどうすればいいですか",
      "広島県の令和8年度の名刺は誰に頼みますか",
      "岡山県の令和7年度の名刺は誰に頼みますか",
      "岡山県の令和8年の名刺は誰に頼みますか",
      "岡山県の令和8年度の名刺は誰が頼みますか",
      "令和8年度の名刺は誰に頼みますか",
      "テクノプラザの受付はどこですか",
      "岡山TLOの受付はどこですか",
      "名刺の発注",
      "How do I cancel business cards?",
    ];

    expect(await those(near, async (question) => isPinned(await ask(question)))).toEqual([]);
  });

  test("answers in English with the card's English, and tells who keeps it", async () => {
    const { ask } = office();
    const plain = await ask("How do I order business cards?");

    expect(plain.text).toContain("ordered from General Affairs on paper[1].");
    expect(plain.citations[0]?.quote).toBe(FIRST);
    expect(plain.notices[0]).toContain("kept by General Affairs, valid until 2026-09-30");
  });

  test("is not given any more after its last day in Japan, nor as an ordinary statement", async () => {
    const { ask, setDay } = office();
    const onLastDay = await ask("名刺の注文はどうすればいいですか");
    setDay("2026-09-30T15:00:00Z");

    expect(isPinned(onLastDay)).toBe(true);
    expect(isPinned(await ask("名刺の注文はどうすればいいですか"))).toBe(false);
    const { text } = await ask("総務課に用紙で申し込む名刺");
    expect(text).not.toContain("総務課に用紙で");
  });

  test("that has expired is told whenever the index is brought up to date", async () => {
    const { app, setDay } = office();
    const before = await app.update();
    setDay("2026-10-01T00:00:00Z");
    const { warnings } = await app.update();

    expect(before.warnings.filter(isOurs)).toEqual([]);
    expect(warnings.filter(isOurs).map(describeProblem)).toEqual([
      expect.stringMatching(/^answers\/business-cards\.md:1 until: .*総務課 田中.*2026-09-30$/u),
    ]);
  });

  test("is told to staff by its name and owner when its last day is near", async () => {
    const { app, setDay } = office();
    setDay("2026-08-31T00:00:00Z");
    const early = await app.expiringAnswers(29);

    expect(early).toEqual([]);
    expect(await app.expiringAnswers(30)).toEqual([
      {
        ...{ id: "business-cards", name: "名刺の発注" },
        ...{ owner: "総務課 田中", until: "2026-09-30" },
      },
    ]);
  });

  test.each([
    [FIRST, "名刺は、企画課に用紙で申し込みます。"],
    [SECOND, "届くまでに30日かかります。"],
    ["until: 2026-09-30", "until: 2026-04-30"],
  ])("is not given when its file says something else by now: %s", async (was, is) => {
    const { ask, file } = office();
    await ask("名刺の注文はどうすればいいですか");
    writeFileSync(file, CARD.replace(was, is));

    expect(isPinned(await ask("名刺の注文はどうすればいいですか"))).toBe(false);
  });

  test("leaves what points back in a conversation to the conversation", async () => {
    const { ask } = office({
      card: CARD.replace("  - How", "  - それの予算は？\n  - 予算は？\n  - How"),
    });
    await ask("岡山テクノプラザ開催事業の予算額は？", "a");

    expect(isPinned(await ask("それの予算は？", "a"))).toBe(false);
    expect(isPinned(await ask("予算は？", "a"))).toBe(false);
    expect(isPinned(await ask("名刺の注文はどうすればいいですか", "a"))).toBe(true);
  });

  test("that shares a question with another is told, and neither is given", async () => {
    const { app, ask, file } = office();
    writeFileSync(join(dirname(file), "other-cards.md"), CARD);
    const { warnings } = await app.update();

    expect(warnings.filter(isOurs).map(describeProblem).join()).toMatch(
      /other-cards\.md:1 questions\.0: .*business-cards/u,
    );
    expect(isPinned(await ask("名刺の注文はどうすればいいですか"))).toBe(false);
  });

  test("is refused under the name of a document", async () => {
    const { app } = office({ path: "answers/okayama-2004.md" });

    await expect(app.update()).rejects.toThrow(/okayama-2004\.md:1 ファイル名: .*資料にない名前/u);
  });

  test("needs no other card beside it", async () => {
    const corpus = tempFolder();
    writeFileSync(join(corpus, "business-cards.md"), CARD.replace(" [okayama-2004 p.5]", ""));
    const clock = () => new Date("2026-09-30T00:00:00Z");
    const app = openApp({ dataFolder: tempFolder(), corpusFolder: corpus, clock });
    onTestFinished(() => app.close());

    expect(isPinned(await app.assistant.answer("名刺の注文はどうすればいいですか"))).toBe(true);
    expect((await app.assistant.answer("岡山TLOの支援は何年間？")).kind).toBe("not_found");
  });

  test.each([
    ["a last day that is none", "until: 2026-09-30", "until: 2026-09-31", /until: .*暦にある日/u],
    ["no owner", "owner: 総務課 田中\n", "", /owner: /u],
    ["no question", /questions:[\s\S]*cards\?\n/u, "questions: []\n", /questions: /u],
    ["more than an answer holds", SECOND, "長".repeat(400), /本文: .*400字/u],
  ])("with %s is refused, and told why", async (_, was, is, said) => {
    const { app } = office({ card: CARD.replace(was, is) });

    await expect(app.update()).rejects.toThrow(said);
  });
});
