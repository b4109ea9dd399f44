import { parse } from "yaml";
import { z } from "zod";
import type { Language } from "../text/language.ts";

/** Everything the assistant says in its own words. */
const KEYS = [
  "notFound",
  "notFoundAbout",
  "notStated",
  "withheld",
  "notCurrent",
  "notCurrentAbout",
  "ambiguous",
  "vague",
  "refusedOrder",
  "refusedPersonalData",
  "refusedOpinion",
  "smallTalk",
  "empty",
  "tooLong",
  "sourceDate",
  "sourceUndated",
  "originalLanguage",
  "statusHistoricScheme",
  "statusHistoric",
  "statusPlanned",
  "statusRequested",
  "statusUnknown",
  "statusDocument",
  "statusSuperseded",
  "corrected",
  "unanswered",
  "searched",
  "searchedDocument",
  "columnThing",
  "columnAnswer",
  "columnMoney",
  "columnCount",
  "columnRatio",
  "columnDuration",
  "columnCondition",
  "columnPhase",
  "columnKeyFactor",
  "columnForerunners",
  "emptyCell",
  "whichType",
  "whichPhase",
  "mostDeciding",
] as const;
export type WordingKey = (typeof KEYS)[number];

export type Slots = Readonly<Record<string, string>>;
/** A text in the reader's language with its slots filled. */
export type Say = (key: WordingKey, slots?: Slots) => string;
export type Wording = (language: Language) => Say;

const bilingual = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const schema = z.record(z.enum(KEYS), bilingual);

/** Reads the wording from YAML; throws when a text is missing, unknown or not in both languages. */
export function readWording(yaml: string): Wording {
  const texts = schema.parse(parse(yaml));
  return (language) =>
    (key, slots = {}) =>
      fill(texts[key][language], slots, key);
}

/**
 * Fills `{slots}` in one pass, so that text in a slot is never taken for a template. Throws on a
 * slot that the template lacks or that was not given.
 */
function fill(template: string, slots: Slots, key: string): string {
  const wanted = new Set([...template.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name));
  const unknown = Object.keys(slots).find((name) => !wanted.has(name));
  if (unknown) throw new Error(`Expected no slot {${unknown}} in the wording "${key}"`);
  return template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`Expected a slot {${name}} for the wording "${key}"`);
    return value;
  });
}
