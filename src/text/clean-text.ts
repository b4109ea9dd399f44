// Control characters (white space kept), zero-width and bidi marks, tag characters. None of them is
// ever part of what a document says, and each of them can hide something from a reader.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what we remove
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * The text as it may be hashed, stored and indexed: well-formed UTF-16, `\n` line ends, nothing
 * invisible. Everything a reader can see is kept as it was.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, "\n").replace(UNSEEN, "");
}
