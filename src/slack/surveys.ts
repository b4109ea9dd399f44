import { UserError } from "../errors.ts";
import { readSurveyForm, readSurveyMetadata, surveyForm } from "./forms/survey-form.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Pressed } from "./pressed.ts";
import { type Reaction, type Submitted, shownBy } from "./submitted.ts";
import { openWindow } from "./windows.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** The form in which the results of an introduction are told, 3, 12 and 36 months after it. */
export async function askForResults(pressed: Pressed, at: Workplace): Promise<void> {
  const [id = ""] = pressed.ids;
  const { actor, language } = pressed.person;
  const survey = await at.backend.desk().ledger.get("survey", id, actor);
  if (!survey) throw new UserError(SAY.noRecord);
  await openWindow(surveyForm(survey, language), pressed, at);
}

export function onSurveyForm(sent: Submitted, at: Workplace): Reaction {
  const { language, actor } = sent.person;
  const read = readSurveyForm(sent.values, language);
  if ("errors" in read) return { errors: read.errors };
  const { survey = "" } = readSurveyMetadata(sent.metadata) ?? {};
  return {
    async after() {
      const result = await at.backend.desk().ledger.answerSurvey(survey, read.ok, actor);
      const text = result.kind === "done" ? SAY.thanks[language] : result.why[language];
      const { place, user } = shownBy(sent);
      await at.outbox.whisper(place, user, noticeMessage(text, language));
    },
  };
}
