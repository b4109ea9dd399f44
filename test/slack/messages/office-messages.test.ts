import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createReport } from "../../../src/reports/ledger-report.ts";
import { reportAsText } from "../../../src/reports/report-as-text.ts";
import { type Digest, digestMessage } from "../../../src/slack/messages/digest-message.ts";
import { button, type SlackMessage } from "../../../src/slack/messages/message.ts";
import { adviceMessage, noticeMessage } from "../../../src/slack/messages/notice-message.ts";
import { reminderMessage } from "../../../src/slack/messages/reminder-message.ts";
import { reportMessage } from "../../../src/slack/messages/report-message.ts";
import { statusMessage } from "../../../src/slack/messages/status-message.ts";
import { checkMessage } from "../../fakes/slack-rules.ts";
import { COORDINATOR, matchIn, testLedger } from "../../ledger/support/ledger.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { buttonsOf, shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

function faultsOf(message: SlackMessage) {
  return [...checkMessage({ ...message }), ...slackFaults(message)];
}

const nothing: Digest = { overdue: [], unanswered: [], unmatched: [], outdated: [] };

describe("the weekly digest", () => {
  test("lists what is late, unanswered, unmatched and outdated", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "introduced");
    const message = digestMessage(
      {
        overdue: [match],
        unanswered: [{ id: "A-000003", question: "次の公募はいつですか？" }, { id: "A-000004" }],
        unmatched: [{ id: "N-0002", summary: "精密研磨を頼みたい" }],
        outdated: [{ id: "F-0001", target: "A-000001", comment: "今は別の窓口です" }],
      },
      "ja",
    );
    const shown = shownText(message.blocks);

    expect(faultsOf(message)).toEqual([]);
    for (const told of [
      "面談の日程を決める",
      "A-000003 次の公募はいつですか？",
      "A-000004 （内容は非公開）",
      "N-0002 精密研磨を頼みたい",
      "F-0001 A-000001 今は別の窓口です",
    ]) {
      expect(shown).toContain(told);
    }
    expect(message.text).toContain("答えられなかった質問: 2");
    expect(buttonsOf(message.blocks)).toEqual([
      { action_id: "musubi_show_match", value: match.id, label: "案件を見る" },
    ]);
  });

  test.each(["ja", "en"] as const)("says that nothing is left to be done (%s)", (language) => {
    const message = digestMessage(nothing, language);

    expect(faultsOf(message)).toEqual([]);
    expect(message.text).toMatch(/ありません|Nothing is overdue/u);
  });

  test("tells how many more there are than it lists", () => {
    const unmatched = Array.from({ length: 40 }, (_, i) => ({ id: `N-${i}`, summary: "加工" }));
    const message = digestMessage({ ...nothing, unmatched }, "ja");

    expect(shownText(message.blocks)).toContain("ほか25件");
  });

  test("is what Slack takes, whatever is in it", () => {
    const one = <Key extends string>(...keys: readonly Key[]) =>
      // What has these keys is such a record.
      fc.record(Object.fromEntries(keys.map((key) => [key, hostileText]))) as fc.Arbitrary<
        Record<Key, string>
      >;
    const any = fc.record({
      overdue: hostileList(
        one("id", "seed", "nextAction", "nextActionDue").map((rest) => ({
          ...rest,
          partner: { id: rest.id, name: rest.seed, origin: "card" as const },
          state: "meeting" as const,
        })),
      ),
      unanswered: hostileList(one("id", "question")),
      unmatched: hostileList(one("id", "summary")),
      outdated: hostileList(one("id", "target", "comment")),
    });

    fc.assert(
      fc.property(any, fc.constantFrom("ja", "en" as const), (digest, language) => {
        expect(faultsOf(digestMessage(digest, language))).toEqual([]);
      }),
      { numRuns: scaled(100, 30) },
    );
  });
});

describe("a reminder", () => {
  test("of what is to be done shows the match and a way to it", async () => {
    const { ledger, passDays, now } = testLedger();
    const match = await matchIn(ledger, "introduced");
    passDays(30);
    const [due] = (await ledger.dueReminders(now())).filter(({ about }) => about === "action");
    if (!due) throw new Error("Expected a reminder");

    const ja = reminderMessage(due, { match, language: "ja" });
    const en = reminderMessage(due, { match, language: "en" });

    expect([...faultsOf(ja), ...faultsOf(en)]).toEqual([]);
    expect(shownText(ja.blocks)).toContain("面談の日程を決める（期限 2026-04-15）");
    expect(shownText(en.blocks)).toContain("fix a day for the meeting");
    expect(buttonsOf(ja.blocks).map(({ value }) => value)).toEqual([match.id]);
  });

  test("of anything else says what the ledger says", () => {
    const text = {
      ja: "ニーズ N-0001 の有効期限は 2026-10-01 です。",
      en: "The need N-0001 ends on 2026-10-01.",
    };
    const message = reminderMessage({ about: "need", id: "S-0001", text }, { language: "ja" });

    expect(faultsOf(message)).toEqual([]);
    expect(shownText(message.blocks)).toContain(text.ja);
    expect(message.text).toContain(text.ja);
  });
});

describe("a notice", () => {
  test("is one sentence, with the buttons that follow from it", () => {
    const again = button("もう一度", "musubi_again", ["M-0001"], { language: "ja" });
    const message = noticeMessage("台帳はほかの人が更新しました。", "ja", [again]);

    expect(faultsOf(message)).toEqual([]);
    expect(message.text).toBe("台帳はほかの人が更新しました。");
    expect(buttonsOf(message.blocks)).toHaveLength(1);
    expect(buttonsOf(noticeMessage("記録しました。", "ja").blocks)).toEqual([]);
  });

  test("of a secret in public shows what to do, and opens a form elsewhere", () => {
    const lines = ["公開の場です。", "投稿を消してください。", "非公開の場に書いてください。"];
    const message = adviceMessage(lines, { language: "ja", ids: ["C0123", "1700000000.000100"] });

    expect(faultsOf(message)).toEqual([]);
    for (const line of lines) expect(shownText(message.blocks)).toContain(line);
    expect(buttonsOf(message.blocks)).toEqual([
      {
        action_id: "musubi_open_need_form",
        value: "C0123|1700000000.000100",
        label: "非公開の用紙を開く",
      },
    ]);
  });

  test("is what Slack takes, whatever it says", () => {
    const any = fc.tuple(
      hostileText,
      hostileList(hostileText),
      fc.constantFrom("ja", "en" as const),
    );

    fc.assert(
      fc.property(any, ([text, lines, language]) => {
        const both = { ja: text, en: text };
        const messages = [
          noticeMessage(text, language),
          adviceMessage(lines, { language, ids: lines }),
          reportMessage(lines, { language }),
          reminderMessage({ about: "survey", id: "S-0001", text: both }, { language }),
        ];

        for (const message of messages) expect(faultsOf(message)).toEqual([]);
      }),
      { numRuns: scaled(200, 50) },
    );
  });
});

describe("the status", () => {
  const index = { cards: 690, documents: 5, revision: "abc", updatedAt: "2026-11-26T22:05:00Z" };

  test("tells of the index and of the ledger with its head", () => {
    const hash = "0".repeat(64);
    const ledger = {
      head: { seq: 12, hash },
      count: 12,
      openNeeds: 3,
      liveMatches: 4,
      overdue: 1,
    };
    const message = statusMessage({ index, ledger }, "ja");

    expect(faultsOf(message)).toEqual([]);
    for (const told of [
      "カード 690件、文書 5件",
      "版 abc",
      "進行中の案件: 4",
      `seq=12 hash=${hash}`,
    ]) {
      expect(shownText(message.blocks)).toContain(told);
      expect(message.text).toContain(told);
    }
  });

  test("lists the standard answers that expire", () => {
    const expiring = [{ id: "x", name: "名刺の発注", owner: "総務課", until: "2026-09-30" }];
    const message = statusMessage({ index, expiring }, "ja");

    expect(faultsOf(message)).toEqual([]);
    expect(shownText(message.blocks)).toContain("名刺の発注（担当 総務課、2026-09-30まで）");
    expect(statusMessage({ index, expiring: [] }, "ja").text).not.toContain("標準回答");
  });

  test("says that nothing is recorded yet", () => {
    expect(statusMessage({ index }, "en").text).toContain("Nothing is recorded yet.");
  });
});

describe("the report", () => {
  test("shows every line of it", async () => {
    const { ledger, now } = testLedger();
    await matchIn(ledger, "meeting");
    const report = await createReport(ledger, {}, { by: COORDINATOR, now: now() });
    const lines = reportAsText(report, "ja");
    const message = reportMessage(lines, { language: "ja" });
    const shown = shownText(message.blocks);

    expect(faultsOf(message)).toEqual([]);
    for (const line of lines) expect(shown).toContain(line.trim());
  });

  test("says that it was cut where it is too long for a message", () => {
    const lines = ["報告", ...Array.from({ length: 2000 }, (_, i) => `  M-${i}（紹介済）`)];
    const message = reportMessage(lines, { language: "ja" });

    expect(faultsOf(message)).toEqual([]);
    expect(shownText(message.blocks)).toContain("（以下略）");
  });

  test("leads whoever asked to the pages, where those are elsewhere", () => {
    const link = "https://musubi.example.jp/sign-in?t=abc";
    const message = reportMessage(["報告", "  なし"], { language: "ja", link });

    expect(faultsOf(message)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain(`"url":"${link}"`);
    expect(shownText(message.blocks)).toContain("1回だけ使えます");
  });
});
