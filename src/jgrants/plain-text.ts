import { cleanText } from "../text/clean-text.ts";

// What a reader of the page does not see.
const UNREAD = /<!--[\s\S]*?(?:-->|$)|<(script|style|template)\b[\s\S]*?(?:<\/\1\s*>|$)/giu;
const BREAKS = /<br\s*\/?>|<\/?(?:p|div|h[1-6]|ul|ol|dl|dt|dd|table|tr|section|hr)\b[^<>]*>/giu;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  yen: "¥",
  middot: "・",
};

/** HTML as its reader sees it: a line a paragraph or item, cells apart, nothing of tags, scripts and comments. */
export function plainText(html: string): string {
  const text = html
    .replace(UNREAD, "")
    .replace(/\s+/gu, " ")
    .replace(BREAKS, "\n")
    .replace(/<li\b[^<>]*>/giu, "\n・")
    .replace(/<\/t[dh]\s*>/giu, " ")
    .replace(/<\/?[a-z][^<>]*>/giu, "");
  return cleanText(text.replace(/&(#x?[\da-f]+|[a-z]+);/giu, decoded))
    .replaceAll("\ufffd", "")
    .split("\n")
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

function decoded(written: string, name: string): string {
  if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? written;
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
