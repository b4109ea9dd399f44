import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ChannelSettings,
  channelForm,
  readChannelForm,
  readChannelMetadata,
  USUAL_SETTINGS,
} from "../../../src/slack/forms/channel-form.ts";
import { readUserForm, userForm } from "../../../src/slack/forms/user-form.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { ADMIN, testLedger } from "../../ledger/support/ledger.ts";
import { type Changes, sentFrom } from "../../support/form-values.ts";
import { hostileText } from "../../support/hostile-values.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const LANGUAGES = ["ja", "en"] as const;

function faultsOf(view: Parameters<typeof slackFaults>[0]) {
  return [...checkView(view), ...slackFaults(view)];
}

describe("the form of a channel's settings", () => {
  const set: ChannelSettings = { answersTo: "mention", askers: "staff", visibility: "asker" };

  test.each(LANGUAGES)("shows the settings as they are, and gives them back (%s)", (language) => {
    const view = channelForm({ channel: "C0123", settings: set }, language);

    expect(faultsOf(view)).toEqual([]);
    expect(readChannelForm(sentFrom(view), language)).toEqual({ ok: set });
    expect(readChannelMetadata(view.private_metadata)).toEqual({ channel: "C0123" });
  });

  test("takes what was changed, and nothing that it does not offer", () => {
    const view = channelForm({ channel: "C0123", settings: USUAL_SETTINGS }, "ja");

    expect(readChannelForm(sentFrom(view, { answersTo: "every" }), "ja")).toEqual({
      ok: { ...USUAL_SETTINGS, answersTo: "every" },
    });
    expect(readChannelForm(sentFrom(view, { askers: "nobody" }), "ja")).toEqual({
      errors: { askers: "記入してください。" },
    });
  });
});

describe("the form of a person's role", () => {
  const firm = { user: "U0123", role: "firm", name: "佐藤", organisation: "岡山セラミクス工業" };
  const read = (changes: Changes) => readUserForm(sentFrom(userForm({}, "ja"), changes), "ja");

  test.each(LANGUAGES)("is a window that Slack takes, empty or filled in (%s)", (language) => {
    const known = { id: "U0123", role: "auditor", name: "監査" } as const;

    expect(faultsOf(userForm({}, language))).toEqual([]);
    expect(faultsOf(userForm(known, language))).toEqual([]);
    expect(readUserForm(sentFrom(userForm(known, language)), language)).toEqual({ ok: known });
  });

  test("gives a user that the ledger takes", async () => {
    const { ledger } = testLedger();
    const result = read(firm);
    if ("errors" in result) throw new Error(JSON.stringify(result.errors));

    const set = await ledger.setUser(result.ok, ADMIN);

    expect(set).toMatchObject({ kind: "done", record: { id: "U0123", role: "firm" } });
  });

  test("does not take the hash of an organisation for its name", async () => {
    const { ledger } = testLedger();
    const set = await ledger.setUser(
      { id: "U0123", role: "firm", name: "佐藤", organisation: "岡山セラミクス工業" },
      ADMIN,
    );
    if (set.kind === "refused") throw new Error(set.why.en);

    const view = userForm({ ...set.record, role: "firm" }, "ja");

    expect(JSON.stringify(view)).not.toContain(set.record.organisation);
  });

  test("makes nobody an assistant", () => {
    expect(shownText(userForm({}, "ja").blocks)).not.toContain("アシスタント");
    expect(read({ ...firm, role: "assistant" })).toEqual({
      errors: { role: "記入してください。" },
    });
  });

  test.each([
    ["user", { user: null }],
    ["name", { name: "\u200b" }],
    ["organisation", { organisation: null }],
  ])("says below %s what is missing", (field, changes) => {
    const result = read({ ...firm, ...changes });

    expect("errors" in result && Object.keys(result.errors)).toEqual([field]);
  });

  test("is a window that Slack takes, whatever people are called", () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...LANGUAGES), (name, language) => {
        const view = userForm({ id: "U0123", name }, language);
        const result = readUserForm(sentFrom(view, { role: "guest" }), language);

        expect(faultsOf(view)).toEqual([]);
        if ("ok" in result) expect(result.ok.name.trim()).not.toBe("");
      }),
    );
  });
});
