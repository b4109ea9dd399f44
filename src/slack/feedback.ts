import type { Language } from "../text/language.ts";
import { feedbackForm, readFeedback, readFeedbackMetadata } from "./forms/feedback-form.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Pressed } from "./pressed.ts";
import type { Submitted } from "./submitted.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** 役に立った is on record at once; of 役に立たなかった a form asks why. */
export async function giveFeedback(pressed: Pressed, at: Workplace): Promise<void> {
  const [answerId = "", verdict] = pressed.ids;
  const { person, trigger } = pressed;
  if (verdict !== "useful") {
    await at.client.views.open({
      trigger_id: trigger,
      view: feedbackForm({ answerId, ...placeIds(pressed) }, person.language),
    });
    return;
  }
  await record({ target: answerId, category: "useful", comment: "" }, pressed, at, "thanks");
}

/** 「古い情報です」: for whoever looks after the documents. */
export async function markOutdated(pressed: Pressed, at: Workplace): Promise<void> {
  const [target = ""] = pressed.ids;
  await record({ target, category: "outdated", comment: "" }, pressed, at, "outdated");
}
