import type { NeedType, OrganisationType, SeedType } from "../ledger/vocabulary.ts";

type Fits<Kind extends string> = Readonly<Partial<Record<Kind, number>>>;

// How well a kind of offer answers a type of need, 0 to 1. Set by hand, in coarse steps: which seed
// and which organisation a coordinator would look at first.
const SEEDS: Readonly<Record<NeedType, Fits<SeedType>>> = {
  technical: {
    technology: 1,
    capability: 1,
    material: 1,
    patent: 0.8,
    expertise: 0.8,
    equipment: 0.6,
  },
  research: { technology: 1, expertise: 1, patent: 0.8, material: 0.8, equipment: 0.6, data: 0.6 },
  processing: { capability: 1, technology: 0.8, material: 1 },
  equipment: { equipment: 1, testbed: 0.8, data: 0.5 },
  analysis: { equipment: 1, expertise: 1, technology: 0.8, data: 0.6 },
  sales: { people: 0.6 },
  finance: {},
  people: { people: 1, expertise: 1 },
  ip: { patent: 1, technology: 1 },
  testbed: { testbed: 1, equipment: 0.6, data: 0.6 },
};
const ORGANISATIONS: Readonly<Record<NeedType, Fits<OrganisationType>>> = {
  technical: {
    firm: 1,
    "public-test-centre": 0.8,
    university: 0.7,
    "national-institute": 0.7,
    consortium: 0.6,
    college: 0.6,
  },
  research: {
    university: 1,
    consortium: 1,
    "public-test-centre": 0.9,
    "national-institute": 0.9,
    college: 0.8,
    firm: 0.7,
    "support-body": 0.8,
    tlo: 0.7,
    hospital: 0.8,
  },
  processing: { firm: 1, "public-test-centre": 0.5, consortium: 0.5 },
  equipment: {
    "public-test-centre": 1,
    "support-body": 1,
    university: 0.7,
    "national-institute": 0.8,
    college: 0.6,
    consortium: 0.7,
    "local-government": 0.6,
    firm: 0.4,
  },
  analysis: {
    "public-test-centre": 1,
    "support-body": 0.8,
    university: 0.8,
    "national-institute": 0.8,
    college: 0.6,
    firm: 0.8,
  },
  sales: {
    "support-body": 1,
    consortium: 0.9,
    association: 0.9,
    trader: 1,
    "local-government": 0.8,
    firm: 0.6,
    state: 0.6,
  },
  finance: { bank: 1, "support-body": 0.9, "local-government": 0.8, state: 0.7 },
  people: {
    "support-body": 1,
    university: 0.9,
    college: 0.9,
    "public-test-centre": 0.9,
    consortium: 0.8,
    association: 0.8,
    "local-government": 0.7,
  },
  ip: { tlo: 1, university: 0.9, "public-test-centre": 0.7, "support-body": 0.6 },
  testbed: {
    "local-government": 1,
    consortium: 0.9,
    "support-body": 0.9,
    "public-test-centre": 0.7,
    hospital: 0.8,
    university: 0.6,
  },
};
/** An offer of a kind that no table names may still be what is wanted. */
const UNLIKELY = 0.3;

/** What an offer is, as far as its fit depends on it. A facility, fund or programme has a seed type only. */
export interface OfferKind {
  readonly seed?: SeedType;
  readonly organisation?: OrganisationType;
}

/** How well a kind of offer answers the types of a need: the best over the types, 0 to 1. */
export function fitOf(types: readonly NeedType[], kind: OfferKind): number {
  return Math.max(UNLIKELY, ...types.map((type) => fitForType(type, kind)));
}

/** Of a seed and its holder the seed counts twice. */
function fitForType(type: NeedType, { seed, organisation }: OfferKind): number {
  const asBody = organisation && (ORGANISATIONS[type][organisation] ?? UNLIKELY);
  if (seed === undefined) return asBody ?? 0;
  const asSeed = SEEDS[type][seed] ?? UNLIKELY;
  return asBody === undefined ? asSeed : (2 * asSeed + asBody) / 3;
}
