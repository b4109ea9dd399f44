import { describe, expect, test } from "vitest";
import {
  readSurveyForm,
  readSurveyMetadata,
  surveyForm,
} from "../../../src/slack/forms/survey-form.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { COORDINATOR, matchIn, testLedger } from "../../ledger/support/ledger.ts";
import { type Changes, sentFrom } from "../../support/form-values.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const survey = { id: "S-0001", match: "M-0001", months: 3 };

function read(changes: Changes) {
  return readSurveyForm(sentFrom(surveyForm(survey, "ja"), changes), "ja");
}

describe("the form of a survey", () => {
  test.each(["ja", "en"] as const)("says what it is about (%s)", (language) => {
    const view = surveyForm(survey, language);

    expect([...checkView(view), ...slackFaults(view)]).toEqual([]);
    expect(shownText(view.blocks)).toContain("M-0001");
    expect(readSurveyMetadata(view.private_metadata)).toEqual({ survey: "S-0001" });
  });

  test("gives an answer that the ledger takes, without a number that nobody told", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "introduced");
    const [due] = await ledger.all("survey", COORDINATOR);
    const result = read({ satisfaction: "4", level: "deal", valueYen: "1200000", newJobs: "0" });
    if ("errors" in result) throw new Error(JSON.stringify(result.errors));

    const answered = await ledger.answerSurvey(due?.id ?? "", result.ok, COORDINATOR);

    expect(answered).toMatchObject({ kind: "done" });
    expect(result.ok).toEqual({
      satisfaction: 4,
      outcome: { level: "deal", valueYen: 1_200_000, newJobs: 0 },
    });
  });

  test("takes the satisfaction alone", () => {
    expect(read({ satisfaction: "5" })).toEqual({ ok: { satisfaction: 5 } });
  });

  test.each([
    ["level", {}],
    ["level", { newJobs: "2" }],
    ["newJobs", { level: "deal", newJobs: "2.5" }],
    ["valueYen", { level: "deal", valueYen: "-1" }],
    ["listings", { level: "deal", listings: "9".repeat(16) }],
  ])("says below %s what is wrong with it (%o)", (field, changes) => {
    const result = read(changes);

    expect("errors" in result && Object.keys(result.errors)).toEqual([field]);
  });
});
