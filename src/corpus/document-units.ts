import type { Unit } from "./document.ts";
import type { Line } from "./document-lines.ts";
import { cutIntoSentences, MAX_UNIT } from "./document-sentences.ts";

/** A unit with what is needed to gather units under headings. */
export interface PlacedUnit extends Unit {
  readonly text: string;
  readonly sheet: number;
  readonly part: number;
  readonly lines: readonly [number, number];
  /** Rank of the heading that it is, 1 the highest; absent when it is none. */
  readonly level?: number;
}

const MAX_HEADING = 44;

const ITEM =
  /^(?:[・•⚫●○◯◎☆★◇◆■□◼✓✔➢▶※‣*＊]|[-–—－−]\s?(?!\d)|[（(]?(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]|[ア-オ])[）)．.](?![\d０-９])|[①-⑳]|#{1,6}\s|[＜<【〔]|[１-９]\s|[ⅠⅡⅢⅣⅤ][．.\s])/u;
const HEADINGS: readonly (readonly [number, RegExp])[] = [
  [1, /^#\s/u],
  [
    1,
    /^(?:第\s?[\d一二三四五六七八九十０-９]+[章部節編]|[１-９\d]{1,2}(?:[．.]|[ 　])(?![\d０-９])|\d+(?:-\d+)+[.．]?\s)/u,
  ],
  [2, /^(?:##\s|【[^】]*】|[（(][１-９\d]{1,2}[）)]|[ⅠⅡⅢⅣⅤ][．.])/u],
  [3, /^(?:#{3,6}\s|[①-⑳]|＜[^＞]*＞|<[^>]*>|[◇◆■□◎〔])/u],
];

/** The units of a document in order: headings, items, sentences. */
export function readUnits(lines: readonly Line[]): readonly PlacedUnit[] {
  const typical = typicalWidth(lines);
  // A page begins within a line only where wrapped lines were joined: what is left apart is meant so.
  const areJoined = lines.some((line, i) => isSameLine(line, lines[i + 1]));
  const columns = columnWidths(lines);
  const units: PlacedUnit[] = [];
  let block: Line[] = [];
  const flush = () => {
    for (const unit of unitsOfBlock(block)) units.push(unit);
    block = [];
  };
  for (const [i, line] of lines.entries()) {
    const last = block.at(-1);
    const width = Math.min(typical, columns[i] ?? typical);
    const level = levelOf(line, { before: lines[i - 1], after: lines[i + 1], width });
    if (level !== undefined) {
      flush();
      units.push({ ...unitOf([line]), level });
      continue;
    }
    if (last && !continues(last, line, { width, areJoined })) flush();
    block.push(line);
  }
  flush();
  return units;
}

/** The width at which lines are wrapped: that of the ninth in ten. */
function typicalWidth(lines: readonly Line[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 40;
}

/** Lines below one another without a gap, and narrow: a column of a table or a chart, wrapped at its own width. */
const MIN_COLUMN = 3;
const MAX_COLUMN_WIDTH = 20;

/** For each line the width of the narrow column that it is in; the widest there is when in none. */
function columnWidths(lines: readonly Line[]): readonly number[] {
  const widths: number[] = [];
  let from = 0;
  for (let to = 1; to <= lines.length; to++) {
    const next = lines[to];
    if (next && !next.blankBefore && next.part === lines[from]?.part) continue;
    const run = lines.slice(from, to);
    const widest = run.reduce((width, { text }) => Math.max(width, text.length), 0);
    const isColumn = run.length >= MIN_COLUMN && widest <= MAX_COLUMN_WIDTH && widest >= 6;
    for (const _ of run) widths.push(isColumn ? widest / 0.75 : Number.POSITIVE_INFINITY);
    from = to;
  }
  return widths;
}

/** A short line with the mark of a heading, or the first line of a sheet. */
function levelOf(
  line: Line,
  { before, after, width }: { before: Line | undefined; after: Line | undefined; width: number },
): number | undefined {
  const { text } = line;
  if (isSameLine(before, line) || isSameLine(line, after) || !isShort(text)) return undefined;
  const marked = HEADINGS.find(([, pattern]) => pattern.test(text))?.[0];
  if (marked !== undefined) {
    // ① in a run of short items is an item: a heading has something below it that is no such mark.
    const sameBelow =
      after !== undefined && HEADINGS.find(([, p]) => p.test(after.text))?.[0] === marked;
    return sameBelow ? undefined : marked;
  }
  const first = before !== undefined && before.part !== line.part && !runsOver(before, line, width);
  return first && !ITEM.test(text) && /\p{L}{2}/u.test(text) ? 1 : undefined;
}

function isShort(text: string): boolean {
  return text.length <= MAX_HEADING && !/[。、，：:]$/u.test(text);
}

interface Setting {
  /** At which lines are wrapped. */
  readonly width: number;
  /** Whether lines that were wrapped have been joined already, as in a PDF. */
  readonly areJoined: boolean;
}

function continues(last: Line, next: Line, { width, areJoined }: Setting): boolean {
  if (isSameLine(last, next)) return true;
  if (last.part !== next.part) return runsOver(last, next, width);
  if (isBare(last.text) || isBare(next.text) || /[。！？!?]$/u.test(last.text)) return false;
  const wrapped = isWrapped(last, next, { width, areJoined });
  // A line that was wrapped before ・ is no item: 熱間クリープ / ・荷重軟化試験炉.
  if (ITEM.test(next.text))
    return /^・\S/u.test(next.text) && !ITEM.test(last.text) && last.text.length >= width * 0.9;
  if (ITEM.test(last.text) && /[）)]$/u.test(last.text)) return false;
  return (
    wrapped || isUnfinished(last.text) || /^[、。）」』ぁ-んーァィゥェォッャュョ]/u.test(next.text)
  );
}

function isWrapped(last: Line, next: Line, { width, areJoined }: Setting): boolean {
  if (next.blankBefore) return last.text.length >= width * 0.8;
  return !areJoined && last.text.length >= width * 0.6;
}

/** Whether both are of one line, that a page begins within. */
function isSameLine(last: Line | undefined, next: Line | undefined): boolean {
  return last !== undefined && last.lastNumber === next?.number;
}

/** Whether a sentence runs over from one sheet to the next. */
function runsOver(last: Line, next: Line, width: number): boolean {
  const open = !/[。！？!?）)]$/u.test(last.text) && !ITEM.test(next.text) && !isBare(last.text);
  // What was joined already, as in a PDF, is not told by its width.
  return open && (last.text.length >= width * 0.8 || isUnfinished(last.text));
}

function isUnfinished(text: string): boolean {
  return /[、，,・のをにがはとでもやへてしりれび]$/u.test(text) || hasOpenBracket(text);
}

function isBare(text: string): boolean {
  return !/\p{L}/u.test(text);
}

function hasOpenBracket(text: string): boolean {
  const opened = text.match(/[（(「『]/gu)?.length ?? 0;
  return opened > (text.match(/[）)」』]/gu)?.length ?? 0);
}

/** The sentences of lines that run on. */
function unitsOfBlock(block: readonly Line[]): readonly PlacedUnit[] {
  const sentences: Line[][] = [];
  let open: Line[] = [];
  for (const line of block.flatMap(cutIntoSentences)) {
    const length = open.reduce((sum, { text }) => sum + text.length, 0);
    if (length + line.text.length > MAX_UNIT && open.length > 0) {
      sentences.push(open);
      open = [];
    }
    open.push(line);
    if (/。[」』）)]?$/u.test(line.text)) {
      sentences.push(open);
      open = [];
    }
  }
  if (open.length > 0) sentences.push(open);
  return sentences.map(unitOf);
}

// A year without its number, or a number that has drifted to the beginning of the line.
const LOST = /(?:令和|平成|昭和)(?=年|$)|^\d[○・]/u;

function unitOf(lines: readonly Line[]): PlacedUnit {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) throw new Error("Expected at least one line in a unit");
  const text = tidy(lines.map((line) => line.text.trim()).reduce(joinText));
  return {
    start: first.start,
    end: last.end,
    text,
    ...((lines.some(({ doubtful }) => doubtful) || LOST.test(text)) && { doubtful: true }),
    sheet: first.sheet,
    part: first.part,
    lines: [first.number, last.lastNumber],
  };
}

/** Wrapped lines join without a space, unless Latin words meet. */
function joinText(left: string, right: string): string {
  return /[A-Za-z0-9,.]$/u.test(left) && /^[A-Za-z0-9]/u.test(right)
    ? `${left} ${right}`
    : left + right;
}

function tidy(text: string): string {
  return text
    .replace(/^#{1,6}\s+/u, "")
    .replace(/\*\*/gu, "")
    .replace(/[ \t\f 　]+/gu, " ")
    .trim();
}
