import { figuresIn } from "../text/figures.ts";
import { squash } from "../text/search-form.ts";

/** How many hashes a sketch keeps, and how many two must share to be of nearly equal texts. */
const SKETCH_SIZE = 24;
const SHARED = 19;
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

interface Sketched {
  readonly sketch: readonly number[];
  readonly text: () => string;
}

/**
 * For each text the first one that it nearly repeats, itself when it repeats none. Texts whose
 * figures differ are never taken for one another: a page that was copied and changed in one number
 * contradicts the other page, and both must be found.
 */
export function foldDuplicates(texts: readonly Sketched[]): readonly number[] {
  const byHash = new Map<number, number[]>();
  return texts.map(({ sketch, text }, number) => {
    const original =
      sketch.length < SKETCH_SIZE ? undefined : nearest(sketch, text(), { byHash, texts });
    if (original !== undefined) return original;
    for (const value of sketch) byHash.set(value, [...(byHash.get(value) ?? []), number]);
    return number;
  });
}

function nearest(
  sketch: readonly number[],
  text: string,
  { byHash, texts }: { byHash: ReadonlyMap<number, readonly number[]>; texts: readonly Sketched[] },
): number | undefined {
  const shared = new Map<number, number>();
  for (const value of sketch) {
    for (const other of byHash.get(value) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  const figures = figuresIn(text).join();
  return [...shared]
    .filter(([, count]) => count >= SHARED)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([other]) => other)
    .find((other) => figuresIn(texts[other]?.text() ?? "").join() === figures);
}
