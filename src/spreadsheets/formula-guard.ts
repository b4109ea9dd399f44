// What a spreadsheet takes for the beginning of a formula, small and full-width forms included (Excel
// in Japanese turns those into the plain ones), with what it passes over before: white space of every
// kind and characters of no width. TAB begins one by itself: some programs cut the cell there.
const PASSED_OVER =
  "[\\s\\u0085\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]*";
const STARTS = "[=+\\-@\\u2212\\ufe62\\ufe63\\ufe66\\ufe6b＝＋－＠]";
const RISKY = `(?:[\\t\\r\\n\\0]|${PASSED_OVER}${STARTS})`;

// A cell of several lines becomes several cells where a reader does not heed the quotes, so that each
// line counts. A line that has the mark already gets another, so that taking marks off loses nothing.
const RISKY_LINE = new RegExp(`(^|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])(?='*${RISKY})`, "gu");
const MARKED_LINE = new RegExp(`(^|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])'(?='*${RISKY})`, "gu");

/** The text with `'` before every line that a spreadsheet would run as a formula. */
export function guardFormulas(text: string): string {
  return text.replace(RISKY_LINE, "$1'");
}

/** The text as it was before `guardFormulas`. */
export function unguardFormulas(text: string): string {
  return text.replace(MARKED_LINE, "$1");
}
