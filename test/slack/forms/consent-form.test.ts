import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ConsentFormArgs,
  consentForm,
  readConsentForm,
  readConsentMetadata,
} from "../../../src/slack/forms/consent-form.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { COORDINATOR, matchIn, testLedger } from "../../ledger/support/ledger.ts";
import { type Changes, sentFrom } from "../../support/form-values.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const TODAY = "2026-04-01";
const args: ConsentFormArgs = {
  match: "M-0001",
  side: "need",
  recipients: ["岡山セラミックス技術振興財団"],
  until: "2026-09-28",
};
const filled = {
  grantedBy: "佐藤花子",
  fields: ["organisation", "summary"],
  purpose: "試験の相談のため",
  method: "oral",
};

function read(changes: Changes, language: "ja" | "en" = "ja") {
  return readConsentForm(sentFrom(consentForm(args, language), changes), {
    language,
    today: TODAY,
  });
}

describe("the form of a consent", () => {
  test("says whose consent to which match it records, and ticks nothing beforehand", () => {
    const view = consentForm(args, "ja");

    expect(checkView(view)).toEqual([]);
    expect(slackFaults(view)).toEqual([]);
    expect(shownText(view.blocks)).toContain("案件 M-0001、ニーズ側の同意");
    expect(readConsentMetadata(view.private_metadata)).toEqual({ match: "M-0001", side: "need" });
    expect(JSON.stringify(view)).not.toContain("initial_options");
  });

  test("gives a consent that the ledger takes", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "consent_pending");
    const result = read(filled);
    if ("errors" in result) throw new Error(JSON.stringify(result.errors));

    const given = await ledger.grantConsent(
      { ...result.ok, match: match.id, side: "need" },
      COORDINATOR,
    );

    expect(result.ok).toEqual({
      grantedBy: "佐藤花子",
      fields: ["organisation", "summary"],
      recipients: ["岡山セラミックス技術振興財団"],
      purpose: "試験の相談のため",
      method: "口頭",
      until: "2026-09-28",
    });
    expect(given).toMatchObject({ kind: "done" });
  });

  test("takes several recipients, one a line", () => {
    const result = read({ ...filled, recipients: " 岡山大学 \n\n東京 光学 (株)\n" });

    expect(result).toMatchObject({ ok: { recipients: ["岡山大学", "東京 光学 (株)"] } });
  });

  test.each([
    ["grantedBy", { grantedBy: " " }],
    ["fields", { fields: [] }],
    ["fields", { fields: ["coordinator"] }],
    ["recipients", { recipients: "\n" }],
    ["purpose", { purpose: null }],
    ["method", { method: null }],
    ["until", { until: null }],
    ["until", { until: "2026-03-31" }],
  ])("says below %s what is wrong with it (%o)", (field, changes) => {
    const result = read({ ...filled, ...changes });

    expect("errors" in result && Object.keys(result.errors)).toEqual([field]);
  });

  test("is in English to readers of English", () => {
    const view = consentForm(args, "en");

    expect(checkView(view)).toEqual([]);
    expect(shownText(view.blocks)).toContain("Consent of the side with the need for match M-0001");
    expect(read(filled, "en")).toMatchObject({ ok: { method: "口頭" } });
  });

  test("knows no metadata but its own", () => {
    expect(readConsentMetadata('{"match":"M-0001","side":"both"}')).toBeUndefined();
    expect(readConsentMetadata('{"match":"<!channel>","side":"need"}')).toBeUndefined();
  });

  test("is a window that Slack takes, whatever the names are", () => {
    const any = fc.record({
      recipients: hostileList(hostileText),
      until: fc.oneof(hostileText, fc.constant("2026-09-28")),
      written: hostileText,
      language: fc.constantFrom("ja", "en" as const),
    });

    fc.assert(
      fc.property(any, ({ recipients, until, written, language }) => {
        const view = consentForm({ ...args, recipients, until }, language);
        const result = readConsentForm(
          sentFrom(view, { ...filled, grantedBy: written, purpose: written }),
          { language, today: TODAY },
        );

        expect(checkView(view)).toEqual([]);
        expect(slackFaults(view)).toEqual([]);
        if ("ok" in result) expect(result.ok.recipients.join("")).not.toBe("");
      }),
      { numRuns: scaled(200, 50) },
    );
  });
});
