import type { ReadTitle } from "../read-outcome.ts";

// What a program puts there when nobody gave a title: its own name for a new file, the name or address
// of what it was made from.
const NO_TITLE =
  /^(?:untitled|無題|名称未設定|文書\s?\d*$|document\d*$|presentation\d*$|slide \d|スライド\s?\d|powerpoint|about:|\w+:\/\/)|\.\w{2,5}$|^Microsoft\b/iu;

/**
 * The title that a PDF gives of itself; nothing where it has none or nonsense. The author is a person
 * and nobody's business; the day on which the file was made is not the date of what it says.
 */
export function readTitle(given: string): ReadTitle {
  const title = given.trim();
  const isText = /\p{L}{2}/u.test(title) && !/[\p{Cc}\ufffd]/u.test(title);
  return isText && !NO_TITLE.test(title) ? { title } : {};
}
