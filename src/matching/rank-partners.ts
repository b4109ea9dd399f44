import type { Entry } from "../corpus/entry.ts";
import type { PassageSearch } from "../search/passage-search.ts";
import { areasMeet, liesIn } from "../text/areas.ts";
import { fitOf } from "./fit.ts";
import {
  bestMeetings,
  createMeetCard,
  type MeetCard,
  type Met,
  weightInOneStatement,
  weightMet,
} from "./meeting.ts";
import { type Standing, standingOf, type Viewer } from "./offer-standing.ts";
import type { Offer } from "./offers.ts";
import type { ReadNeed } from "./read-need.ts";

/** Where offers are looked for: the cards, or one's own register. */
export interface OfferPool {
  readonly origin: "card" | "register";
  /** What may meet a need, each once; more than will be shown. */
  readonly find: (need: ReadNeed) => readonly Entry[];
  /** Offers by what speaks for them. */
  readonly offers: (card: Entry) => readonly Offer[];
  readonly meet: MeetCard;
  /** Whether a quote stands in a file of the pool, now. */
  readonly stands: (path: string, quote: string) => boolean;
}

/** The cards as a pool. */
export function createCardPool(
  search: PassageSearch,
  { offers, stands }: Pick<OfferPool, "offers" | "stands">,
): OfferPool {
  return {
    origin: "card",
    find: (need) => cardsFor(need, search),
    offers,
    stands,
    meet: createMeetCard(),
  };
}

/** A partner with everything of it that meets the need. */
export interface RankedPartner {
  readonly pool: OfferPool;
  readonly partner: Entry;
  /** The offer that meets most by itself. */
  readonly best: Offer;
  readonly offers: readonly Offer[];
  readonly met: readonly Met[];
  /** Shares of the need: content by what is said, kind by who says it, place. 0 to 1 each. */
  readonly content: number;
  readonly fit: number;
  readonly place: number;
  readonly score: number;
  /** By how much the score is lower than its shares, for missing what the need is about before all else. */
  readonly lowered?: number;
  /** Why none of it may be offered any more. */
  readonly ended?: Exclude<Standing, "live" | "hidden">;
}

/** What each share counts for in a score; they add up to 1. Set by hand, in coarse steps. */
export const SHARES = { content: 0.75, fit: 0.15, place: 0.1 } as const;

/** Kinds of cards that offer something, and how many passages of each are looked at. */
const KINDS = ["organisation", "seed", "scheme", "case"] as const;
const LOOKED_AT = 60;
/** Of what meets the need: the best offer alone, all offers of the partner together, one statement. */
const ALONE = 0.5;
const TOGETHER = 0.2;
const AT_ONCE = 0.3;

/**
 * Partners by how well they meet a need, best first, ties by id. Places that are apart come with
 * `place` 0; offers that have ended stand apart from those of the same partner that live.
 */
export function rankPartners(
  need: ReadNeed,
  pools: readonly OfferPool[],
  viewer: Viewer,
): readonly RankedPartner[] {
  const total = need.concepts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return pools
    .flatMap((pool) => partnersIn(pool, need, { total, viewer }))
    .sort((a, b) => b.score - a.score || (a.partner.id < b.partner.id ? -1 : 1));
}

function partnersIn(
  pool: OfferPool,
  need: ReadNeed,
  { total, viewer }: { readonly total: number; readonly viewer: Viewer },
): readonly RankedPartner[] {
  const byPartner = new Map<string, { standing: Standing; offers: Measured[] }>();
  for (const card of pool.find(need)) {
    const met = pool.meet(card, need);
    for (const offer of pool.offers(card)) {
      const standing = standingOf(offer, viewer);
      if (standing === "hidden") continue;
      const key = `${standing} ${offer.partner.id}`;
      const known = byPartner.get(key) ?? { standing, offers: [] };
      const own = met.map((each) => ({ ...each, degree: each.degree * offer.weight }));
      known.offers.push({ offer, met: own });
      byPartner.set(key, known);
    }
  }
  return [...byPartner.values()].map(({ standing, offers }) => ({
    ...weigh(pool, need, { offers, total }),
    ...(standing === "live" || standing === "hidden" ? {} : { ended: standing }),
  }));
}

/** The nearest of each kind: in the places that the need names, and anywhere. */
function cardsFor(need: ReadNeed, search: PassageSearch): readonly Entry[] {
  const find = (accept?: (area: readonly string[]) => boolean) =>
    KINDS.flatMap((kind) =>
      search.search(need.query, { limit: LOOKED_AT, kind, ...(accept && { accept }) }),
    );
  const near = hasPlace(need) ? find((area) => isNear(need, area)) : [];
  return [...new Set([...near, ...find()].map(({ passage }) => passage.card))];
}

/** Whether a need says where, or where not. */
export function hasPlace({ areas, refused }: ReadNeed): boolean {
  return areas.length > 0 || refused.length > 0;
}

/** Whether something can be had where the need wants it, or is bound to no place. */
export function isNear(need: ReadNeed, own: readonly string[]): boolean {
  if (own.length === 0) return true;
  if (isRefused(need, own)) return false;
  const { areas } = need;
  return areas.length === 0 || areas.some((wanted) => own.some((area) => areasMeet(wanted, area)));
}

/** Whether something lies nowhere but in places that the need refuses. */
export function isRefused({ refused }: ReadNeed, own: readonly string[]): boolean {
  return own.length > 0 && own.every((area) => refused.some((place) => liesIn(area, place)));
}

interface Measured {
  readonly offer: Offer;
  readonly met: readonly Met[];
}

interface Found {
  readonly offers: readonly Measured[];
  readonly total: number;
}

function weigh(pool: OfferPool, need: ReadNeed, { offers, total }: Found): RankedPartner {
  const alone = offers.map(({ offer, met }) => ({
    offer,
    met,
    weight: weightMet(met) * fitWeight(need, offer),
  }));
  const best = alone.reduce((a, b) => (b.weight > a.weight ? b : a));
  const met = bestMeetings(offers.map((each) => each.met));
  const content =
    (ALONE * weightMet(best.met) +
      TOGETHER * weightMet(met) +
      AT_ONCE * Math.max(...offers.map((each) => weightInOneStatement(each.met)))) /
    total;
  const fit = Math.max(...offers.map(({ offer }) => fitOf(need.types, offer.kind)));
  const place = placeOf(need, best.offer);
  return {
    pool,
    partner: best.offer.partner,
    best: best.offer,
    offers: alone.sort((a, b) => b.weight - a.weight).map(({ offer }) => offer),
    met,
    content,
    fit,
    place,
    score: SHARES.content * content + SHARES.fit * fit + SHARES.place * place,
  };
}

/** Of two offers that say the same the one of the kind that is wanted is the better. */
function fitWeight({ types }: ReadNeed, { kind }: Offer): number {
  return 0.8 + 0.2 * fitOf(types, kind);
}

const ANYWHERE = 0.7;

/** 1 in the place that the need names, part of it where none is named or none is bound to, 0 elsewhere. */
function placeOf(need: ReadNeed, { card, partner }: Offer): number {
  const own = [...new Set([...partner.head.area, ...card.head.area])];
  if (!isNear(need, own)) return 0;
  return need.areas.length === 0 || own.length === 0 || own.includes("全国") ? ANYWHERE : 1;
}
