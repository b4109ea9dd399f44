import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  feedbackForm,
  readFeedbackForm,
  readFeedbackMetadata,
} from "../../../src/slack/forms/feedback-form.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { type Changes, sentFrom } from "../../support/form-values.ts";
import { hostileText } from "../../support/hostile-values.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const view = feedbackForm({ answer: "A-000001" }, "ja");

function read(changes: Changes) {
  return readFeedbackForm(sentFrom(view, changes), "ja");
}

describe("the form of what was wrong with an answer", () => {
  test("is about one answer, and does not ask whether it was useful", () => {
    expect(checkView(view)).toEqual([]);
    expect(slackFaults(view)).toEqual([]);
    expect(readFeedbackMetadata(view.private_metadata)).toEqual({ answer: "A-000001" });
    expect(shownText(view.blocks)).toContain("根拠違い");
    expect(shownText(view.blocks)).not.toContain("役立った");
  });

  test("gives back the category, and the comment where there is one", () => {
    expect(read({ category: "outdated" })).toEqual({ ok: { category: "outdated", comment: "" } });
    expect(read({ category: "wrong", comment: "正しくは56百万円です。" })).toEqual({
      ok: { category: "wrong", comment: "正しくは56百万円です。" },
    });
  });

  test("begins with the category of the button that opened it", () => {
    const opened = feedbackForm({ answer: "A-000001", category: "outdated" }, "en");

    expect(checkView(opened)).toEqual([]);
    expect(readFeedbackForm(sentFrom(opened), "en")).toMatchObject({
      ok: { category: "outdated" },
    });
  });

  test("takes no category that it does not offer", () => {
    const complaint = { errors: { category: "記入してください。" } };

    expect(read({})).toEqual(complaint);
    expect(read({ category: "useful" })).toEqual(complaint);
  });

  test("takes any comment that fits", () => {
    fc.assert(
      fc.property(hostileText, (comment) => {
        const result = read({ category: "wording", comment });

        if ("ok" in result) expect(result.ok.comment.isWellFormed()).toBe(true);
        else expect(Object.keys(result.errors)).toEqual(["comment"]);
      }),
    );
  });
});
