// What engines that are not ours are given to find Japanese by in their best setting.
import type { SearchableText } from "../../../src/search/text-index.ts";

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const HIRAGANA_ONLY = /^\p{Script=Hiragana}+$/u;
const RUN = /[\p{L}\p{N}ー]+/gu;

/**
 * Words as Intl.Segmenter cuts them, then pairs of neighbouring characters except those of hiragana
 * only; each as often as it occurs. Of the ways to cut Japanese that need no analyser the one that
 * finds most. Deliberately not our own `termsOf`: no stop words, no spellings levelled but NFKC.
 */
export function wordsAndPairs(text: string): string[] {
  const form = text.normalize("NFKC").toLowerCase();
  return [...wordsOf(form), ...pairsOf(form)];
}

function wordsOf(form: string): readonly string[] {
  return Array.from(segmenter.segment(form))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

function pairsOf(form: string): readonly string[] {
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

/** Everything that a text says, for engines that search one field. */
export function wholeOf({ title, heading, body }: SearchableText): string {
  return [title, heading, body].filter(Boolean).join("\n");
}
