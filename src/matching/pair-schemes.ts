import type { CardHead } from "../corpus/card-head.ts";
import type { Entry } from "../corpus/entry.ts";
import type { SchemeMention } from "../ledger/records.ts";
import type { NeedType } from "../ledger/vocabulary.ts";
import type { PassageSearch } from "../search/passage-search.ts";
import { areasMeet } from "../text/areas.ts";
import type { RankedPartner } from "./rank-partners.ts";
import type { ReadNeed } from "./read-need.ts";

type SchemeHead = Extract<CardHead, { kind: "scheme" }>;

const MOST_SCHEMES = 5;
/** How many that nobody of the pair is known to have used are added, out of how many that are looked at. */
const MOST_POSSIBLE = 2;
const LOOKED_AT = 30;
/** Least share of the need that such a scheme speaks of. */
const LEAST_SPOKEN = 0.25;

/** What schemes support when they support a type of need. */
const SUPPORTS: Readonly<Record<NeedType, readonly SchemeHead["supports"][number][]>> = {
  technical: ["rd"],
  research: ["rd", "networking"],
  processing: ["rd", "sales"],
  equipment: ["rd", "incubation"],
  analysis: ["rd"],
  sales: ["sales", "international"],
  finance: ["finance", "ipo"],
  people: ["hr", "expert"],
  ip: ["ip"],
  testbed: ["rd", "incubation"],
};

export type PairSchemes = (partner: RankedPartner, need: ReadNeed) => readonly SchemeMention[];

/**
 * The schemes of a pairing: first those that were used with the partner (its cards name them, or they
 * name its cards), then a few that speak of the need, support its type and hold where the partner is.
 */
export function createPairSchemes(
  cards: ReadonlyMap<string, Entry>,
  search: PassageSearch,
): PairSchemes {
  const naming = new Map<string, string[]>();
  for (const { id, head } of cards.values()) {
    if (head.kind !== "scheme") continue;
    for (const other of head.related) naming.set(other, [...(naming.get(other) ?? []), id]);
  }
  const lookedUp = new WeakMap<ReadNeed, readonly Entry[]>();
  const possibleFor = (need: ReadNeed) => {
    const known = lookedUp.get(need) ?? schemesFor(need, search);
    lookedUp.set(need, known);
    return known;
  };
  return ({ best, offers, partner }, need) => {
    const own = [best.card, ...offers.map(({ card }) => card), partner];
    const ids = own.flatMap(({ id, head }) => [...head.related, ...(naming.get(id) ?? [])]);
    const used = [...new Set(ids)]
      .filter((id) => id !== partner.id)
      .flatMap((id) => mentionOf(cards.get(id), "used"));
    const possible = possibleFor(need)
      .filter(
        ({ id, head }) => !ids.includes(id) && id !== partner.id && holdsFor(head.area, partner),
      )
      .slice(0, MOST_POSSIBLE)
      .flatMap((card) => mentionOf(card, "possible"));
    return [...used.slice(0, MOST_SCHEMES - possible.length), ...possible];
  };
}

function schemesFor(need: ReadNeed, search: PassageSearch): readonly Entry[] {
  const wanted = new Set(need.types.flatMap((type) => SUPPORTS[type]));
  const hits = search
    .search(need.query, { limit: LOOKED_AT, kind: "scheme" })
    .filter(({ coverage }) => coverage >= LEAST_SPOKEN);
  return [...new Set(hits.map(({ passage }) => passage.card))].filter(
    ({ head }) => head.kind === "scheme" && head.supports.some((support) => wanted.has(support)),
  );
}

function holdsFor(area: readonly string[], { head }: Entry): boolean {
  return head.area.length === 0 || area.some((one) => head.area.some((two) => areasMeet(one, two)));
}

function mentionOf(card: Entry | undefined, use: SchemeMention["use"]): readonly SchemeMention[] {
  if (card?.head.kind !== "scheme") return [];
  const { name, status, asOf } = card.head;
  return [{ id: card.id, name, status, asOf: asOf.iso, use }];
}
