import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Citation } from "../../../src/answers/answer.ts";
import { readWording } from "../../../src/answers/wording.ts";
import { answerMessage } from "../../../src/slack/messages/answer-message.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { ROOT } from "../../support/root.ts";
import { scaled } from "../../support/scale.ts";
import { converseWithShippedApp } from "../../support/shipped-app.ts";
import { buttonsOf, shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const ask = converseWithShippedApp();
const ALL = ["feedback", "outdated", "consult", "share"] as const;

const citation = (n: number, rest: Partial<Citation> = {}): Citation => ({
  n,
  source: "okayama-2004",
  title: "地域再生計画「ミクロものづくり岡山」の創成",
  publisher: "岡山県",
  asOf: "2004",
  path: "schemes/okayama-techno-plaza.md",
  locator: { page: 5, section: "7(2)②" },
  quote: "予算は56,000千円である。",
  quoteOf: "card",
  ...rest,
});

const answer = (rest: Partial<Answer> = {}): Answer => ({
  question: "岡山テクノプラザの予算は？",
  kind: "answered",
  text: "予算は56,000千円です[1]。",
  citations: [citation(1)],
  notices: [],
  conflicts: [],
  criteria: [],
  schemes: [],
  engine: "embedded",
  timings: { retrieveMs: 1, answerMs: 1 },
  ...rest,
});

describe("an answer in Slack", () => {
  test("shows its sentences, and each source with its publisher, date, page and quote", async () => {
    const given = await ask("岡山テクノプラザの予算は？");
    const message = answerMessage(given, { answerId: "A-000001", buttons: ALL });
    const shown = shownText(message.blocks).replaceAll("\n", "");

    expect(slackFaults(message)).toEqual([]);
    expect(shown).toContain(given.text);
    for (const { n, title, publisher, quote } of given.citations) {
      for (const told of [`[${n}]`, title, publisher, quote]) expect(shown).toContain(told);
    }
    expect(shown).toContain("【過去の制度】");
    expect(shown).toContain(given.notices[0]);
    expect(message.text).toContain(given.text);
  });

  test("tells a quote of a card from one of the document", () => {
    const both = [citation(1), citation(2, { quoteOf: "source", path: "000.txt" })];
    const shown = shownText(answerMessage(answer({ citations: both })).blocks);

    expect(shown).toContain("カード（okayama-2004をもとにしたもの。原文ではありません）");
    expect(shown).toContain("資料の原文 000.txt");
  });

  test("shows a sentence that rests on two sources once, with both", () => {
    const both = [citation(1), citation(2, { source: "meti-2003" })];
    const shown = shownText(answerMessage(answer({ citations: both })).blocks);

    expect(shown.split(`「${citation(1).quote}」`)).toHaveLength(2);
    expect(shown).toContain("引用は [1] と同じ文です。");
  });

  test("has a button for each source and those that are asked for", () => {
    const { blocks } = answerMessage(answer(), { answerId: "A-000001", buttons: ALL });

    expect(buttonsOf(blocks)).toEqual([
      { action_id: "musubi_show_source", value: "A-000001|1", label: "原文を見る" },
      { action_id: "musubi_outdated", value: "A-000001", label: "古い情報です" },
      { action_id: "musubi_consult", value: "A-000001", label: "担当者に相談" },
      { action_id: "musubi_share", value: "A-000001", label: "共有する" },
    ]);
    expect(JSON.stringify(blocks)).toContain('"value":"A-000001|not-useful"');
  });

  test("has no buttons where nobody could tell which answer they are about", () => {
    expect(buttonsOf(answerMessage(answer(), { buttons: ALL }).blocks)).toEqual([]);
  });

  test("sets side by side what sources say differently", () => {
    const values = [
      { value: "148.5ha", asOf: "2004", source: "計画" },
      { value: "150ha", asOf: "2007", source: "報告" },
    ];
    const { blocks } = answerMessage(answer({ conflicts: [{ about: "面積", values }] }));

    expect(blocks).toContainEqual(
      expect.objectContaining({
        type: "section",
        fields: [
          expect.objectContaining({ text: "148.5ha\n（計画、2004）" }),
          expect.objectContaining({ text: "150ha\n（報告、2007）" }),
        ],
      }),
    );
  });

  test("names the source of what differs as it is cited, where it is", () => {
    const values = [{ value: "148.5ha", asOf: "2004", source: "okayama-2004" }];
    const cited = answer();
    const { publisher = "", source = "" } = cited.citations[0] ?? {};
    const conflicts = [{ about: "面積", values: values.map((each) => ({ ...each, source })) }];

    expect(shownText(answerMessage({ ...cited, conflicts }).blocks)).toContain(
      `148.5ha\n（[1] ${publisher}、2004）`,
    );
  });

  test("names what a status is told of", () => {
    const notices = [
      "「光学センター」は現況未確認です。現在も利用できるかどうかはこの資料から確認できません。",
    ];
    const { blocks } = answerMessage(answer({ notices }));

    expect(shownText(blocks)).toMatch(/【現況未確認】\n 光学センター/u);
  });

  test("compares in a table without empty cells, and in the fallback too", () => {
    const table = { columns: ["対象", "金額"], rows: [["岡山", "1億円[1]"], ["広島"]] };
    const message = answerMessage(answer({ table }));

    expect(message.blocks).toContainEqual(
      expect.objectContaining({
        type: "table",
        rows: [
          [raw("対象"), raw("金額")],
          [raw("岡山"), raw("1億円[1]")],
          [raw("広島"), raw("—")],
        ],
      }),
    );
    expect(message.text).toContain("対象: 岡山 / 金額: 1億円[1]");
  });

  test("tells how much of a table does not fit", () => {
    const rows = Array.from({ length: 400 }, (_, i) => [`制度${i}`, "1億円"]);
    const message = answerMessage(answer({ table: { columns: ["対象", "金額"], rows } }));

    expect(slackFaults(message)).toEqual([]);
    expect(shownText(message.blocks)).toContain("表はこのほか301行あります（以下略）");
  });

  test("names the sources that do not fit, and keeps the sentences", () => {
    const citations = Array.from({ length: 1000 }, (_, i) => citation(i + 1));
    const text = citations
      .map(({ n }) => `文${n}です[${n}]。`)
      .join("")
      .slice(0, 3000);
    const message = answerMessage(answer({ text, citations }));
    const shown = shownText(message.blocks);

    expect(slackFaults(message)).toEqual([]);
    expect(shown.replaceAll("\n", "")).toContain(text);
    expect(shown).toMatch(/入りきらない出典: \[\d+\]〜\[1000\]/u);
  });

  test("that was not found says what was searched and what to try", async () => {
    const given = await ask("月の裏側の土地の補助金はありますか？");
    const { blocks } = answerMessage(given, { answerId: "A-000001", buttons: ["consult"] });
    const shown = shownText(blocks);

    expect(given.kind).toBe("not_found");
    for (const told of [given.text, "調べた資料", "次にできること", "担当者に相談"]) {
      expect(shown).toContain(told);
    }
  });

  test("is in English to whoever asks in English", () => {
    const message = answerMessage(answer(), { language: "en", answerId: "A-000001", buttons: ALL });

    expect(shownText(message.blocks)).toContain("Show the source");
    expect(shownText(message.blocks)).not.toMatch(/原文を見る|古い情報/u);
  });

  test("links to where a source is published, if that is an https address", () => {
    const urlOf = (id: string) => (id === "a" ? "https://www.example.jp/a" : "http://example.jp");
    const citations = [citation(1, { source: "a" }), citation(2, { source: "b" })];
    const { blocks } = answerMessage(answer({ citations }), { urlOf });

    expect(JSON.stringify(blocks).match(/"type":"link"/gu)).toHaveLength(1);
  });
});

describe("the badge of a status", () => {
  const wording = readWording(readFileSync(join(ROOT, "prompts", "answers.yaml"), "utf8"));

  test.each([
    ["statusHistoricScheme", "過去の制度", "Past scheme"],
    ["statusRequested", "要求段階", "Requested"],
    ["statusPlanned", "計画段階", "Planned"],
    ["statusUnknown", "現況未確認", "Not verified"],
    ["statusSuperseded", "後継あり", "Superseded"],
  ] as const)("follows what a notice tells, where no scheme is cited: %s", (key, ja, en) => {
    for (const [language, told] of Object.entries({ ja, en }) as ["ja" | "en", string][]) {
      const notices = [wording(language)(key, { name: "X" })];

      expect(shownText(answerMessage(answer({ notices }), { language }).blocks)).toMatch(
        new RegExp(`^【${told}】`, "u"),
      );
    }
  });

  test("names the schemes that have it", () => {
    const schemes = [{ id: "a", name: "実証支援", status: "open", asOf: "2026-04" }] as const;

    expect(shownText(answerMessage(answer({ schemes })).blocks)).toContain(
      "【受付中】\n 実証支援（2026-04）",
    );
  });
});

const status = fc.constantFrom("historic", "requested", "planned", "unknown", "open" as const);
const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    question: hostileText,
    kind: fc.constantFrom("answered", "not_found", "clarify", "refused" as const),
    text: hostileText,
    citations: hostileList(
      fc.record({
        n: fc.nat(2000),
        source: hostileText,
        title: hostileText,
        publisher: hostileText,
        asOf: hostileText,
        path: hostileText,
        locator: fc.record({ page: fc.nat(), section: hostileText }),
        quote: hostileText,
        quoteOf: fc.constantFrom("card", "source" as const),
      }),
      1000,
    ),
    notices: hostileList(hostileText),
    conflicts: hostileList(
      fc.record({
        about: hostileText,
        values: hostileList(
          fc.record({ value: hostileText, asOf: hostileText, source: hostileText }),
          20,
        ),
      }),
      20,
    ),
    criteria: hostileList(
      fc.record({
        scheme: hostileText,
        text: hostileText,
        verdict: fc.constantFrom("該当", "非該当", "要確認" as const),
        n: fc.nat(99),
      }),
    ),
    table: fc.record({
      columns: hostileList(hostileText, 25),
      rows: hostileList(hostileList(hostileText, 25), 110),
    }),
    choices: hostileList(hostileText),
    searched: hostileList(hostileText),
    schemes: hostileList(
      fc.record({ id: hostileText, name: hostileText, status, asOf: hostileText }),
    ),
  })
  .map((rest) => answer(rest));

describe("any answer", () => {
  test("makes a message that Slack takes, in which nothing is alive", () => {
    fc.assert(
      fc.property(
        anyAnswer,
        fc.constantFrom("ja", "en" as const),
        fc.subarray([...ALL]),
        hostileText,
        (given, language, buttons, url) => {
          const options = { language, buttons, answerId: "A-000001", urlOf: () => url };

          expect(slackFaults(answerMessage(given, options))).toEqual([]);
          expect(slackFaults(answerMessage(given))).toEqual([]);
        },
      ),
      { numRuns: scaled(60, 20) },
    );
  });

  test("tells every citation, shown or named as left out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), hostileText, (count, quote) => {
        const citations = Array.from({ length: count }, (_, i) => citation(i + 1, { quote }));
        const shown = shownText(answerMessage(answer({ citations })).blocks);
        const told = [...shown.matchAll(/^\[(\d+)\] 岡山県/gmu)].map(([, n]) => Number(n));
        const left = /入りきらない出典: \[(\d+)\]/u.exec(shown)?.[1];

        expect(told).toEqual(Array.from({ length: told.length }, (_, i) => i + 1));
        expect(Number(left ?? count + 1)).toBe(told.length + 1);
      }),
      { numRuns: scaled(60, 20) },
    );
  });
});

function raw(text: string) {
  return { type: "raw_text", text };
}
