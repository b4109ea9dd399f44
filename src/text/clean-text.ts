// Control characters (white space kept), zero-width and bidi marks, tag characters. None of them is
// ever part of what a document says, and each of them can hide something from a reader.
const UNSEEN =
  "[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\u{e0000}-\\u{e007f}]";
const ALL_UNSEEN = new RegExp(UNSEEN, "gu");

/**
 * The text as it may be hashed, stored and indexed: well-formed UTF-16, `\n` line ends, nothing
 * invisible. Everything a reader can see is kept as it was.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, "\n").replace(ALL_UNSEEN, "");
}

/** The text as it may be shown: clean, and a new line where a page ends. */
export function shownText(text: string): string {
  return cleanText(text).replaceAll("\f", "\n");
}

/** The first invisible character of a text, as it is known: U+200B. A mark of byte order does not count. */
export function unseenIn(text: string): string | undefined {
  const found = new RegExp(UNSEEN, "u").exec(text.replace(/^\ufeff/u, ""))?.[0].codePointAt(0);
  return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The stretch of a text that reads so when it is cleaned; `undefined` when there is none. */
export function stretchReading(cleaned: string, text: string): string | undefined {
  const letters = [...cleaned].map((c) =>
    c === "\n" ? "(?:\\r\\n?|\\n)" : c.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&"),
  );
  return new RegExp(letters.join(`${UNSEEN}*`), "u").exec(text)?.[0];
}
