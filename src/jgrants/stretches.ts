/** Longest stretch of a text that becomes a sentence of a card: an answer has 400 characters in all. */
const MAX_STRETCH = 160;
/** Values of a vocabulary that one sentence names. */
const NAMED_AT_ONCE = 6;

/** A text in stretches that can stand as statements: sentences, and short lines joined. */
export function stretchesOf(text: string): readonly string[] {
  const parts = text
    .split("\n")
    .flatMap((line) => line.split(/(?<=。)(?![」）)])/u))
    .flatMap(inRoom)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const stretches: string[] = [];
  for (const part of parts) {
    const last = stretches.at(-1);
    const joins =
      last !== undefined && !last.endsWith("。") && last.length + part.length < MAX_STRETCH;
    if (joins) stretches[stretches.length - 1] = `${last} ${part}`;
    else stretches.push(part);
  }
  return stretches;
}

/** A sentence that is too long in pieces that end at commas, or where the room ends. */
function inRoom(sentence: string): readonly string[] {
  const pieces = new RegExp(`.{1,${MAX_STRETCH - 1}}(?:[、，。]|$)|.{1,${MAX_STRETCH}}`, "gsu");
  return sentence.length <= MAX_STRETCH ? [sentence] : (sentence.match(pieces) ?? []);
}

/** The values that one sentence names, a list each. */
export function chunks(values: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(values.length / NAMED_AT_ONCE);
  return Array.from({ length: count }, (_, i) =>
    values.slice(i * NAMED_AT_ONCE, (i + 1) * NAMED_AT_ONCE),
  );
}

/** A text on one line, with … for what is more than so many characters. */
export function cut(text: string, most: number): string {
  const flat = text.replace(/\s+/gu, " ");
  return [...flat].length <= most ? flat : `${[...flat].slice(0, most - 1).join("")}…`;
}
