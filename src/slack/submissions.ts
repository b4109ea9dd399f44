import { onChannelForm, onUserForm } from "./config.ts";
import { onFeedbackForm } from "./feedback.ts";
import { CHANNEL_FORM } from "./forms/channel-form.ts";
import { CLOSE_FORM } from "./forms/close-form.ts";
import { CONSENT_FORM } from "./forms/consent-form.ts";
import { FEEDBACK_FORM } from "./forms/feedback-form.ts";
import { MEETING_FORM } from "./forms/meeting-form.ts";
import { NEED_FORM } from "./forms/need-form.ts";
import { REASON_FORM } from "./forms/reason-form.ts";
import { REVIEW_FORM } from "./forms/review-form.ts";
import { SURVEY_FORM } from "./forms/survey-form.ts";
import { USER_FORM } from "./forms/user-form.ts";
import { onCloseForm, onConsentForm, onMeetingForm, onReasonForm } from "./match-forms.ts";
import { onNeedForm } from "./needs.ts";
import { onReviewForm } from "./reviews.ts";
import type { Reaction, Submitted } from "./submitted.ts";
import { onSurveyForm } from "./surveys.ts";
import type { Workplace } from "./workplace.ts";

const FORMS: Readonly<Record<string, (sent: Submitted, at: Workplace) => Reaction>> = {
  [NEED_FORM]: onNeedForm,
  [CLOSE_FORM]: onCloseForm,
  [CONSENT_FORM]: onConsentForm,
  [MEETING_FORM]: onMeetingForm,
  [REASON_FORM]: onReasonForm,
  [REVIEW_FORM]: onReviewForm,
  [FEEDBACK_FORM]: onFeedbackForm,
  [CHANNEL_FORM]: onChannelForm,
  [USER_FORM]: onUserForm,
  [SURVEY_FORM]: onSurveyForm,
};

/** What Slack is told of a window that was sent, and what is done then. */
export function onSubmit(sent: Submitted, at: Workplace): Reaction {
  const read = FORMS[sent.callback];
  if (read) return read(sent, at);
  at.log("a window that nobody knows was sent", sent.callback);
  return {};
}
