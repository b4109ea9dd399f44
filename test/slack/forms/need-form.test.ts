import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANONYMITIES,
  type Anonymity,
  CONFIDENTIALITIES,
  type Confidentiality,
} from "../../../src/ledger/vocabulary.ts";
import { messageView, waitingView } from "../../../src/slack/forms/form-view.ts";
import {
  isAsShown,
  type NeedFormArgs,
  needForm,
  readNeedForm,
  readNeedMetadata,
} from "../../../src/slack/forms/need-form.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { type Changes, sentFrom } from "../../support/form-values.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const TODAY = "2026-11-27";
const TEXT = "耐火物の高温クリープを測れる試験炉を使いたい。";
const written: NeedFormArgs = { text: TEXT, stage: "write" };
/** Of what would stand on record. */
const RECORD = "0".repeat(64);
const confirmed: NeedFormArgs = {
  text: `${TEXT}配合は未公表です。`,
  organisation: "岡山セラミクス工業",
  anonymity: "anonymous",
  confidentiality: "nda",
  region: "岡山県",
  until: "2027-05-27",
  stage: "confirm",
  preview: {
    summary: TEXT,
    holdsSecret: true,
    similar: [{ id: "N-0003", summary: "高温クリープ試験" }],
    record: RECORD,
  },
};

function read(args: NeedFormArgs, changes: Changes = {}, language: "ja" | "en" = "ja") {
  return readNeedForm(sentFrom(needForm(args, language), changes), { language, today: TODAY });
}

describe("the form of a need", () => {
  test("asks what is needed and goes on to the confirmation", () => {
    const view = needForm(written, "ja");

    expect(checkView(view)).toEqual([]);
    expect(slackFaults(view)).toEqual([]);
    expect(view.submit?.text).toBe("確認へ");
    expect(view.callback_id).toBe("musubi_need_form");
  });

  test("shows the whole of what a model proposes below a summary of any length", () => {
    const facts = ["Needed by", "Budget", "Specifications"];
    const preview = {
      ...{ summary: "We test parts. ".repeat(200), holdsSecret: true, similar: [], record: RECORD },
      ...{ proposed: facts.map((fact) => [fact, "x".repeat(80)] as const), cost: "10 tokens" },
    };

    const view = needForm({ text: TEXT, stage: "confirm", preview }, "en");

    const shown = shownText(view);
    expect(slackFaults(view)).toEqual([]);
    for (const told of [...facts, "A language model proposes", "change the fields", "10 tokens"]) {
      expect(shown).toContain(told);
    }
  });

  test("gives back what was written, with the usual discretion", () => {
    expect(read(written)).toEqual({
      ok: { text: TEXT, anonymity: "field", confidentiality: "coordinators" },
    });
  });

  test("gives back everything that was filled in", () => {
    const { stage: _, preview: __, ...values } = confirmed;

    expect(read(confirmed)).toEqual({ ok: values });
  });

  test("shows before anything is registered what will stand on record, and what will not", () => {
    const view = needForm(confirmed, "ja");
    const shown = shownText(view.blocks);

    expect(checkView(view)).toEqual([]);
    expect(view.submit?.text).toBe("登録する");
    for (const told of [
      "記録に残る内容",
      TEXT,
      "暗号化して別の場所に保管します",
      "まだ登録していません",
      "N-0003 高温クリープ試験",
    ]) {
      expect(shown).toContain(told);
    }
  });

  test("says nothing of the vault or of similar needs where there are none", () => {
    const preview = { summary: TEXT, holdsSecret: false, similar: [], record: RECORD };
    const shown = shownText(needForm({ ...confirmed, preview }, "ja").blocks);

    expect(shown).not.toMatch(/公表できないと見られる|似たニーズ/u);
  });

  test("knows whether what is confirmed is what was shown", () => {
    const view = needForm(confirmed, "ja");
    const asItWas = okOf(read(confirmed));
    const changed = okOf(read(confirmed, { text: `${TEXT}社名は岡山セラミクス工業です。` }));

    expect(isAsShown(asItWas, view.private_metadata)).toBe(true);
    expect(isAsShown(changed, view.private_metadata)).toBe(false);
    for (const unseen of [written, { ...confirmed, preview: undefined }]) {
      expect(isAsShown(asItWas, needForm(unseen, "ja").private_metadata)).toBe(false);
    }
  });

  test("keeps where the need was brought up, and nothing that was written", () => {
    const view = needForm({ ...confirmed, channel: "C0123", thread: "1700000000.000100" }, "ja");

    expect(readNeedMetadata(view.private_metadata)).toEqual({
      stage: "confirm",
      record: RECORD,
      channel: "C0123",
      thread: "1700000000.000100",
      shown: expect.any(String),
    });
    expect(view.private_metadata).not.toMatch(/クリープ|セラミクス/u);
    expect(readNeedMetadata("{")).toBeUndefined();
    expect(readNeedMetadata('{"stage":"later"}')).toBeUndefined();
    expect(readNeedMetadata(undefined)).toBeUndefined();
  });

  test("fills in the beginning of a long message, and says so", () => {
    const view = needForm({ ...written, text: "試験炉を使いたい。".repeat(1000) }, "ja");
    const { text } = okOf(read({ ...written, text: "試験炉を使いたい。".repeat(1000) }));

    expect(checkView(view)).toEqual([]);
    expect(shownText(view.blocks)).toContain("はじめの3000字まで");
    expect(text).toMatch(/^(?:試験炉を使いたい。)+$/u);
  });

  test("reads a region in its full form", () => {
    expect(okOf(read(written, { region: "岡山" })).region).toBe("岡山県");
  });

  test.each([
    ["text", { text: " \u200b\n" }, "記入してください。"],
    ["text", { text: "あ".repeat(3001) }, "3000字以内で書いてください。"],
    ["region", { region: "岡山と広島" }, "都道府県か地方の名前を一つだけ"],
    ["region", { region: "どこでも" }, "都道府県か地方の名前を一つだけ"],
    ["until", { until: "2026-11-26" }, "今日以降の日を選んでください。"],
    ["anonymity", { anonymity: "hidden" }, "記入してください。"],
    ["confidentiality", { confidentiality: null }, "記入してください。"],
  ] as const)("says below %s what is wrong with it (%o)", (field, changes, told) => {
    expect(read(written, changes)).toEqual({ errors: { [field]: expect.stringContaining(told) } });
  });

  test("is in English to readers of English, with what is wrong", () => {
    const view = needForm(confirmed, "en");

    expect(checkView(view)).toEqual([]);
    expect(view.submit?.text).toBe("Register");
    expect(shownText(view.blocks)).not.toMatch(/記録に残る|似たニーズ|見せ方/u);
    expect(read(written, { text: null }, "en")).toEqual({
      errors: { text: "Please fill this in." },
    });
  });
});

function okOf<T>(result: { readonly ok: T } | { readonly errors: unknown }): T {
  if ("ok" in result) return result.ok;
  throw new Error(`Expected no complaints, got ${JSON.stringify(result.errors)}`);
}

describe("a window beside the form", () => {
  test("shows that work goes on, and cannot be sent", () => {
    const view = waitingView("ニーズの登録", "ja");

    expect(checkView(view)).toEqual([]);
    expect(shownText(view.blocks)).toBe("確認しています…");
    expect(view.submit).toBeUndefined();
  });

  test("shows one text", () => {
    const view = messageView("ニーズの登録", "N-0001 を登録しました。", "ja");

    expect(checkView(view)).toEqual([]);
    expect(shownText(view.blocks)).toBe("N-0001 を登録しました。");
    expect(view.close?.text).toBe("閉じる");
  });
});

describe("any need", () => {
  // Object.keys forgets which keys the table has.
  const anonymities = Object.keys(ANONYMITIES) as Anonymity[];
  const confidentialities = Object.keys(CONFIDENTIALITIES) as Confidentiality[];
  const anyArgs = fc.record(
    {
      text: hostileText,
      stage: fc.constantFrom("write", "confirm" as const),
      organisation: hostileText,
      anonymity: fc.constantFrom(...anonymities),
      confidentiality: fc.constantFrom(...confidentialities),
      region: hostileText,
      until: fc.oneof(hostileText, fc.constantFrom("2027-01-01", "2026-02-30")),
      preview: fc.record({
        summary: hostileText,
        holdsSecret: fc.boolean(),
        similar: hostileList(fc.record({ id: hostileText, summary: hostileText })),
        proposed: fc.option(hostileList(fc.tuple(hostileText, hostileText)), { nil: undefined }),
        cost: fc.option(hostileText, { nil: undefined }),
        record: fc.constant(RECORD),
      }),
    },
    { requiredKeys: ["text", "stage"] },
  );
  const anyLanguage = fc.constantFrom("ja", "en" as const);

  test("makes windows that Slack takes, in which nothing is alive", () => {
    fc.assert(
      fc.property(anyArgs, hostileText, anyLanguage, (args, text, language) => {
        for (const view of [
          needForm(args, language),
          messageView(text, text, language),
          waitingView(text, language),
        ]) {
          expect(checkView(view)).toEqual([]);
          expect(slackFaults(view)).toEqual([]);
        }
      }),
      { numRuns: scaled(200, 50) },
    );
  });

  test("is read as it was filled in, or complained about", () => {
    fc.assert(
      fc.property(anyArgs, hostileText, anyLanguage, (args, text, language) => {
        const result = read(args, { text, organisation: text, region: text }, language);

        if ("ok" in result) {
          expect(result.ok.text.trim()).not.toBe("");
          expect(result.ok.text.length).toBeLessThanOrEqual(3000);
        } else {
          for (const told of Object.values(result.errors)) expect(told).not.toBe("");
        }
      }),
      { numRuns: scaled(200, 50) },
    );
  });

  test("that was sent as it was shown is what was shown", () => {
    fc.assert(
      fc.property(anyArgs, (args) => {
        const { region: _, until: __, ...rest } = args;
        const preview = { summary: args.text, holdsSecret: false, similar: [], record: RECORD };
        const shown = { ...rest, preview, stage: "confirm" as const };
        const result = read(shown);

        if ("ok" in result) {
          expect(isAsShown(result.ok, needForm(shown, "ja").private_metadata)).toBe(true);
        }
      }),
      { numRuns: scaled(200, 50) },
    );
  });
});
