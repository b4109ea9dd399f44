import { cleanText } from "../text/clean-text.ts";
import { squash } from "../text/search-form.ts";

/** Shorter quotes stand everywhere and prove nothing. */
const LEAST_LENGTH = 5;

/**
 * The whole sentences of a passage that a quote has word for word, white space and a bracket before
 * them aside; `undefined` where it does not stand there, or begins or ends within a sentence: what is
 * left out may be a condition or a denial.
 */
export function sentencesOf(quote: string, passage: string): string | undefined {
  const wanted = squash(cleanText(quote));
  if (wanted.length < LEAST_LENGTH) return undefined;
  const sentences = sentencesIn(cleanText(passage));
  const text = sentences.map(squash).join("");
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const around = overlapping(sentences, at, end);
    const before = text.slice(around.start, at).replace(/\([^()]*\)/gu, "");
    if (!/[\p{L}\p{N}]/u.test(before + text.slice(end, around.end))) return around.text;
  }
  return undefined;
}

const SENTENCE_END =
  /(?<=[。！？!?]|(?<!\b(?:no|co|inc|ltd|corp|vs|etc|approx|dr|mr|ms|mrs|st|\p{L}))\.(?=\s))/iu;

/** The sentences of a text; what stands within brackets ends no sentence around them. */
export function sentencesIn(text: string): readonly string[] {
  const sentences: string[] = [];
  let open = "";
  for (const piece of text.split(SENTENCE_END)) {
    open += piece;
    if (count(open, /[「『（(【［[]/gu) > count(open, /[」』）)】］\]]/gu)) continue;
    sentences.push(open);
    open = "";
  }
  return open === "" ? sentences : [...sentences, open];
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function overlapping(sentences: readonly string[], start: number, end: number) {
  let at = 0;
  const spans = sentences
    .map((text) => {
      const from = at;
      at += squash(text).length;
      return { text, from, to: at };
    })
    .filter(({ from, to }) => from < end && to > start);
  return {
    text: spans.map(({ text }) => text).join(""),
    start: spans[0]?.from ?? start,
    end: spans.at(-1)?.to ?? end,
  };
}
