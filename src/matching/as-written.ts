import { anyForm } from "../search/english-words.ts";
import { searchForm } from "../text/search-form.ts";

/**
 * An expression in search form as it stands in the text that it was read from: ドローン, ベンチャー, NEDO,
 * ものづくり. The expression itself where the text does not have it.
 */
export function asWritten(expression: string, text: string): string {
  const form = anyForm(expression);
  const english = form && new RegExp(form.source, "iu").exec(text)?.[0];
  if (english) return english;
  const end = endOf(expression, text);
  if (end === undefined) return expression;
  let start = end - 1;
  while (start > 0 && !searchForm(text.slice(start, end)).includes(expression)) start--;
  return text.slice(start, wordEnd(text, end)).trim();
}

/** Where the first stretch ends that reads so; what is in a text is in every longer one. */
function endOf(expression: string, text: string): number | undefined {
  if (!searchForm(text).includes(expression)) return undefined;
  let [low, high] = [1, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (searchForm(text.slice(0, middle)).includes(expression)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A long vowel at the end and the s of a plural are not in the search form. */
function wordEnd(text: string, end: number): number {
  const isLatin = /[a-z]$/iu.test(text.slice(0, end).normalize("NFKC"));
  const [more = ""] = (isLatin ? /^\p{Script=Latin}+/u : /^[ーｰ]+/u).exec(text.slice(end)) ?? [];
  return end + more.length;
}
