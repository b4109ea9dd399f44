import type { QuoteCheck } from "../answers/quote-check.ts";
import type { Entry } from "../corpus/entry.ts";
import { createMatchNeed, type MatchNeed } from "../matching/match-need.ts";
import { offersOf } from "../matching/offers.ts";
import { createPairSchemes } from "../matching/pair-schemes.ts";
import { createCardPool, type OfferPool } from "../matching/rank-partners.ts";
import type { PassageSearch } from "../search/passage-search.ts";
import { matchWording } from "./shipped.ts";

/** The matcher over the cards and, once there are any, one's own partners. */
export function createMatcher({
  cards,
  search,
  quotes,
  registerPool,
}: {
  readonly cards: ReadonlyMap<string, Entry>;
  readonly search: PassageSearch;
  readonly quotes: QuoteCheck;
  readonly registerPool: () => OfferPool | undefined;
}): MatchNeed {
  const offers = offersOf(cards);
  const pool = createCardPool(search, {
    offers: ({ id }) => offers.get(id) ?? [],
    stands: quotes.stands,
  });
  return createMatchNeed({
    pools: () => [pool, registerPool()].filter((each) => each !== undefined),
    concepts: search.concepts,
    schemes: createPairSchemes(cards, search),
    wording: matchWording(),
  });
}
