import type { Match } from "../../ledger/records.ts";
import type { Reminder } from "../../ledger/reminders.ts";
import type { Language } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { nextLine, partnerName } from "./match-line.ts";
import { matchRow } from "./match-row.ts";
import { button, buttons, fixed, flowing, messageOf, type SlackMessage } from "./message.ts";
import { badge, paragraph } from "./rich-text.ts";

const LABELS: Readonly<Record<Reminder["about"], Readonly<Record<Language, string>>>> = {
  action: { ja: "次にすること", en: "Next action" },
  survey: { ja: "成果の聞き取り", en: "Survey" },
  consent: { ja: "同意の期限", en: "Consent" },
  need: { ja: "ニーズの期限", en: "Need" },
  consultation: { ja: "相談", en: "Consultation" },
};

const ANSWER: Readonly<Record<Language, string>> = { ja: "結果を記録", en: "Record the results" };

/** What a coordinator is reminded of, with the match that it is about and a button that shows it. */
export function reminderMessage(
  { about, id, text }: Pick<Reminder, "about" | "id" | "text">,
  { match, language }: { readonly match?: Match | undefined; readonly language: Language },
): SlackMessage {
  const label = LABELS[about][language];
  // What is to be done stands with the match, in the language of the reader.
  const isTold = match !== undefined && about === "action";
  const told = isTold ? [] : [text[language]];
  return messageOf(
    [
      flowing(paragraph([badge(label), ...told]), { rank: 0, language }),
      ...(match === undefined ? [] : [matchRow(match, language)]),
      fixed(
        buttons(
          about === "survey" ? button(ANSWER[language], ACTIONS.survey, [id], { language }) : [],
        ),
      ),
    ],
    [
      `${label}: ${told.join("")}`,
      ...(match === undefined
        ? []
        : [`${match.id} ${partnerName(match)} ${nextLine(match, language)}`]),
    ],
    language,
  );
}
