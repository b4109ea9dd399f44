import type { KnownBlock } from "@slack/types";
import type { Match } from "../../ledger/records.ts";
import type { Language } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { nextLine, partnerName } from "./match-line.ts";
import { button, fixed, type Part, plain } from "./message.ts";

/** A match of which only is told what is to be done. */
export type MatchDue = Pick<
  Match,
  "id" | "partner" | "seed" | "state" | "nextAction" | "nextActionDue"
>;

const SHOW: Readonly<Record<Language, string>> = { ja: "案件を見る", en: "Show" };
const MOST_NAME = 80;
const MOST_ROW = 240;

/** A match on a line with what is to be done, and a button that shows it. */
export function matchRow(match: MatchDue, language: Language): Part {
  const name = plain(partnerName(match), MOST_NAME, language).text;
  const text = `${match.id} ${name}\n${nextLine(match, language)}`;
  const [accessory] = button(SHOW[language], ACTIONS.showMatch, [match.id], { language });
  const block: KnownBlock = {
    type: "section",
    text: plain(text, MOST_ROW, language),
    ...(accessory && { accessory }),
  };
  return fixed([block]);
}
