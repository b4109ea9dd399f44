import { shareAnswer, showSource } from "./below-answers.ts";
import { pressCard } from "./cards.ts";
import { consult } from "./consulting.ts";
import { giveFeedback, markOutdated } from "./feedback.ts";
import { askForConsent, pressMove, showMatch } from "./matches.ts";
import { ACTIONS, MOVE_ACTION } from "./messages/action-ids.ts";
import { openNeedFormFrom } from "./needs.ts";
import type { Pressed } from "./pressed.ts";
import { askForFinding } from "./reviews.ts";
import { askForResults } from "./surveys.ts";
import type { Workplace } from "./workplace.ts";

const PRESSES: Readonly<Record<string, (pressed: Pressed, at: Workplace) => Promise<void>>> = {
  [ACTIONS.showSource]: showSource,
  [ACTIONS.share]: shareAnswer,
  [ACTIONS.feedback]: giveFeedback,
  [ACTIONS.outdated]: markOutdated,
  [ACTIONS.consult]: consult,
  [ACTIONS.record]: pressCard,
  [ACTIONS.candidate]: pressCard,
  [ACTIONS.pass]: pressCard,
  [ACTIONS.openNeedForm]: openNeedFormFrom,
  [`${ACTIONS.consent}_need`]: askForConsent,
  [`${ACTIONS.consent}_partner`]: askForConsent,
  [ACTIONS.showMatch]: showMatch,
  [ACTIONS.review]: askForFinding,
  [ACTIONS.survey]: askForResults,
};

/** Does what a button stands for. One that this version does not know is told to the log. */
export async function onPress(pressed: Pressed, at: Workplace): Promise<void> {
  const press = MOVE_ACTION.test(pressed.action) ? pressMove : PRESSES[pressed.action];
  if (press) await press(pressed, at);
  else at.log("a button that nobody knows was pressed", pressed.action);
}
