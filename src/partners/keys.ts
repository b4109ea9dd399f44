/**
 * A key as it is written down: letters and digits in their plain width, and every kind of dash as `-`.
 * A long vowel sign is a dash where nothing before it can be drawn out (ＡＢＣー１).
 */
export function tidyKey(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .replace(/[‐‑‒–—―−]|(?<![\p{Script=Hiragana}\p{Script=Katakana}ー])ー/gu, "-");
}

/** What two keys have in common that are one: ABC-1, abc-1, ＡＢＣ－１. */
export function foldedKey(key: string): string {
  return tidyKey(key).toLowerCase();
}

/** Finds the record that has a key, however the key is written. */
export function finderByKey<T extends { readonly key: string }>(
  records: readonly T[],
): (key: string) => T | undefined {
  const folded = new Map<string, T>();
  // An older register may have two spellings: each is then found by its own.
  const exact = new Map<string, T>();
  for (const record of records) {
    exact.set(record.key, record);
    folded.set(foldedKey(record.key), record);
  }
  return (key) => exact.get(key) ?? folded.get(foldedKey(key));
}

/** What the keys in the examples of the template begin with. */
export const EXAMPLE = "例-";

export function isExample(key: string): boolean {
  return tidyKey(key).startsWith(EXAMPLE);
}

const RECORDS = "partners/";

/** What stands for the path of a file where a record is quoted. */
export function recordPath(key: string): string {
  return RECORDS + key;
}

/** The key of the record that a path names; `undefined` for the path of a file. */
export function keyOfPath(path: string): string | undefined {
  return path.startsWith(RECORDS) ? path.slice(RECORDS.length) : undefined;
}
