import type { Fragment } from "./fragment.ts";

/** Fragments that are read row by row; one column of a page, or all of it. */
export type Block = readonly Fragment[];

const MAX_DEPTH = 4;
/** Of the gutters that few lines cross, so many are tried. */
const TRIED = 4;
// In ems.
const MIN_GUTTER = 0.8;
const MIN_COLUMN = 8;
/** A column of running text fills this share of its area; cells of a table fill less. */
const MIN_FILLED = 0.62;
const MIN_LINES = 3;

/**
 * The fragments of a page in blocks as they are read: what is set in columns of running text column
 * by column, all else row by row.
 */
export function readingOrder(fragments: readonly Fragment[]): readonly Block[] {
  const along = fragments.filter(({ across }) => !across);
  const first = Math.min(...along.map(({ v }) => v));
  const across = fragments.filter((fragment) => fragment.across);
  const before = across.filter(({ v, u0 }) => v < first || along.every((other) => u0 < other.u0));
  const after = across.filter((fragment) => !before.includes(fragment));
  const blocks = [before, ...columnsOf(along, 0), after];
  return blocks.filter((block) => block.length > 0);
}

function columnsOf(fragments: readonly Fragment[], depth: number): readonly Block[] {
  if (depth === MAX_DEPTH || fragments.length < MIN_LINES * 2) return [fragments];
  const sorted = fragments.toSorted((a, b) => a.v - b.v);
  for (const gutter of guttersOf(sorted)) {
    const segments = segmentsAt(gutter, sorted);
    if (!segments.some(({ kind }) => kind === "columns")) continue;
    return segments.flatMap((segment) =>
      segment.kind === "columns"
        ? [...columnsOf(segment.left, depth + 1), ...columnsOf(segment.right, depth + 1)]
        : [segment.all],
    );
  }
  return [sorted];
}

interface Gap {
  readonly middle: number;
  readonly width: number;
  readonly crossing: number;
}

/** Places along the lines that few of them cross, those that fewest cross first, then the widest. */
function guttersOf(fragments: readonly Fragment[]): readonly number[] {
  const em = typicalSize(fragments);
  const crossing = crossings(fragments, em);
  const gaps: Gap[] = [];
  for (const most of [0, 1, 2, 4, 8, 16]) {
    if (most > fragments.length / 4) break;
    for (const [from, to] of stretches(crossing, (count) => count <= most)) {
      const isInside = from > 0 && to < crossing.length;
      const width = (to - from) / STEPS;
      const middle = (from + to) / 2 / STEPS;
      if (isInside && width >= MIN_GUTTER) gaps.push({ middle, width, crossing: most });
    }
  }
  const start = Math.min(...fragments.map(({ u0 }) => u0));
  return gaps
    .sort((a, b) => a.crossing - b.crossing || b.width - a.width)
    .filter((gap, i) => gaps.findIndex((other) => sameGap(other, gap)) === i)
    .slice(0, TRIED)
    .map(({ middle }) => start + middle * em);
}

function sameGap(a: Gap, b: Gap): boolean {
  return Math.abs(a.middle - b.middle) < 1;
}

/** Steps to the em at which lines are counted. */
const STEPS = 4;
const MAX_STEPS = 4_000;

/** How many fragments stand at each step from the first edge to the last. */
function crossings(fragments: readonly Fragment[], em: number): readonly number[] {
  const start = Math.min(...fragments.map(({ u0 }) => u0));
  const at = (u: number) =>
    Math.min(MAX_STEPS, Math.max(0, Math.round(((u - start) / em) * STEPS)));
  const changes: number[] = [];
  for (const { u0, u1 } of fragments) {
    changes[at(u0)] = (changes[at(u0)] ?? 0) + 1;
    changes[at(u1)] = (changes[at(u1)] ?? 0) - 1;
  }
  let count = 0;
  return Array.from(changes, (change = 0) => {
    count += change;
    return count;
  }).slice(0, -1);
}

function stretches(
  values: readonly number[],
  test: (value: number) => boolean,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const [i, value] of values.entries()) {
    if (!test(value)) continue;
    const last = found.at(-1);
    if (last && last[1] === i) last[1] = i + 1;
    else found.push([i, i + 1]);
  }
  return found;
}

type Segment =
  | { readonly kind: "plain"; readonly all: Block }
  | { readonly kind: "columns"; readonly left: Block; readonly right: Block };

/** What stands between the lines that cross the gutter: columns, where both sides are running text. */
function segmentsAt(gutter: number, sorted: readonly Fragment[]): readonly Segment[] {
  const segments: Segment[] = [];
  let plain: Fragment[] = [];
  let beside: Fragment[] = [];
  const closePlain = () => {
    if (plain.length > 0) segments.push({ kind: "plain", all: plain });
    plain = [];
  };
  const closeBeside = () => {
    const left = beside.filter(({ u1 }) => u1 <= gutter);
    const right = beside.filter(({ u1 }) => u1 > gutter);
    if (areColumns(left, right)) {
      closePlain();
      segments.push({ kind: "columns", left, right });
    } else plain.push(...beside);
    beside = [];
  };
  for (const fragment of sorted) {
    if (fragment.u0 < gutter && fragment.u1 > gutter) {
      closeBeside();
      plain.push(fragment);
    } else beside.push(fragment);
  }
  closeBeside();
  closePlain();
  return segments;
}

function areColumns(left: Block, right: Block): boolean {
  // The last column of a text may be short.
  const isShort = right.length > 0 && right.length < MIN_LINES;
  if (isColumn(left) && (isColumn(right) || (isShort && left.length > 8))) return true;
  return left.length >= MIN_LINES && [left, right].every(isWide) && isWrittenBefore(left, right);
}

/** Columns are written one after the other, a table row by row. */
function isWrittenBefore(left: Block, right: Block): boolean {
  const last = Math.max(...left.map(({ order }) => order));
  return right.every(({ order }) => order > last);
}

function isWide(block: Block): boolean {
  return extentOf(block) >= MIN_COLUMN * typicalSize(block);
}

function extentOf(block: Block): number {
  return Math.max(...block.map(({ u1 }) => u1)) - Math.min(...block.map(({ u0 }) => u0));
}

function isColumn(block: Block): boolean {
  if (block.length < MIN_LINES || !isWide(block)) return false;
  const width = extentOf(block);
  const pitch = linePitch(block);
  const height = (block.at(-1)?.v ?? 0) - (block[0]?.v ?? 0) + pitch;
  const filled = block.reduce((sum, { u0, u1 }) => sum + (u1 - u0) * pitch, 0);
  return filled >= MIN_FILLED * width * height;
}

/** How far below a line the next one below it stands, at the median. */
function linePitch(block: Block): number {
  const distances = block.flatMap((line, i) => {
    const below = block
      .slice(i + 1, i + 8)
      .find((other) => other.u0 < line.u1 && other.u1 > line.u0);
    return below ? [below.v - line.v] : [];
  });
  return median(distances) ?? typicalSize(block);
}

/** The size in which most of a block is set; 1 for none. */
export function typicalSize(block: Block): number {
  return median(block.map(({ size }) => size)) || 1;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
