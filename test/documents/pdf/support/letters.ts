/** How often each letter and digit stands in a text. */
export function lettersOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [letter] of text.normalize("NFKC").matchAll(/[\p{L}\p{N}]/gu)) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}

/** Share of a text's letters that the other one has as often; all of none. */
export function lettersIn(text: string, other: ReadonlyMap<string, number>): number {
  const counts = [...lettersOf(text)];
  const found = counts.reduce(
    (sum, [letter, count]) => sum + Math.min(count, other.get(letter) ?? 0),
    0,
  );
  return counts.length === 0 ? 1 : found / counts.reduce((sum, [, count]) => sum + count, 0);
}
