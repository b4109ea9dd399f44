/** What a figure in a text is a figure of. */
export type QuantityKind = "money" | "ratio" | "duration" | "date" | "count";

export interface Quantity {
  readonly kind: QuantityKind;
  /** As it stands in the NFKC form of the text: 5,607万円, 4割, 平成16年度, 351人. */
  readonly text: string;
  /** What is counted, for counts and durations: 人, 社, 事業所, 年. Empty for other kinds. */
  readonly unit: string;
}

// In this order: what an earlier pattern has taken is not looked at again. A number is one class of
// characters, never a repeated group, and is tried from its first digit only: otherwise a long row
// of digits would be gone through once for each of them.
const PATTERNS: readonly (readonly [QuantityKind, RegExp])[] = [
  ["money", /(?<!\d[,.兆億万千百]*)\d[\d,.兆億万千百]*(?:円|ユーロ|ドル|ポンド)|€\d[\d.,]*/gu],
  [
    "ratio",
    /(?<!\d[億万兆]*)\d[\d億万兆]*分の\d+|(?<!\d)\d+\/\d+(?![\d/])|(?<!\d[.,]*)\d[\d.,]*\s?(?:%|割|倍|ポイント)/gu,
  ],
  ["duration", /(?<!\d)(\d+)(年間|[ヶかカヵ]月|日間|週間|年以内|年以上)/gu],
  [
    "date",
    /(?:令和|平成|昭和|大正|明治|(?<![A-Za-z])[RHS])(?:元|\d{1,2})(?:年度?)?(?:\d{1,2}月)?(?:\d{1,2}日)?|(?:18|19|20)\d{2}(?:年度?|[-/~〜]\d{1,4})(?:\d{1,2}月)?(?:\d{1,2}日)?|(?<!\d)\d{1,2}年度|(?<!\d)\d{1,2}月(?:\d{1,2}日)?/gu,
  ],
  [
    "count",
    /(?<!\d[,.兆億万千百]*)(\d[\d,.兆億万千百]*)\s?([\p{Script=Han}\p{Script=Katakana}ー]{1,4}|[A-Za-z]{1,3}|つ|の|か所|ヶ所)/gu,
  ],
];

/**
 * The figures of a Japanese text by kind. Money, ratios, durations and dates are told from plain
 * counts by what follows the number; page and section numbers look like counts, so pass sentences.
 */
export function quantitiesIn(text: string): readonly Quantity[] {
  const found: Quantity[] = [];
  let rest = text.normalize("NFKC");
  for (const [kind, pattern] of PATTERNS) {
    for (const match of rest.matchAll(pattern)) {
      found.push({ kind, text: match[0], unit: match[2] ?? "" });
    }
    rest = rest.replace(pattern, (taken) => "、".repeat(taken.length));
  }
  return found;
}
