import type { RawPage, RawRun } from "./child-message.ts";
import { anyWide, asTyped, widthOf } from "./readable-text.ts";

/**
 * A run of characters where it stands for a reader: `u` runs along the lines, `v` from line to line.
 * On a page set vertically that is down, and from right to left. In points.
 */
export interface Run {
  readonly text: string;
  readonly u0: number;
  readonly u1: number;
  /** The base line: letters reach from `v - 0.88 size` to `v + 0.12 size`. */
  readonly v: number;
  readonly size: number;
  /** Place in the file, which is mostly the order of writing. */
  readonly order: number;
  /** Set across the lines of its page: a horizontal line on a vertical page, a label on its side. */
  readonly across: boolean;
  /** Distance from the upper edge of the page, as a share of its height; 0.5 for a vertical line, which begins where all do. */
  readonly fromTop: number;
}

interface Raw {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Quarter turns against the clock. */
  readonly turn: number;
  readonly size: number;
  readonly advance: number;
  readonly vertical: boolean;
  readonly order: number;
  readonly fromTop: number;
}

/** The part of the size that stands above the base line, in Japanese fonts. */
const ASCENT = 0.88;
/** From the base line to the middle of a letter. */
const MIDDLE = 0.38;

/** The runs of a page, and whether it is set vertically. */
export function placeRuns(page: RawPage): readonly Run[] {
  const raws = page.runs.map((run, order) => rawOf(run, order, page.height));
  if (isVertical(raws)) return raws.map(placeVertically);
  const turn = commonTurn(raws);
  return raws.map((raw) => placeHorizontally(turn === 0 ? raw : turned(raw, turn)));
}

function rawOf(
  [str, a, b, c, d, e, f, advance, vertical]: RawRun,
  order: number,
  height: number,
): Raw {
  const text = asTyped(str);
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  const lead = text.length - text.trimStart().length;
  const tail = text.length - text.trimEnd().length;
  const turn = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
  const inset = vertical || turn > 0 ? 0 : blankWidth(text.slice(0, lead)) * size;
  return {
    text: text.trim(),
    x: e + inset,
    y: f,
    turn,
    size,
    advance: Math.max(0, advance - inset - blankWidth(text.slice(text.length - tail)) * size),
    vertical: vertical === 1,
    order,
    fromTop: height > 0 ? 1 - f / height : 0,
  };
}

/** In ems. */
function blankWidth(blanks: string): number {
  return [...blanks].reduce((width, blank) => width + (blank === "\u3000" ? 1 : 0.25), 0);
}

/**
 * Whether more of its letters are set below one another than side by side. Not every file says so of
 * its fonts, and Latin on its side and letters that stand alone do not tell.
 */
function isVertical(raws: readonly Raw[]): boolean {
  let below = 0;
  let beside = 0;
  for (const [i, raw] of raws.entries()) {
    const letters = [...raw.text].length;
    if (raw.vertical) below += letters;
    else if (isBelow(raws[i - 1], raw) || isBelow(raw, raws[i + 1])) below++;
    else if (raw.turn === 0 && letters > 1 && anyWide(raw.text, raw.text)) beside += letters;
  }
  return below > beside;
}

function isBelow(above: Raw | undefined, raw: Raw | undefined): boolean {
  if (!above || !raw || raw.turn !== 0 || above.turn !== 0) return false;
  if ([...raw.text].length > 1 || !anyWide(raw.text, above.text)) return false;
  const drop = (above.y - raw.y) / raw.size;
  return Math.abs(above.x - raw.x) < raw.size * 0.3 && drop > 0.5 && drop < 1.35;
}

/** On a vertical page letters stand upright, Latin is turned on its side, and two digits may stand side by side. */
function placeVertically(raw: Raw): Run {
  const { text, x, y, size, turn, order } = raw;
  const upright = turn === 0 && !raw.vertical;
  const across = upright && raw.advance > size * 1.5 && [...text].length > 1;
  const advance = upright ? size : raw.advance;
  const u0 = -y - (upright ? size * ASCENT : 0);
  const toMiddle = upright ? Math.min(raw.advance, size) / 2 : 0;
  const v = raw.vertical || upright ? -(x + toMiddle) + size * MIDDLE : -x;
  const fromTop = across ? raw.fromTop : 0.5;
  return { text, u0, u1: u0 + advance, v, size, order, across, fromTop };
}

function placeHorizontally(raw: Raw): Run {
  const { text, x, y, size, order, fromTop } = raw;
  const across = raw.vertical || raw.turn !== 0;
  const advance = across ? size : raw.advance || widthOf(text) * size;
  return { text, u0: x, u1: x + advance, v: -y, size, order, across, fromTop };
}

/** How most letters are turned. */
function commonTurn(raws: readonly Raw[]): number {
  const letters = [0, 0, 0, 0];
  for (const { turn, text } of raws) letters[turn] = (letters[turn] ?? 0) + text.length;
  return letters.indexOf(Math.max(...letters));
}

function turned(raw: Raw, turn: number): Raw {
  const { x, y } = raw;
  const [toX, toY] = [
    [x, y],
    [y, -x],
    [-x, -y],
    [-y, x],
  ][turn] ?? [x, y];
  return { ...raw, x: toX ?? x, y: toY ?? y, turn: (raw.turn - turn + 4) % 4 };
}
