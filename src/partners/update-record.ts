import type { Bilingual } from "../errors.ts";
import { canonicalJson } from "../ledger/canonical-json.ts";
import { CONFIDENTIALITIES, type Confidentiality } from "../ledger/vocabulary.ts";
import { type Organisation, type Seed, STATUS_LABELS, type Status } from "./records.ts";

/**
 * What somebody says of a record. A field that is absent was not spoken of; one that is `undefined`
 * was emptied.
 */
export type Told<T> = { readonly [Field in keyof T]?: T[Field] | undefined };

interface Registered {
  readonly disclosure: Confidentiality;
  readonly status: Status;
  readonly asOf: string;
}

/** What a new record has where nobody says otherwise, and an emptied field that cannot be absent. */
export type Defaults<T> = Told<T> & Pick<Registered, "disclosure" | "status">;

// Who gave no word on who may see it, meant no one outside.
const DISCREET = { disclosure: "coordinators", status: "active" } as const;

export const NEW_ORGANISATION: Defaults<Organisation> = {
  ...DISCREET,
  aliases: [],
  fields: [],
  type: "firm",
};

export const NEW_SEED: Defaults<Seed> = {
  ...DISCREET,
  description: "",
  keywords: [],
  type: "capability",
};

/**
 * The record after what was told of it, `was` itself when that changes nothing. The date of what is new
 * or had its date emptied is `today` (YYYY-MM-DD). The caller has seen to it that a new record gets all
 * that has no default.
 */
export function updateRecord<T extends Registered>(
  told: Told<T>,
  was: T | undefined,
  { defaults, today }: { readonly defaults: Defaults<T>; readonly today: string },
): T {
  const record = merged(told, was ?? defaults, defaults);
  const { asOf } = record;
  // What was told has the fields of a record, and the defaults have the rest.
  const dated = (date: string) => ({ ...record, asOf: asOf ?? date }) as unknown as T;
  return was && isSame(dated(was.asOf), was) ? was : dated(today);
}

/** One loop over the fields: a sheet has a million cells. */
function merged<T>(told: Told<T>, base: Told<T>, defaults: Told<T>): Fields {
  const record: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(base)) {
    if (!(field in told)) record[field] = value;
  }
  for (const [field, value] of Object.entries(told)) {
    const now = value ?? (defaults as Fields)[field];
    if (now !== undefined) record[field] = now;
  }
  return record;
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether two things say the same, whatever the order of their fields. */
export function isSame(a: object, b: object): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

export interface Unspoken {
  readonly field: "disclosure" | "status";
  readonly what: Bilingual;
}

/** What would show a record to more people, or open it again, only because a cell was left empty. */
export function leftUnsaid<T extends Registered>(
  told: Told<T>,
  was: T | undefined,
  defaults: Defaults<T>,
): readonly Unspoken[] {
  if (!was) return [];
  const isEmptied = (field: Unspoken["field"]) => field in told && told[field] === undefined;
  const found: Unspoken[] = [];
  if (isEmptied("disclosure") && isWider(defaults.disclosure, was.disclosure)) {
    found.push({ field: "disclosure", what: wider(was.disclosure) });
  }
  if (isEmptied("status") && was.status === "closed") {
    found.push({ field: "status", what: REOPENED });
  }
  return found;
}

/** From the widest to the strictest. */
const LEVELS = Object.keys(CONFIDENTIALITIES);

function isWider(one: Confidentiality, other: Confidentiality): boolean {
  return LEVELS.indexOf(one) < LEVELS.indexOf(other);
}

function wider(level: Confidentiality): Bilingual {
  const { ja, en } = CONFIDENTIALITIES[level];
  return {
    ja: `今は「${ja}」です。空欄にすると見える人が増えます。「${ja}」か、新しい公開範囲をはっきり書いてください。`,
    en: `It is "${en}" now; an empty cell would show it to more people. Write "${en}" or the new level.`,
  };
}

const REOPENED: Bilingual = {
  ja: `今は「${STATUS_LABELS.closed.ja}」です。空欄のままでは再開しません。「${STATUS_LABELS.closed.ja}」か「${STATUS_LABELS.active.ja}」をはっきり書いてください。`,
  en: `It is closed now and an empty cell does not open it again. Write "${STATUS_LABELS.closed.en}" or "${STATUS_LABELS.active.en}".`,
};
