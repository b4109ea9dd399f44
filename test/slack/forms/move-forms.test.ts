import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeForm, readCloseForm } from "../../../src/slack/forms/close-form.ts";
import { meetingForm, readMeetingForm } from "../../../src/slack/forms/meeting-form.ts";
import { readMoveMetadata } from "../../../src/slack/forms/move-form.ts";
import { readReasonForm, reasonForm } from "../../../src/slack/forms/reason-form.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { COORDINATOR, matchIn, testLedger } from "../../ledger/support/ledger.ts";
import { type Changes, sentFrom } from "../../support/form-values.ts";
import { hostileText } from "../../support/hostile-values.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const TODAY = "2026-04-01";
const LANGUAGES = ["ja", "en"] as const;

function okOf<T>(result: { readonly ok: T } | { readonly errors: unknown }): T {
  if ("ok" in result) return result.ok;
  throw new Error(`Expected no complaints, got ${JSON.stringify(result.errors)}`);
}

function faultsOf(view: Parameters<typeof slackFaults>[0]) {
  return [...checkView(view), ...slackFaults(view)];
}

describe("the form of a meeting", () => {
  const way = { match: "M-0001", from: "introduced", to: "meeting", today: TODAY } as const;
  const read = (changes: Changes, language: "ja" | "en" = "ja") =>
    readMeetingForm(sentFrom(meetingForm(way, language), changes), { language, today: TODAY });

  test.each(LANGUAGES)("is a window that Slack takes (%s)", (language) => {
    expect(faultsOf(meetingForm(way, language))).toEqual([]);
  });

  test("says which match goes where, and gives that back", () => {
    const view = meetingForm(way, "ja");

    expect(shownText(view.blocks).replaceAll("\n", "")).toContain(
      "案件 M-0001: 紹介済 → 面談・技術相談",
    );
    expect(readMoveMetadata(view.private_metadata)).toEqual({
      match: "M-0001",
      from: "introduced",
      to: "meeting",
    });
    expect(readMoveMetadata('{"match":"M-0001","from":"draft","to":"married"}')).toBeUndefined();
  });

  test("gives a meeting and a move that the ledger takes, with the usual next step", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "introduced");
    const { nextAction, nextActionDue, ...meeting } = okOf(read({ note: "試験条件を確かめた。" }));

    const reported = await ledger.reportActivity({ ...meeting, match: match.id }, COORDINATOR);
    const moved = await ledger.move(
      { match: match.id, from: "introduced", to: "meeting", nextAction, nextActionDue },
      COORDINATOR,
    );

    expect(reported).toMatchObject({ record: { kind: "meeting", on: TODAY } });
    expect(moved).toMatchObject({
      record: { nextAction: "面談の結果を確かめる", nextActionDue: "2026-05-01" },
    });
  });

  test("records the usual next step in Japanese when it was shown in English", () => {
    const view = meetingForm(way, "en");

    expect(JSON.stringify(view)).toContain("ask how the meeting went");
    expect(okOf(read({ note: "went well" }, "en")).nextAction).toBe("面談の結果を確かめる");
  });

  test.each([
    ["note", { note: " " }],
    ["on", { on: "2026-04-02" }],
    ["on", { on: null }],
    ["nextAction", { nextAction: "" }],
    ["nextActionDue", { nextActionDue: "2026-03-31" }],
    ["kind", { kind: "party" }],
  ])("says below %s what is wrong with it (%o)", (field, changes) => {
    const result = read({ note: "話した。", ...changes });

    expect("errors" in result && Object.keys(result.errors)).toEqual([field]);
  });
});

describe("the form of an end", () => {
  const way = { match: "M-0001", from: "meeting", to: "closed" } as const;
  const read = (changes: Changes) => readCloseForm(sentFrom(closeForm(way, "ja"), changes), "ja");

  test.each(LANGUAGES)("is a window that Slack takes (%s)", (language) => {
    expect(faultsOf(closeForm(way, language))).toEqual([]);
    expect(faultsOf(closeForm({ ...way, to: "withdrawn" }, language))).toEqual([]);
  });

  test("gives a reason that the ledger takes", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "meeting");
    const values = okOf(read({ closeReason: "terms" }));

    const moved = await ledger.move({ ...way, match: match.id, ...values }, COORDINATOR);

    expect(values).toEqual({ closeReason: "terms" });
    expect(moved).toMatchObject({ record: { state: "closed", closeReason: "terms" } });
  });

  test("wants words for another reason, and one reason in any case", () => {
    expect(read({ closeReason: "other" })).toEqual({
      errors: { reason: "「その他」の内容を書いてください。" },
    });
    expect(read({ closeReason: "other", reason: "移転のため" })).toEqual({
      ok: { closeReason: "other", reason: "移転のため" },
    });
    expect(read({ reason: "移転のため" })).toEqual({
      errors: { closeReason: "記入してください。" },
    });
  });
});

describe("the form of a reason", () => {
  const way = { match: "M-0001", from: "meeting", to: "on_hold" } as const;

  test.each(["on_hold", "expired", "screened"] as const)("is a window for %s", (to) => {
    for (const language of LANGUAGES) {
      expect(faultsOf(reasonForm({ ...way, to }, language))).toEqual([]);
    }
  });

  test("gives a reason that the ledger takes", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "meeting");
    const view = reasonForm(way, "ja");
    const values = okOf(readReasonForm(sentFrom(view, { reason: "担当者の異動" }), "ja"));

    const moved = await ledger.move({ ...way, match: match.id, ...values }, COORDINATOR);

    expect(moved).toMatchObject({ kind: "done", record: { state: "on_hold" } });
  });

  test("is not sent without one, whatever is invisible in it", () => {
    fc.assert(
      fc.property(hostileText, (reason) => {
        const result = readReasonForm(sentFrom(reasonForm(way, "en"), { reason }), "en");

        if ("ok" in result) expect(result.ok.reason.trim()).not.toBe("");
        else expect(Object.keys(result.errors)).toEqual(["reason"]);
      }),
    );
  });
});
