import { parse } from "yaml";
import { z } from "zod";
import type { Language } from "./language.ts";

export type Slots = Readonly<Record<string, string>>;
/** A text in the reader's language with its slots filled. */
export type SayOf<Key extends string> = (key: Key, slots?: Slots) => string;
export type WordingOf<Key extends string> = (language: Language) => SayOf<Key>;

const bilingual = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });

/** Reads a wording from YAML; throws when a text is missing, unknown or not in both languages. */
export function readTexts<const Key extends string>(
  yaml: string,
  keys: readonly Key[],
): WordingOf<Key> {
  const texts = z.record(z.enum(keys), bilingual).parse(parse(yaml));
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
