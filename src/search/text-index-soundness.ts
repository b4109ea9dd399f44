import type { StringList } from "./string-list.ts";
import type { TermPostings } from "./term-postings.ts";
import type { TextIndex } from "./text-index.ts";

/**
 * Whether an index hangs together, so that no search reads beside its arrays: a checksum tells that
 * bytes are those that were written, not that they were right.
 */
export function isSoundIndex({ words, pairs, forms }: TextIndex): boolean {
  return isSoundList(forms) && arePostings(words) && arePostings(pairs);
}

function arePostings({ size, terms, starts, texts, shares }: TermPostings): boolean {
  return (
    isSoundList(terms) &&
    starts.length === terms.ends.length + 1 &&
    starts[0] === 0 &&
    rises(starts) &&
    starts.at(-1) === texts.length &&
    shares.length === texts.length &&
    texts.every((text) => text < size)
  );
}

function isSoundList({ units, ends }: StringList): boolean {
  return rises(ends) && (ends.at(-1) ?? 0) === units.length;
}

function rises(numbers: Uint32Array): boolean {
  return numbers.every((number, i) => i === 0 || number >= (numbers[i - 1] ?? 0));
}
