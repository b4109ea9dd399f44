import { openVectorIndex } from "./cached-vector-index.ts";
import { createExactVectorIndex } from "./exact-vector-index.ts";
import type { Neighbour } from "./vector-index.ts";

interface Options {
  /** The hash of each text, by its number; nothing for one that is not embedded. */
  readonly hashes: readonly (string | undefined)[];
  readonly vectors: ReadonlyMap<string, Float32Array>;
  readonly dimensions: number;
  /** Folder for a graph, where there are so many that it is worth one. */
  readonly folder: string;
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** Up to so many vectors a scan of all is fast enough: 30 ms for 20,000 of 768 numbers. */
const SCANNED = 20_000;
/** How many texts are near. */
const NEAREST = 50;

/** Finds the numbers of the texts that are nearest to a vector, best first. */
export function createMeaningIndex({
  hashes,
  vectors,
  dimensions,
  folder,
  onTrouble,
}: Options): (vector: Float32Array) => readonly Neighbour[] {
  const embedded = hashes.flatMap((hash, number) => {
    const vector = hash === undefined ? undefined : vectors.get(hash);
    return vector ? [{ number, vector }] : [];
  });
  const all = embedded.map(({ vector }) => vector);
  const index =
    all.length <= SCANNED
      ? createExactVectorIndex(all, dimensions)
      : openVectorIndex({ folder, name: "meaning", vectors: all, dimensions, onTrouble });
  return (vector) =>
    index.nearest(vector, NEAREST).flatMap(({ label, similarity }) => {
      const text = embedded[label];
      return text ? [{ label: text.number, similarity }] : [];
    });
}
