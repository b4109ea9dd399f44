import type { Fragment } from "./fragment.ts";
import { closedUp, joinWrapped } from "./readable-text.ts";
import { readingOrder } from "./reading-order.ts";
import { linesOf, type TextLine } from "./table-rows.ts";
import { startOf, type TextEdges } from "./text-edges.ts";

/** As much larger than the body, a short line is a heading; the largest are the highest. */
const HEADING_SIZES: readonly (readonly [number, string])[] = [
  [1.6, "#"],
  [1.3, "##"],
  [1.15, "###"],
];
const MAX_HEADING = 40;
// In ems.
/** A line that ends so near to the edge of its block is wrapped there. */
const WRAP = 1.6;
/** A shorter line is wrapped only in mid-sentence. */
const MIN_WRAPPED = 10;
/** Lines farther apart are paragraphs of their own. */
const LINE_DISTANCE = 2.4;
/** Lines are set so much wider apart between paragraphs, where they are at all; in usual distances. */
const SPACED = 1.25;
/** As far apart somebody left a line empty. */
const EMPTY_LINE = 1.6;
/** Where lines end unevenly they end so near to the edge, in ems. */
const RAGGED = 6;
const INDENT = 0.5;
/** Of the longest lines of a block so many are tried for its edge: some may be longer than the rest. */
const EDGES_TRIED = 60;
const HANGING = 3;
/** A line as long is running text. */
const LONG_LINE = 25;
const ENDED = /[。．！？!?:：]$/u;
const SENTENCE_END = /[。．！？!?][」』）)]*$/u;
const BULLET = /^(?:[・•●○◎◆◇■□▪➢✓※☆★◼⇒→]|[−－–](?!\s?\d)|[①-⑳])/u;
const NUMBER =
  /^(?:[（(]?(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]|[ア-オ])[）)．.、](?![\d０-９])|第\s?[\d０-９一二三四五六七八九十]+\s?[章節条項]|[\d０-９]{1,2}[ 　])/u;

/** A date on a line of its own is that of the document. */
const DATE =
  /^(?:(?:令和|平成|昭和)\s?(?:元|[\d０-９]{1,2})|[12１２][\d０-９]{3})\s?年(?:\s?[\d０-９]{1,2}\s?月(?:\s?[\d０-９]{1,2}\s?日)?)?.{0,3}$/u;

/** The size in which most letters of the fragments are set, in points. */
export function bodySize(fragments: readonly Fragment[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of fragments) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  const [most] = [...letters].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? 1;
}

/** A line at the edge of a page's text, in the block that it is set in. */
export interface EdgeLine {
  readonly line: TextLine;
  readonly block: Shape;
  /** Whether a line is left empty between it and the text beside it, or nothing stands there. */
  readonly isApart: boolean;
}

/** A page as a person reads it, and the lines that it begins and ends with. */
export interface PageText {
  readonly text: string;
  readonly first?: EdgeLine | undefined;
  readonly last?: EdgeLine | undefined;
}

/** The blocks of a page in the order in which they are read, each in lines. */
export type PageBlocks = readonly (readonly TextLine[])[];

/** What stands on a page, in the order in which it is read. */
export function blocksOf(fragments: readonly Fragment[]): PageBlocks {
  return readingOrder(fragments).map(linesOf);
}

/**
 * A page as a person reads it: a paragraph, a row of a table (cells between tabs) or a heading to a
 * line, a blank line before headings and between blocks.
 */
export function pageText(
  page: PageBlocks,
  { body, edges }: { readonly body: number; readonly edges: TextEdges },
): PageText {
  const edge = Math.max(...page.flat().map(({ u1 }) => u1));
  const blocks = page.map((lines) => ({ lines, shape: shapeOf(lines, { edge, edges }) }));
  const text = blocks
    .map(({ lines, shape }) => paragraphs(lines, { body, shape }).join("\n"))
    .join("\n\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
  const all = blocks.flatMap(({ lines, shape }) => lines.map((line) => ({ line, block: shape })));
  return { text, first: edgeLine(all.at(0), all.at(1)), last: edgeLine(all.at(-1), all.at(-2)) };
}

type PlacedLine = Omit<EdgeLine, "isApart">;

function edgeLine(at: PlacedLine | undefined, beside: PlacedLine | undefined) {
  if (at === undefined) return undefined;
  const distance = beside ? Math.abs(at.line.v - beside.line.v) : Number.POSITIVE_INFINITY;
  const pitch = Math.max(beside?.block.pitch ?? 0, at.line.size);
  return { ...at, isApart: distance > pitch * EMPTY_LINE };
}

function paragraphs(
  lines: readonly TextLine[],
  { body, shape }: { readonly body: number; readonly shape: Shape },
): readonly string[] {
  const joined: (TextLine & { readonly isApart: boolean })[] = [];
  for (const [i, line] of lines.entries()) {
    const last = lines[i - 1];
    const open = joined.at(-1);
    const text = closedUp(line.text);
    const isApart = last !== undefined && line.v - last.v > shape.pitch * EMPTY_LINE;
    if (last && open && runsOn(last, line, shape)) {
      joined[joined.length - 1] = { ...open, text: closedUp(joinWrapped(open.text, text)) };
    } else joined.push({ ...line, text, isApart });
  }
  return joined.map((line, i) => {
    const mark = headingMark(line, body);
    const above = line.isApart || (mark !== undefined && i > 0) ? "\n" : "";
    return mark === undefined ? `${above}${line.text}` : `${above}${mark} ${line.text}`;
  });
}

/** How a block is set. */
interface Shape {
  /** Where its lines begin, and where they are wrapped. */
  readonly start: number;
  readonly edge: number;
  readonly pitch: number;
}

function shapeOf(
  lines: readonly TextLine[],
  { edge, edges }: { readonly edge: number; readonly edges: TextEdges },
): Shape {
  const start = startOf(lines);
  const usual = edges(start) ?? Number.NEGATIVE_INFINITY;
  return { start, edge: Math.max(rightEdge(lines, edge), usual), pitch: usualPitch(lines) };
}

/** From a line to the next, at the median. */
function usualPitch(lines: readonly TextLine[]): number {
  const distances = lines.slice(1).map(({ v }, i) => v - (lines[i]?.v ?? v));
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 0;
}

/** A quarter of the lines of a block end where it is wrapped; a list that has no such edge is wrapped at that of its page. */
function rightEdge(lines: readonly TextLine[], page: number): number {
  const set = lines.filter(({ isRow }) => !isRow).toSorted((a, b) => b.u1 - a.u1);
  const reach = (edge: number) => set.filter(({ u1, size }) => u1 >= edge - WRAP * size).length;
  const least = Math.max(2, set.length / 4);
  return set.slice(0, EDGES_TRIED).find(({ u1 }) => reach(u1) >= least)?.u1 ?? page;
}

/** The mark of a heading of its size; undefined for what is none. */
function headingMark({ text, size, isRow }: TextLine, body: number): string | undefined {
  const isTitle = text.length <= MAX_HEADING && /\p{L}{2}/u.test(text) && !/[。、，]$/u.test(text);
  if (isRow || !isTitle) return undefined;
  return HEADING_SIZES.find(([times]) => size >= body * times)?.[1];
}

/** Whether a sentence or paragraph goes on from one line to the next. */
function runsOn(last: TextLine, next: TextLine, shape: Shape): boolean {
  const isApart = next.v - last.v > Math.max(LINE_DISTANCE * last.size, shape.pitch * SPACED);
  if (isApart || !areAlike(last, next)) return false;
  const hangs = BULLET.test(last.text) || NUMBER.test(last.text);
  const isIndented = next.u0 > last.u0 + (hangs ? HANGING : INDENT) * last.size;
  const isSpaced = next.v - last.v > shape.pitch * SPACED;
  return !isIndented && !beginsAnew(last, next, isSpaced) && isWrapped(last, next, shape);
}

/** Whether a sentence or paragraph goes on from the last line of a page to the first of the next. */
export function runsOver(last: EdgeLine, next: EdgeLine): boolean {
  if (!areAlike(last.line, next.line) || beginsAnew(last.line, next.line, false)) return false;
  // What stands alone above the text and ends no sentence is a head.
  if (next.isApart && !SENTENCE_END.test(next.line.text)) return false;
  const isIndented = next.line.u0 > next.block.start + INDENT * next.line.size;
  // Columns stand beside one another: as if the next page's were where this one's is.
  const shift = last.block.start - next.block.start;
  const beside = { ...next.line, u0: next.line.u0 + shift, u1: next.line.u1 + shift };
  return !isIndented && isWrapped(last.line, beside, last.block);
}

/** Running text of one size: no cells, no title. */
function areAlike(last: TextLine, next: TextLine): boolean {
  const isCell = last.isRow || next.isRow || /\t/u.test(last.text + next.text);
  return !isCell && Math.abs(last.size - next.size) <= last.size * 0.1;
}

function beginsAnew(last: TextLine, next: TextLine, isSpaced: boolean): boolean {
  if (BULLET.test(next.text) || DATE.test(next.text)) return true;
  return ENDED.test(last.text) && (isSpaced || NUMBER.test(next.text));
}

/** Whether a line ends where the block is wrapped, or in mid-sentence where its neighbours end. */
function isWrapped(last: TextLine, next: TextLine, { edge }: Shape): boolean {
  const slack = WRAP * last.size;
  if (last.u1 >= edge - slack && last.u1 - last.u0 > MIN_WRAPPED * last.size) return true;
  const isOpen =
    /[、，ぁ-ん]$/u.test(last.text) ||
    /^[、。）」ぁ-ん]/u.test(next.text) ||
    last.u1 - last.u0 > LONG_LINE * last.size;
  const isNearEdge = last.u1 >= edge - RAGGED * last.size;
  return isOpen && isNearEdge && !ENDED.test(last.text) && last.u1 >= next.u1 - slack;
}
