import { describe, expect, test } from "vitest";
import { readCard } from "../../src/corpus/read-card.ts";

const HEAD = `kind: scheme
name: 試作支援事業
nameEn: Prototype support
status: historic
asOf: 平成16年度（2004年度）
area: [岡山県]
provider: 岡山県
schemeType: [subsidy]
supports: [rd]
targets: [中小企業]
amounts:
  - of: 予算額
    original: 1,200千円
    yen: 1200000
    kind: budget
    fiscalYear: 平成16年度（2004年度）`;
const BODY = `## 予算
試作支援事業の予算額は1,200千円です。 [okayama-2004 p.5 7(2)②]
en: Its budget is 1,200 thousand yen.
注: 計画書の数値です。
note: As planned.`;

const card = (head = HEAD, body = BODY) =>
  readCard("schemes/x.md", `---\n${head}\n---\n\n${body}\n`);
const problemsOf = (reading: ReturnType<typeof card>) =>
  "problems" in reading ? reading.problems : [];
const warningsOf = (reading: ReturnType<typeof card>) =>
  "warnings" in reading ? reading.warnings : [];

describe("a card file", () => {
  test("gives its head, and statements with heading, locator, English and note", () => {
    const reading = card();

    expect(reading).toMatchObject({
      warnings: [],
      card: {
        id: "x",
        head: { asOf: { text: "平成16年度（2004年度）", iso: "2004" } },
        statements: [
          {
            text: "試作支援事業の予算額は1,200千円です。",
            heading: "予算",
            en: "Its budget is 1,200 thousand yen.",
            note: { ja: "計画書の数値です。", en: "As planned." },
            locators: [{ source: "okayama-2004", page: 5, section: "7(2)②" }],
            line: 21,
          },
        ],
      },
    });
  });

  test.each([
    [
      "an unknown status",
      HEAD.replace("historic", "old"),
      5,
      "status",
      "historic | requested",
      "old",
    ],
    ["a missing name", HEAD.replace("name: 試作支援事業\n", ""), 2, "name", "文字列", "なし"],
    [
      "an unknown kind",
      HEAD.replace("kind: scheme", "kind: shceme"),
      2,
      "kind",
      "scheme",
      "shceme",
    ],
    [
      "a field of another kind",
      `${HEAD}\nholder: someone`,
      18,
      "holder",
      "この種類のカード",
      "holder",
    ],
    [
      "a date in one calendar",
      HEAD.replace("asOf: 平成16年度（2004年度）", "asOf: 2004"),
      6,
      "asOf",
      "",
      "2004",
    ],
    [
      "yen that are no number",
      HEAD.replace("1200000", "百万"),
      15,
      "amounts.0.yen",
      "数値",
      "百万",
    ],
    ["a single area", HEAD.replace("[岡山県]", "岡山県"), 7, "area", "一覧", "岡山県"],
    ["an area by half its name", HEAD.replace("[岡山県]", "[岡山]"), 7, "area.0", "岡山県", "岡山"],
    [
      "an area by a city",
      HEAD.replace("[岡山県]", "[全国, 倉敷市]"),
      7,
      "area.1",
      "岡山県",
      "倉敷市",
    ],
    ["an unknown area", HEAD.replace("[岡山県]", "[北川町]"), 7, "area.0", "地方", "北川町"],
    ["an alias to itself", HEAD.replace("試作支援事業", "&a [*a]"), 3, "YAML", "別名", "*a"],
    ["bytes that are not UTF-8", HEAD.replace("試作", "\ufffd"), 3, "YAML", "UTF-8", "読めない"],
  ])(
    "with %s is told by line, field, what was expected and what came",
    (_, head, line, field, expected, came) => {
      const [problem, ...others] = problemsOf(card(head));

      expect(others).toEqual([]);
      expect(problem).toMatchObject({ path: "schemes/x.md", line, field });
      expect(problem?.expected).toContain(expected);
      expect(problem?.came).toContain(came);
    },
  );

  test("tells all of its mistakes at once", () => {
    const head = HEAD.replace("historic", "old").replace("[subsidy]", "[gift]");

    const fields = problemsOf(card(head, "出典のない文です。")).map(({ field }) => field);

    expect(fields).toEqual(["status", "schemeType.0", "本文"]);
  });

  test("with broken YAML is told where it broke", () => {
    expect(problemsOf(card(`${HEAD}\nrelated: [a`))[0]).toMatchObject({ field: "YAML", line: 18 });
  });

  test("without a head, or without a statement, is refused", () => {
    expect(problemsOf(readCard("a.md", "# だけ"))[0]).toMatchObject({ line: 1, field: "見出し部" });
    expect(problemsOf(card(HEAD, "## 予算"))[0]).toMatchObject({ field: "本文" });
  });

  test("a statement without a locator is refused with its line", () => {
    expect(problemsOf(card(HEAD, `${BODY}\n根拠のない文です。`))).toMatchObject([
      { line: 25, field: "本文", came: "根拠のない文です。" },
    ]);
  });

  test.each([
    ["a mark of ours", "予算額は1,200千円です[1]。 [okayama-2004 p.5]", "[1]"],
    ["a mark of ours in wide letters", "予算額は1,200千円です［１］。 [okayama-2004 p.5]", "[1]"],
    ["bytes that are not UTF-8", "予算\ufffdは1,200千円です。 [okayama-2004 p.5]", "UTF-8"],
  ])("a statement with %s is refused with its line", (_, statement, expected) => {
    expect(problemsOf(card(HEAD, `## 予算\n${statement}`))).toMatchObject([
      { line: 21, field: "本文", expected: expect.stringContaining(expected) },
    ]);
  });

  test.each(["Plan.md", "計画.md", "my plan.md", "a_b.md"])("named %s is refused", (name) => {
    const reading = readCard(`schemes/${name}`, `---\n${HEAD}\n---\n${BODY}\n`);

    expect(problemsOf(reading)).toMatchObject([
      { line: 1, field: "ファイル名", expected: expect.stringContaining("小文字") },
    ]);
  });

  test.each(["[岡山県, 中国地方]", "[全国]", "[海外]", "[海外・ドイツ]", "[北海道]"])(
    "may be about %s",
    (areas) => {
      expect(problemsOf(card(HEAD.replace("[岡山県]", areas)))).toEqual([]);
    },
  );

  test.each([
    "平成14年度（2003年度）に整備",
    "2002年度（平成15年度）に整備",
    "平成14年4月1日（2003年4月1日）に整備",
    "平成14〜18年度（2002〜2007年度）に整備",
    "5,000千円（5,000万円）で整備",
  ])("is warned about where a sentence converts wrongly: %s", (said) => {
    const body = `${BODY}\n機器は${said}されました。 [okayama-2004 p.5]`;

    expect(warningsOf(card(HEAD, body))).toMatchObject([{ line: 25, field: "本文" }]);
  });

  test.each([
    "平成14年度（2002年度）に整備",
    "平成14年4月1日（2002-04-01）に整備",
    "平成16年度～20年度（2004～2008年度）に整備",
    "5,000千円（500万円）で整備",
    "5,180千円（約500万円）で整備",
    "平成14年度（計画は2001年度）に整備",
  ])("is left in peace where a sentence converts rightly: %s", (said) => {
    const body = `${BODY}\n機器は${said}されました。 [okayama-2004 p.5]`;

    expect(warningsOf(card(HEAD, body))).toEqual([]);
  });

  test.each([
    ["an amount and its yen", HEAD.replace("1200000", "1300000"), BODY, "amounts.0.yen", 15],
    ["the calendars of a date", HEAD.replace("2004年度", "2005年度"), BODY, "asOf", 6],
    [
      "a figure of the head and the body",
      HEAD,
      BODY.replaceAll("1,200千円", "1,500千円"),
      "amounts.0.original",
      14,
    ],
    [
      "a sentence and its English",
      HEAD,
      BODY.replace("1,200 thousand", "1,300 thousand"),
      "en",
      21,
    ],
  ])("is warned about when %s disagree, and can still be quoted", (_, head, body, field, line) => {
    const warnings = warningsOf(card(head, body));

    expect(warnings).toContainEqual(expect.objectContaining({ field, line }));
  });
});
