import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** What a text is indexed and found by. */
export interface Terms {
  /** Words as Intl.Segmenter cuts them, without stop words, and one term a year: y2004. */
  readonly words: readonly string[];
  /** Character pairs, without those of hiragana only. */
  readonly pairs: readonly string[];
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const HIRAGANA_ONLY = /^\p{Script=Hiragana}+$/u;
const RUN = /[\p{L}\p{N}ー]+/gu;

/** Changes whenever the same text may give other terms: an index built otherwise is rebuilt. */
export const TERMS_VERSION = `1/icu-${process.versions.icu}`;

/** Cuts a text into terms. Words of one kana are noise and left out. */
export function termsOf(text: string): Terms {
  const form = searchForm(text);
  const years = yearsIn(text).map((year) => `y${year}`);
  return { words: [...wordsOf(form), ...years], pairs: pairsOf(form) };
}

/** The words of a text in search form, stop words left out. */
export function wordsOf(form: string): readonly string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(form)) {
    if (isWordLike && isTerm(segment)) words.push(stem(segment));
  }
  return words;
}

/** Pairs of neighbouring characters of a text in search form. */
export function pairsOf(form: string): readonly string[] {
  const pairs: string[] = [];
  for (const [run] of form.matchAll(RUN)) {
    const characters = [...run];
    for (let i = 1; i < characters.length; i++) {
      const pair = `${characters[i - 1]}${characters[i]}`;
      if (!HIRAGANA_ONLY.test(pair)) pairs.push(pair);
    }
  }
  return pairs;
}

/** Share of a phrase's pairs that stand in a text, both in search form; 0 for a phrase without pairs. */
export function pairShare(phrase: string, form: string): number {
  const pairs = pairsOf(phrase);
  return pairs.filter((pair) => form.includes(pair)).length / Math.max(1, pairs.length);
}

function isTerm(word: string): boolean {
  return !(STOP_WORDS.has(word) || (word.length === 1 && HIRAGANA_ONLY.test(word)));
}

/** English plurals only: firms → firm, universities → university. Japanese words stay as they are. */
function stem(word: string): string {
  if (!/^[a-z]{4,}$/u.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^su]s$/u.test(word) ? word.slice(0, -1) : word;
}
