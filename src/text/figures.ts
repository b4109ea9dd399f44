/**
 * The numerals of a text, without thousands separators: 23,000千円 → 23000. For comparing what a
 * sentence says with what carries it; units are not looked at.
 */
export function figuresIn(text: string): readonly string[] {
  const plain = text.normalize("NFKC").replace(/(?<=\d),(?=\d{3})/gu, "");
  return [...plain.matchAll(/\d+(?:\.\d+)?/gu)].map(([figure]) => figure);
}
