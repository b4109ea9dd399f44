import type { Entry } from "../corpus/entry.ts";
import type { SynonymGroups } from "../corpus/synonyms.ts";
import { isSeed, type Organisation, type Seed } from "../partners/records.ts";
import { type Passage, passagesOf } from "../search/passage.ts";
import { type PassageList, remembering } from "../search/passage-list.ts";
import { createPassageSearch, searchableTexts } from "../search/passage-search.ts";
import type { SearchableText } from "../search/text-index.ts";
import type { TextSearch } from "../search/text-search.ts";
import { createMeetCard } from "./meeting.ts";
import type { Offer } from "./offers.ts";
import { hasPlace, isNear, type OfferPool } from "./rank-partners.ts";
import { organisationEntry, seedEntry } from "./register-entries.ts";

interface Registered {
  readonly organisations: readonly Organisation[];
  readonly seeds: readonly Seed[];
}

interface Tools {
  readonly synonyms: SynonymGroups;
  readonly glossary: () => SynonymGroups;
  /** The search over texts; kept by the caller for as long as the register stays the same. */
  readonly openTexts: (texts: () => readonly SearchableText[]) => TextSearch;
}

/** How many records are looked at: in the places that the need names, and anywhere. */
const LOOKED_AT = 60;
/** A hundred thousand records need not all exist as passages. */
const KEPT = 5000;

/** One's own organisations and seeds as offers. Records that ended are found too, to say that they ended. */
export function createRegisterPool(registered: Registered, tools: Tools): OfferPool {
  const { organisations } = registered;
  const holders = new Map(organisations.map((each) => [each.key, each]));
  const seeds = registered.seeds.filter(({ organisation }) => holders.has(organisation));
  const records = new Map<string, Organisation | Seed>([...holders]);
  for (const seed of seeds) records.set(seed.key, seed);
  const passages = passagesFor(organisations, seeds, holders);
  const search = createPassageSearch(passages, tools.synonyms, {
    glossary: tools.glossary,
    texts: tools.openTexts(() => searchableTexts(passages)),
  });
  const partners = new Map<string, Entry>();
  const partnerOf = (organisation: Organisation) => {
    const partner = partners.get(organisation.key) ?? organisationEntry(organisation);
    partners.set(organisation.key, partner);
    return partner;
  };
  return {
    origin: "register",
    find: (need) => {
      const near = hasPlace(need) && {
        accept: (area: readonly string[]) => isNear(need, area),
      };
      const hits = [
        ...(near ? search.search(need.query, { limit: LOOKED_AT, ...near }) : []),
        ...search.search(need.query, { limit: LOOKED_AT }),
      ];
      return [...new Set(hits.map(({ passage }) => passage.card))];
    },
    offers: (card) => {
      const record = records.get(card.id);
      if (record === undefined) return [];
      return isSeed(record)
        ? offersOf(card, { seed: record, holder: holders.get(record.organisation), partnerOf })
        : offersOf(card, { holder: record, partnerOf });
    },
    meet: createMeetCard(),
    // What is quoted was read from the register in its present revision.
    stands: () => true,
  };
}

function offersOf(
  card: Entry,
  {
    seed,
    holder,
    partnerOf,
  }: {
    readonly seed?: Seed;
    readonly holder: Organisation | undefined;
    readonly partnerOf: (organisation: Organisation) => Entry;
  },
): readonly Offer[] {
  if (holder === undefined) return [];
  return [
    {
      card,
      partner: partnerOf(holder),
      kind: { organisation: holder.type, ...(seed && { seed: seed.type }) },
      weight: 1,
      terms: (seed ? [seed, holder] : [holder]).map(({ status, expiresOn, disclosure }) => ({
        isClosed: status === "closed",
        disclosure,
        ...(expiresOn !== undefined && { until: expiresOn }),
      })),
    },
  ];
}

/** One passage a record: the organisations, then the seeds. */
function passagesFor(
  organisations: readonly Organisation[],
  seeds: readonly Seed[],
  holders: ReadonlyMap<string, Organisation>,
): PassageList {
  const recordAt = (number: number) => {
    const organisation = organisations[number];
    if (organisation) return { holder: organisation };
    const seed = seeds[number - organisations.length];
    const holder = seed && holders.get(seed.organisation);
    if (!holder) throw new RangeError(`Expected the number of a record, got ${number}`);
    return { seed, holder };
  };
  const at = remembering(KEPT, (number): Passage => {
    const { seed, holder } = recordAt(number);
    const entry = seed ? seedEntry(seed, holder) : organisationEntry(holder);
    const [passage] = passagesOf(entry);
    if (!passage) throw new Error(`Expected a passage of ${entry.id}`);
    return passage;
  });
  return {
    size: organisations.length + seeds.length,
    at,
    area: (number) => {
      const { prefecture } = recordAt(number).holder;
      return prefecture === undefined ? [] : [prefecture];
    },
    kind: (number) => (number < organisations.length ? "organisation" : "seed"),
  };
}
