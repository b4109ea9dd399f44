import { squash } from "../text/search-form.ts";

/** How many hashes a sketch keeps, and how many two must share to be of nearly equal texts. */
const SKETCH_SIZE = 24;
const SHARED = 19;
/** By how many of its smallest hashes a text is looked up: two that are nearly equal share one of them. */
const KEYS = 6;
/** Texts looked at under one hash: what hundreds of texts share is a phrase of the trade. */
const MAX_ALIKE = 40;
/** Length of the character runs that are compared. */
const RUN = 6;

/**
 * The smallest hashes of a text's runs of six characters (a bottom-k sketch, Broder 1997): the
 * share of hashes that two sketches have in common estimates the Jaccard similarity of the texts.
 */
export function sketchOf(text: string): readonly number[] {
  const plain = squash(text);
  const hashes = new Set<number>();
  for (let i = 0; i + RUN <= plain.length; i++) hashes.add(hash(plain, i));
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
}

/** FNV-1a over one run. */
function hash(text: string, from: number): number {
  let value = 0x811c_9dc5;
  for (let i = from; i < from + RUN; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x0100_0193);
  return value >>> 0;
}

/** Figures, and words in kanji and katakana: two texts that differ in one of these say different things. */
function tellingRuns(text: string): string {
  const runs =
    squash(text).match(/\d[\d.,]*|[\p{Script=Han}]{2,}|[\p{Script=Katakana}ー]{2,}/gu) ?? [];
  return [...new Set(runs)].sort().join(" ");
}

interface Sketched {
  readonly sketch: readonly number[];
  readonly text: () => string;
}

/**
 * For each text the first one that it nearly repeats, itself when it repeats none. Texts that
 * differ in a figure, a name or a term are never taken for one another: a page that was copied and
 * changed in one number contradicts the other page, and both must be found.
 */
export function foldDuplicates(texts: readonly Sketched[]): readonly number[] {
  const byHash = new Map<number, number[]>();
  return texts.map((text, number) => {
    if (text.sketch.length < SKETCH_SIZE) return number;
    const keys = text.sketch.slice(0, KEYS);
    const alike = [...new Set(keys.flatMap((key) => byHash.get(key) ?? []))];
    const original = nearest(text, alike, texts);
    if (original !== undefined) return original;
    for (const key of keys) remember(byHash, key, number);
    return number;
  });
}

function remember(byHash: Map<number, number[]>, key: number, number: number): void {
  const same = byHash.get(key);
  if (!same) byHash.set(key, [number]);
  else if (same.length < MAX_ALIKE) same.push(number);
}

/** Of the texts that share a key the one with most hashes in common, if that is nearly all. */
function nearest(
  { sketch, text }: Sketched,
  others: readonly number[],
  texts: readonly Sketched[],
): number | undefined {
  const own = new Set(sketch);
  const close = others
    .map((number) => ({ number, other: texts[number] }))
    .map(({ number, other }) => ({
      number,
      shared: other?.sketch.filter((value) => own.has(value)).length ?? 0,
    }))
    .filter(({ shared }) => shared >= SHARED)
    .sort((a, b) => b.shared - a.shared || a.number - b.number);
  if (close.length === 0) return undefined;
  const told = tellingRuns(text());
  return close.find(({ number }) => tellingRuns(texts[number]?.text() ?? "") === told)?.number;
}
