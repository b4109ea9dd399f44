import type { Entry } from "../corpus/entry.ts";
import type { SchemeMention } from "../ledger/records.ts";
import type { RankedPartner } from "./rank-partners.ts";

const MOST_SCHEMES = 5;

export type PairSchemes = (partner: RankedPartner) => readonly SchemeMention[];

/** Which schemes a pairing with a partner used or could use: those that its cards, or that name its cards, as related. */
export function createPairSchemes(cards: ReadonlyMap<string, Entry>): PairSchemes {
  const naming = new Map<string, string[]>();
  for (const { id, head } of cards.values()) {
    if (head.kind !== "scheme") continue;
    for (const other of head.related) naming.set(other, [...(naming.get(other) ?? []), id]);
  }
  return ({ best, offers, partner }) => {
    const own = [best.card, ...offers.map(({ card }) => card), partner];
    const ids = own.flatMap(({ id, head }) => [...head.related, ...(naming.get(id) ?? [])]);
    return [...new Set(ids)]
      .filter((id) => id !== partner.id)
      .flatMap((id) => mentionOf(cards.get(id)))
      .slice(0, MOST_SCHEMES);
  };
}

function mentionOf(card: Entry | undefined): readonly SchemeMention[] {
  if (card?.head.kind !== "scheme") return [];
  const { name, status, asOf } = card.head;
  return [{ id: card.id, name, status, asOf: asOf.iso }];
}
