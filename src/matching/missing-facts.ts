import type { NeedType } from "../ledger/vocabulary.ts";
import { hasPlace, type RankedPartner } from "./rank-partners.ts";
import type { ReadNeed } from "./read-need.ts";
import type { Say } from "./wording.ts";

const MOST_QUESTIONS = 3;
/** Types of need for which a specification decides whom to ask. */
const SPECIFIED: ReadonlySet<NeedType> = new Set([
  "technical",
  "processing",
  "equipment",
  "analysis",
]);

/**
 * What to ask about a need, most deciding first, at most three: the place when the candidates lie
 * apart, then what the type of need turns on, then when.
 */
export function missingFacts(
  need: ReadNeed,
  partners: readonly RankedPartner[],
  say: Say,
): readonly string[] {
  const { deadline, says, types } = need;
  const places = [...new Set(partners.slice(0, 5).flatMap(({ partner }) => partner.head.area))];
  const isSpecified = types.some((type) => SPECIFIED.has(type));
  const questions = [
    !hasPlace(need) &&
      (places.length > 1
        ? say("askPlace", { areas: places.slice(0, 4).join("・") })
        : say("askPlaceAny")),
    isSpecified && !says.amount && say("askAmount"),
    types.includes("research") && !says.secrecy && say("askSecrecy"),
    deadline === undefined && say("askDeadline"),
    !says.budget && say("askBudget"),
    !says.secrecy && say("askSecrecy"),
  ].filter((question) => question !== false);
  return [...new Set(questions)].slice(0, MOST_QUESTIONS);
}
