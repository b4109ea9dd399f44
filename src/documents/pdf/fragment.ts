import type { Run } from "./place-runs.ts";
import { anyWide, widthOf } from "./readable-text.ts";
import { attachReadings, isReadingBeside } from "./readings.ts";

/** Runs of one line without a wide gap between them: a line, or a cell of a row. */
export interface Fragment {
  readonly text: string;
  readonly u0: number;
  readonly u1: number;
  readonly v: number;
  readonly size: number;
  readonly across: boolean;
  readonly fromTop: number;
  /** Place in the file, which is mostly the order of writing. */
  readonly order: number;
}

// In ems.
/** As wide a gap ends a fragment. */
const END_GAP = 1.6;
/** As wide a gap between figures does: they are cells of their own. */
const FIGURE_GAP = 0.6;
/** So much is no gap, even between what was written at different times. */
const NO_GAP = 0.2;
/** What overlaps more stands above or below: a reading, a mark. */
const MAX_OVERLAP = 0.5;
/** A gap wider than those of its line by so much is a blank, where so many tell what is usual. */
const BLANK = 0.18;
const MIN_GAPS = 4;
// Beside punctuation and Latin letters typesetting leaves gaps of its own.
const WIDE_LETTER = /^[\u3005\u3041-\u30fa\u30fc\u3400-\u9fff\uff10-\uff19\uff21-\uff5a]$/u;
/** A reading may be longer than its word, which is then set wider. */
const READING = /.（[\p{Script=Hiragana}\p{Script=Katakana}ー]+）$/u;
/** How far apart base lines of one line may be: a raised figure, a smaller letter. */
const RAISED = 0.4;

/** The runs of a page joined to lines and cells, with doubled print once and readings in brackets. */
export function fragmentsOf(runs: readonly Run[]): readonly Fragment[] {
  const once = withoutDoubles(runs);
  const across = once.filter((run) => run.across).map((run) => [run]);
  const along = inRows(once.filter((run) => !run.across)).flatMap(splitRow);
  return [...across, ...attachReadings(along)].map(fragmentOf);
}

/** Bold print is imitated by printing twice, a hair apart: as runs, or letter by letter within one. */
function withoutDoubles(runs: readonly Run[]): readonly Run[] {
  const seen = new Map<string, Run[]>();
  return runs.flatMap((run) => {
    const same = seen.get(run.text) ?? [];
    // What is doubled was written just before: no need to look through all that reads the same.
    const near = same.slice(-4).some((other) => isNear(run, other));
    if (near) return [];
    same.push(run);
    seen.set(run.text, same);
    return [{ ...run, text: halved(run) }];
  });
}

function isNear(a: Run, b: Run): boolean {
  const reach = a.size * 0.2;
  return Math.abs(a.u0 - b.u0) < reach && Math.abs(a.v - b.v) < reach;
}

function halved({ text, u0, u1, size }: Run): string {
  const letters = [...text];
  const isDouble = letters.length >= 4 && letters.every((letter, i) => letter === letters[i ^ 1]);
  const tight = u1 - u0 < widthOf(text) * size * 0.65;
  return isDouble && tight ? letters.filter((_, i) => i % 2 === 0).join("") : text;
}

/** Things on the same base line, from above, each row from its beginning to its end. */
export function inRows<T extends { u0: number; v: number; size: number }>(
  things: readonly T[],
): readonly T[][] {
  const rows: { v: number; size: number; things: T[] }[] = [];
  for (const thing of things.toSorted((a, b) => a.v - b.v)) {
    const row = rows.at(-1);
    if (row && thing.v - row.v <= RAISED * Math.max(thing.size, row.size)) {
      row.things.push(thing);
      if (thing.size > row.size) Object.assign(row, { v: thing.v, size: thing.size });
    } else rows.push({ v: thing.v, size: thing.size, things: [thing] });
  }
  return rows.map((row) => row.things.sort((a, b) => a.u0 - b.u0));
}

function splitRow(row: readonly Run[]): Run[][] {
  const groups: Run[][] = [];
  for (const run of row) {
    const last = groups.at(-1)?.at(-1);
    if (last && belongTogether(last, run)) groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  return groups;
}

function belongTogether(left: Run, right: Run): boolean {
  const gap = gapBetween(left, right);
  if (gap < -MAX_OVERLAP || isReadingBeside(left, right)) return false;
  if (gap < NO_GAP) return true;
  if (Math.abs(right.order - left.order) !== 1) return false;
  const figures = /\d$/u.test(left.text) && /^[\d△▲-]/u.test(right.text);
  return gap < (figures ? FIGURE_GAP : END_GAP);
}

function gapBetween(left: Run, right: Run): number {
  return (right.u0 - left.u1) / Math.max(left.size, right.size);
}

function fragmentOf(runs: readonly Run[]): Fragment {
  const [first] = runs;
  if (!first) throw new Error("Expected at least one run in a fragment");
  let text = "";
  let size = 0;
  const usual = usualGap(runs);
  for (const [i, run] of runs.entries()) {
    const last = runs[i - 1];
    text += last && isSpaced(last, run, usual) ? ` ${run.text}` : run.text;
    if (run.text.length * 2 > text.length || run.size > size) size = run.size;
  }
  const { u0, fromTop, across, order } = first;
  const u1 = Math.max(...runs.map((run) => run.u1));
  const v = Math.max(...runs.map((run) => run.v));
  return { text, u0, u1, v, size, across, fromTop, order };
}

function isSpaced(left: Run, right: Run, usual: number): boolean {
  const gap = gapBetween(left, right);
  if (gap > (anyWide(left.text, right.text) ? 0.6 : 0.15)) return true;
  return gap - usual > BLANK && areWideLetters(left.text, right.text);
}

/** Between letters that are placed one by one, as most are in a vertical line: how far these are set apart. */
function usualGap(runs: readonly Run[]): number {
  const gaps: number[] = [];
  for (const [i, run] of runs.entries()) {
    const last = runs[i - 1];
    if (last && areWideLetters(last.text, run.text)) gaps.push(gapBetween(last, run));
  }
  const isUneven = runs.some(({ text }) => READING.test(text));
  if (isUneven || gaps.length < MIN_GAPS) return Number.POSITIVE_INFINITY;
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

function areWideLetters(left: string, right: string): boolean {
  return WIDE_LETTER.test(left) && WIDE_LETTER.test(right);
}
