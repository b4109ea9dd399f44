import { cleanText } from "../text/clean-text.ts";
import { decodeText } from "./decode-text.ts";
import type { ReadOutcome } from "./read-outcome.ts";

/** Longest text in characters: some 10,000 pages. */
const MAX_TEXT = 20_000_000;

/** Reads a text or Markdown file in any of the encodings of Japanese; form feeds part its pages. */
export function readPlain(bytes: Buffer): ReadOutcome {
  const decoded = decodeText(bytes);
  if (decoded.kind === "garbled") return decoded;
  if (decoded.kind === "binary") return { kind: "unknown", why: "bytes that are no text" };
  const text = cleanText(decoded.text);
  if (text.length > MAX_TEXT) return { kind: "too-big", why: `${MAX_TEXT} characters` };
  if (!/\p{L}/u.test(text)) return { kind: "corrupt", why: "no letters" };
  const pages = text.split("\f");
  if (pages.length === 1) return { kind: "read", pages: [{ text }] };
  return { kind: "read", pages: pages.map((page, i) => ({ number: i + 1, text: page })) };
}
