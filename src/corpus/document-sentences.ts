import type { Line } from "./document-lines.ts";

/** Longest unit in characters: a longer run without a full stop is cut at its commas. */
export const MAX_UNIT = 240;

/** Cuts a line after each full stop that is not within brackets, and a very long one at its commas. */
export function cutIntoSentences(line: Line): readonly Line[] {
  const cut = (parts: readonly string[], from: Line): readonly Line[] => {
    // Where letters were joined or doubled the text is not its slice: it stays whole.
    if (parts.length === 1 || from.text.length !== from.end - from.start) return [from];
    let start = from.start;
    return parts.map((text) => {
      const part = { ...from, start, end: start + text.length, text };
      start += text.length;
      return part;
    });
  };
  return cut(splitAtStops(line.text), line).flatMap((part) =>
    part.text.length > MAX_UNIT ? cut(part.text.split(/(?<=[、，])/u), part) : [part],
  );
}

/** Cuts a text after each full stop that stands within no brackets: the next bracket does not close. */
function splitAtStops(text: string): readonly string[] {
  const sentences: string[] = [];
  let open = "";
  for (const stretch of text.split(/(?<=[「（(」）)])/u)) {
    const parts = /[」）)]$/u.test(stretch) ? [stretch] : stretch.split(/(?<=。)/u);
    open += parts[0] ?? "";
    for (const part of parts.slice(1)) {
      sentences.push(open);
      open = part;
    }
  }
  return open === "" ? sentences : [...sentences, open];
}
