import { NEXT_ACTIONS } from "../../ledger/next-actions.ts";
import type { Match } from "../../ledger/records.ts";
import { nameWithSeed } from "../../matching/suggestion-labels.ts";
import type { Language } from "../../text/language.ts";

const DUE: Readonly<Record<Language, string>> = { ja: "期限", en: "due" };

/** What is to be done and by when. Records hold the usual steps in Japanese. */
export function nextLine(
  { state, nextAction, nextActionDue }: Pick<Match, "state" | "nextAction" | "nextActionDue">,
  language: Language,
): string {
  const usual = NEXT_ACTIONS[state];
  const action = nextAction === usual.ja ? usual[language] : nextAction;
  return `${action}（${DUE[language]} ${nextActionDue}）`;
}

/** The partner of a match with what it offers and where it is. */
export function partnerName({ partner, seed }: Pick<Match, "partner" | "seed">): string {
  const name = nameWithSeed({ name: partner.name, seed });
  return partner.region === undefined ? name : `${name}（${partner.region}）`;
}
