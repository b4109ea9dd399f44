import type { CardHead } from "../corpus/card-head.ts";
import type { Entry } from "../corpus/entry.ts";
import type { Confidentiality, OrganisationType } from "../ledger/vocabulary.ts";
import type { OfferKind } from "./fit.ts";

/** What a card offers, and who is to be asked for it. */
export interface Offer {
  /** Whose statements speak for the offer. */
  readonly card: Entry;
  /** Who is suggested. */
  readonly partner: Entry;
  readonly kind: OfferKind;
  /** How much of it is the partner's own: a case in which it took part speaks for it less. */
  readonly weight: number;
  /** Whether it may be offered, as registered: of the seed and of who has it. Cards have none. */
  readonly terms?: readonly OfferTerms[];
}

/** Whether, until when (the last day) and to whom something may be offered. */
export interface OfferTerms {
  readonly isClosed: boolean;
  readonly until?: string;
  readonly disclosure: Confidentiality;
}

type OrgLabel = Extract<CardHead, { kind: "organisation" }>["orgType"];

const ORGANISATION_TYPES: Readonly<Record<OrgLabel, OrganisationType>> = {
  企業: "firm",
  大学: "university",
  高専: "college",
  公設試: "public-test-centre",
  国研: "national-institute",
  TLO: "tlo",
  産業支援機関: "support-body",
  "協議会・コンソーシアム": "consortium",
  自治体: "local-government",
  "経済産業局・国": "state",
  金融機関: "bank",
  商社: "trader",
  "経済団体・組合": "association",
  病院: "hospital",
};

/** What cards call the types of organisations that records have codes for. */
export const ORG_LABELS = Object.fromEntries(
  Object.entries(ORGANISATION_TYPES).map(([label, type]) => [type, label]),
  // Object.entries forgets which keys the table has; every type stands there once.
) as Readonly<Record<OrganisationType, OrgLabel>>;

/** Types of scheme that somebody runs as a place, a service or a field to try things in. */
const PLACES: ReadonlySet<string> = new Set([
  "facility",
  "incubation",
  "event",
  "consult",
  "expert",
  "fund",
  "programme",
]);

const CASE_WEIGHT = 0.7;

/**
 * What the cards offer: organisations, their seeds, the cases they took part in, and schemes that
 * are places or services. Plans, figures and contradictions offer nothing.
 */
export function offersOf(cards: ReadonlyMap<string, Entry>): ReadonlyMap<string, readonly Offer[]> {
  const offers = new Map<string, readonly Offer[]>();
  for (const card of cards.values()) {
    const found = offersOn(card, cards);
    if (found.length > 0) offers.set(card.id, found);
  }
  return offers;
}

function offersOn(card: Entry, cards: ReadonlyMap<string, Entry>): readonly Offer[] {
  const { head } = card;
  switch (head.kind) {
    case "organisation":
      return [{ card, partner: card, kind: kindOf(card), weight: 1 }];
    case "seed": {
      const partner = cards.get(head.holder) ?? card;
      return [{ card, partner, kind: { ...kindOf(partner), seed: head.seedType }, weight: 1 }];
    }
    case "case":
      return head.organisations.flatMap((id) => {
        const partner = cards.get(id);
        const weight = CASE_WEIGHT * caseShare(head.organisations.length);
        return partner ? [{ card, partner, kind: kindOf(partner), weight }] : [];
      });
    case "scheme":
      return head.schemeType.some((type) => PLACES.has(type))
        ? [{ card, partner: card, kind: kindOf(card), weight: 1 }]
        : [];
    default:
      return [];
  }
}

/** Where many took part, what is told is less about each of them. */
function caseShare(organisations: number): number {
  return Math.min(1, Math.sqrt(3 / organisations));
}

function kindOf({ head }: Entry): OfferKind {
  if (head.kind === "organisation") return { organisation: ORGANISATION_TYPES[head.orgType] };
  if (head.kind !== "scheme") return {};
  const is = (...types: readonly string[]) => head.schemeType.some((type) => types.includes(type));
  if (is("fund")) return { organisation: "bank" };
  if (is("facility", "incubation")) return { seed: "testbed", organisation: "support-body" };
  if (is("programme") && head.supports.includes("rd")) return { seed: "testbed" };
  return { organisation: "support-body" };
}
