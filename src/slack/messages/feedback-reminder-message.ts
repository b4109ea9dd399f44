import type { Language } from "../../text/language.ts";
import { feedbackButtons } from "./answer-message.ts";
import { fixed, flowing, messageOf, type SlackMessage } from "./message.ts";
import { paragraph } from "./rich-text.ts";

const QUESTION: Readonly<Record<Language, string>> = {
  ja: "この回答は役に立ちましたか。よろしければ、下のボタンでお知らせください。",
  en: "Was this answer useful? The buttons below tell us.",
};

/** What is asked about an answer that nobody has said anything of, with the buttons that say it. */
export function feedbackReminderMessage(answer: string, language: Language): SlackMessage {
  const text = QUESTION[language];
  return messageOf(
    [flowing(paragraph([text]), { rank: 0, language }), fixed(feedbackButtons(answer, language))],
    [text],
    language,
  );
}
