import { htmlLines } from "../documents/html-lines.ts";
import { cleanText } from "../text/clean-text.ts";

/** HTML as its reader sees it: a line a paragraph, item or row, nothing of tags, scripts and comments. */
export function plainText(html: string): string {
  return cleanText(htmlLines(html))
    .replaceAll("\ufffd", "")
    .split("\n")
    .map((line) => line.replace(/^#+ /u, "").replace(/^・ /u, "・").replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
