// Control characters, TAB and LF excepted, and code points that are no characters: no cell can show
// them, and XML has no place for most.
const NO_PLACE = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}/gu;

/** The text as a cell can hold it: well-formed, `\n` line ends, no control characters but TAB. */
export function cellText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, "\n").replace(NO_PLACE, "");
}
