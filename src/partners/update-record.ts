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
  const emptied = Object.fromEntries(
    Object.entries(told).map(([field, value]) => [field, value ?? defaultOf(defaults, field)]),
  );
  const { asOf, ...rest } = present({ ...defaults, ...was, ...emptied });
  const dated = (date: unknown) => ({ ...rest, asOf: asOf ?? date }) as unknown as T;
  return was && isSame(dated(was.asOf), was) ? was : dated(today);
}

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

function defaultOf(defaults: object, field: string): unknown {
  // A field without a default becomes absent.
  return (defaults as Readonly<Record<string, unknown>>)[field];
}

function present(record: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
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
