import { cleanText } from "../../text/clean-text.ts";
import { squash } from "../../text/search-form.ts";

/** Shorter quotes stand everywhere and prove nothing. */
const LEAST_LENGTH = 5;

/**
 * The sentences of a passage in which a quote stands word for word, white space aside; `undefined`
 * where it does not, or begins or ends within a word or a number: 「5社」 is no quote of 「15社」.
 */
export function sentencesAround(quote: string, passage: string): string | undefined {
  const wanted = squash(cleanText(quote));
  if (wanted.length < LEAST_LENGTH) return undefined;
  const sentences = cleanText(passage).split(/(?<=[。！？!?]|\.(?=\s|$)|\n)/u);
  const text = sentences.map(squash).join("");
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!cutsWord(text, at) && !cutsWord(text, end)) return overlapping(sentences, at, end);
  }
  return undefined;
}

function overlapping(sentences: readonly string[], start: number, end: number): string {
  let at = 0;
  return sentences
    .filter((sentence) => {
      const from = at;
      at += squash(sentence).length;
      return from < end && at > start;
    })
    .join("");
}

const WITHIN_WORD = [
  /[\d,.]\d$|\d[,.]$/u,
  /[ァ-ヺー]{2}$/u,
  /[\p{Script=Han}々]{2}$/u,
  /\d[\p{Script=Han}%]$/u,
];

/** Whether a cut before this place goes through a word. White space between Latin words is not there any more. */
function cutsWord(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return false;
  const around = text.slice(Math.max(0, at - 1), at + 1);
  return WITHIN_WORD.some((pattern) => pattern.test(around));
}
