import { shownText } from "../../text/clean-text.ts";
import type { Language } from "../../text/language.ts";

/** What stands where something was left out. */
export const LEFT_OUT: Readonly<Record<Language, string>> = { ja: "（以下略）", en: " (cut here)" };

const GRAPHEMES = new Intl.Segmenter("ja", { granularity: "grapheme" });
/** A cut goes back to the end of a sentence, unless more than half of what fits would be lost. */
const SENTENCE_END = /.*(?:[。！？\n]|[.!?](?=\s))/su;

type Size = (text: string) => number;
const length: Size = (text) => text.length;

/**
 * A text cleaned of what nobody can see, at most `most` UTF-16 units long with the mark of what was
 * left out: cut after a sentence or a line, else between letters as people see them, never within a
 * surrogate pair. `size` says what a piece costs where that is not its length.
 */
export function cut(text: string, most: number, language: Language, size: Size = length): string {
  // No letter costs less than it is long: what stands far behind the end is not looked at.
  const end = 2 * most + 500;
  const near = shownText(text.slice(0, end));
  if (text.length <= end && near.length <= most && size(near) <= most) return near;
  const mark = LEFT_OUT[language];
  const fitting = longestPrefix(near, most - size(mark), size);
  const sentences = SENTENCE_END.exec(fitting)?.[0] ?? "";
  return (sentences.length * 2 >= fitting.length ? sentences : fitting).trimEnd() + mark;
}

function longestPrefix(text: string, most: number, size: Size): string {
  const near = text.slice(0, Math.max(0, most) + 64);
  const letters = [...GRAPHEMES.segment(near)].map(({ segment }) => segment);
  const whole = fittingPrefix(letters, most, size);
  // One letter may have more marks than there is room.
  return (whole === "" ? fittingPrefix([...near], most, size) : whole).toWellFormed();
}

function fittingPrefix(pieces: readonly string[], most: number, size: Size): string {
  let room = most;
  const taken: string[] = [];
  for (const piece of pieces) {
    room -= size(piece);
    if (room < 0) break;
    taken.push(piece);
  }
  return taken.join("");
}

/** The end of a text, at most `most` UTF-16 units long, from the beginning of a sentence where there is one. */
export function ending(text: string, most: number): string {
  if (text.length <= most) return text;
  const near = text.slice(text.length - Math.max(0, most));
  const after = /[。！？\n]/u.exec(near.slice(0, near.length / 2));
  if (after) return near.slice(after.index + 1);
  // The first letter may be the rest of one that began before.
  return [...GRAPHEMES.segment(near)]
    .slice(1)
    .map(({ segment }) => segment)
    .join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Escapes what Slack reads as control in a plain `text`: nothing in it mentions or links. */
function escaped(text: string): string {
  return text.replace(/[&<>]/gu, (c) => ESCAPES[c] ?? c);
}

/** Longest top-level text that Slack is given; beyond 4,000 it would make several messages of one. */
const MOST_FALLBACK = 3000;

/** A text for notifications and screen readers: escaped, at most 3,000 characters with the escapes. */
export function fallbackOf(text: string, language: Language): string {
  return escaped(cut(text, MOST_FALLBACK, language, (piece) => escaped(piece).length));
}
