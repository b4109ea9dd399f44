import { UserError } from "../errors.ts";
import { writerOfFeedback } from "../ledger/assistant.ts";
import type { FeedbackCategory } from "../ledger/vocabulary.ts";
import { feedbackForm, readFeedbackForm, readFeedbackMetadata } from "./forms/feedback-form.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Pressed } from "./pressed.ts";
import type { Shown } from "./shown.ts";
import { type Reaction, type Submitted, shownBy } from "./submitted.ts";
import { openWindow } from "./windows.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** 役に立った is on record at once; for 役に立たなかった a form asks why. */
export async function giveFeedback(pressed: Pressed, at: Workplace): Promise<void> {
  const [answer = "", verdict] = pressed.ids;
  if (verdict === "useful") await keep({ answer, category: "useful" }, pressed, at);
  else await openWindow(feedbackForm({ answer }, pressed.person.language), pressed, at);
}

/** 「古い情報です」: for whoever looks after the documents. */
export async function markOutdated(pressed: Pressed, at: Workplace): Promise<void> {
  const [answer = ""] = pressed.ids;
  await keep({ answer, category: "outdated" }, pressed, at);
}

export function onFeedbackForm(sent: Submitted, at: Workplace): Reaction {
  const read = readFeedbackForm(sent.values, sent.person.language);
  if ("errors" in read) return { errors: read.errors };
  const { answer = "" } = readFeedbackMetadata(sent.metadata) ?? {};
  return { after: () => keep({ answer, ...read.ok }, shownBy(sent), at) };
}

async function keep(
  {
    answer,
    category,
    comment = "",
  }: { answer: string; category: FeedbackCategory; comment?: string },
  { place, user, person }: Shown,
  at: Workplace,
): Promise<void> {
  const { language, actor } = person;
  // A comment stays in the open: what should not be told is not taken down.
  if (await at.backend.advise(comment, language)) throw new UserError(SAY.secretComment);
  const result = await at.backend
    .desk()
    .ledger.giveFeedback({ target: answer, category, comment }, writerOfFeedback(actor));
  const done = SAY[category === "outdated" ? "outdated" : "thanks"][language];
  const text = result.kind === "done" ? done : result.why[language];
  await at.outbox.whisper(place, user, noticeMessage(text, language));
}
