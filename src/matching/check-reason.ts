import { faultOf } from "../claims/check-claim.ts";
import { isTakenFrom } from "../claims/taken-from.ts";
import type { Evidence } from "../ledger/records.ts";
import { givesOrder } from "../text/orders.ts";
import { searchForm, squash } from "../text/search-form.ts";
import type { Suggestion, Suggestions } from "./suggestion.ts";

/** Why a partner fits a need, as somebody proposes to put it: words of the need, and a sentence on its evidence. */
export interface Reason {
  readonly need: string;
  readonly quote: string;
  readonly text: string;
}

/**
 * The place of the evidence that bears a reason; `undefined` where none of this partner does. The words
 * of the need stand there as they are, the quoted evidence meets some of them and all the evidence all
 * that tell something, and the sentence is a claim on the quote: no word of the need is said of the partner.
 */
export function checkReason(
  { need: words, quote, text }: Reason,
  partner: Pick<Suggestion, "evidence" | "parts" | "reasons">,
  { need, profile }: Pick<Suggestions, "need" | "profile">,
): number | undefined {
  const place = partner.evidence.findIndex((each) => squash(each.quote).includes(squash(quote)));
  const carrying = partner.evidence[place]?.quote;
  if (carrying === undefined || partner.reasons[place] === undefined) return undefined;
  const standsInWords = (word: string) => searchForm(words).includes(searchForm(word));
  const met = metBy(partner.evidence, partner);
  const telling = [...profile.technologies, ...profile.materials].filter(standsInWords);
  if (!metBy([{ quote: carrying }], partner).some(standsInWords)) return undefined;
  if (!telling.every((word) => met.includes(word))) return undefined;
  if (givesOrder(words) || !isTakenFrom(words, need)) return undefined;
  return faultOf({ text, quote, passage: 1 }, [carrying], "ja") === undefined ? place : undefined;
}

/** What of the need these statements of a partner were found to say. */
function metBy(
  evidence: readonly Pick<Evidence, "quote">[],
  { parts }: Pick<Suggestion, "parts">,
): readonly string[] {
  return parts
    .filter(({ part, seed }) => part === "content" && evidence.some(({ quote }) => quote === seed))
    .map(({ need }) => need);
}
