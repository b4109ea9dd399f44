import type { TextLine } from "./table-rows.ts";

/** Where blocks of a document that begin at a place are wrapped, in points; undefined where that cannot be told. */
export type TextEdges = (start: number) => number | undefined;

/** So many lines, and this share of those of such blocks, end where the text is wrapped. */
const MIN_LINES = 6;
const MIN_SHARE = 0.05;

/**
 * Where the text of a document is wrapped, by where its blocks begin: a page of short lines tells
 * nothing of it, the other pages do.
 */
export function textEdges(blocks: readonly (readonly TextLine[])[], body: number): TextEdges {
  const place = (start: number) => Math.round(start / body);
  const ends = new Map<number, number[]>();
  for (const lines of blocks) {
    const at = place(startOf(lines));
    const known = ends.get(at) ?? [];
    for (const { u1, isRow } of lines) if (!isRow) known.push(u1);
    ends.set(at, known);
  }
  const edges = new Map<number, number | undefined>();
  for (const at of ends.keys()) {
    const near = [at - 1, at, at + 1].flatMap((other) => ends.get(other) ?? []);
    edges.set(at, edgeOf(near, body));
  }
  return (start) => edges.get(place(start));
}

/** The farthest place where several lines end within an em. */
function edgeOf(ends: readonly number[], em: number): number | undefined {
  const sorted = ends.toSorted((a, b) => b - a);
  const least = Math.max(MIN_LINES, Math.ceil(sorted.length * MIN_SHARE));
  return sorted.find((end, i) => end - (sorted[i + least - 1] ?? Number.NEGATIVE_INFINITY) < em);
}

/** Where the lines of a block begin. */
export function startOf(lines: readonly TextLine[]): number {
  return lines.reduce((start, { u0 }) => Math.min(start, u0), Number.POSITIVE_INFINITY);
}
