import { mendTornFigures } from "./torn-figures.ts";

/** A line of a document that says something. */
export interface Line {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** As it reads: doubled text once, letters set apart joined, torn figures mended. */
  readonly text: string;
  /** Figures in it have lost what they are figures of. */
  readonly doubtful: boolean;
  /** From 1. */
  readonly number: number;
  readonly lastNumber: number;
  /** The page, slide or sheet it is on, from 1. */
  readonly sheet: number;
  /** Sheets that one text runs through are one part: a report of many pages, a single slide. From 1. */
  readonly part: number;
  readonly blankBefore: boolean;
}

/**
 * The lines of a cleaned text, blank ones left out. Letters printed one below the other become one
 * line, a lone bullet joins the line below, text printed twice or more in a row is read once.
 */
export function readLines(text: string): readonly Line[] {
  const raws = rawsOf(text);
  const starts = sheetStarts(raws);
  const lines: Line[] = [];
  let place = { sheet: 1, part: 1 };
  let blank = false;
  for (const [i, raw] of raws.entries()) {
    if (starts.has(i) && i > 0) {
      place = { sheet: place.sheet + 1, part: place.part + (raw.runsOn ? 0 : 1) };
    }
    if (raw.text.trim() !== "") {
      lines.push(lineOf(raw, { ...place, blankBefore: blank }));
      blank = false;
    } else blank ||= !raw.runsOn;
  }
  return joinVertical(joinBullets(lines));
}

interface Raw {
  readonly text: string;
  readonly start: number;
  readonly number: number;
  /** Begins with a form feed that stands behind text: the text goes on over the page. */
  readonly runsOn: boolean;
}

/** The lines of a text, cut also where a page begins within a line. */
function rawsOf(text: string): readonly Raw[] {
  const raws: Raw[] = [];
  let start = 0;
  for (const [i, line] of text.split("\n").entries()) {
    for (const [k, part] of line.split(/(?<=.)(?=\f)/u).entries()) {
      raws.push({ text: part, start, number: i + 1, runsOn: k > 0 });
      start += part.length;
    }
    start++;
  }
  return raws;
}

/**
 * Where sheets begin: at form feeds; else after a printed page number, where lone numbers count
 * through the document; else, where only few lines are indented by exactly one space, at each of
 * these (so extraction marks pages).
 */
function sheetStarts(raws: readonly Raw[]): ReadonlySet<number> {
  const where = (test: (raw: string) => boolean) =>
    raws.flatMap(({ text }, i) => (test(text) ? [i] : []));
  const feeds = where((raw) => raw.startsWith("\f"));
  if (feeds.length > 0) return new Set(feeds);
  const numbered = pageNumbers(raws);
  if (numbered.length > 0) return new Set(numbered.map((i) => i + 1));
  const indented = where((raw) => /^ \S/u.test(raw));
  const filled = where((raw) => raw.trim() !== "").length;
  return new Set(indented.length < filled * 0.06 ? indented : []);
}

/** Fewest pages that make a count, and least distance in lines between two page numbers. */
const MIN_PAGES = 3;
const MIN_PAGE_LINES = 25;

/** Lines of the page numbers 1, 2, 3 …, when they count to the last third of the text; else none. */
function pageNumbers(raws: readonly Raw[]): readonly number[] {
  const found: number[] = [];
  for (const [i, { text }] of raws.entries()) {
    const apart = i - (found.at(-1) ?? -MIN_PAGE_LINES) >= MIN_PAGE_LINES;
    const plain = text.normalize("NFKC").trim();
    if (apart && plain === String(found.length + 1)) found.push(i);
  }
  const last = found.at(-1) ?? 0;
  return found.length >= MIN_PAGES && last > (raws.length * 2) / 3 ? found : [];
}

type Place = Pick<Line, "sheet" | "part" | "blankBefore">;

function lineOf({ text: raw, start, number }: Raw, place: Place): Line {
  const indent = raw.length - raw.trimStart().length;
  const trimmed = raw.trim();
  const once = readOnce(trimmed);
  const { text, doubtful } = mendTornFigures(joinSpaced(once));
  return {
    ...place,
    start: start + indent,
    end: start + indent + once.length,
    text,
    doubtful,
    number,
    lastNumber: number,
  };
}

/** X of XX or XXX, for an X of four letters or more. */
function readOnce(text: string): string {
  for (const times of [4, 3, 2]) {
    if (text.length % times !== 0 || text.length / times < 4) continue;
    const part = text.slice(0, text.length / times);
    if (part.repeat(times) === text) return part.trimEnd();
  }
  return text;
}

/** 岡 山 県 → 岡山県, when nothing but single letters stands between the spaces. */
function joinSpaced(text: string): string {
  return /^(?:\p{L}[ 　]+){2,}\p{L}$/u.test(text) ? text.replace(/[ 　]/gu, "") : text;
}

/** A bullet that stands alone belongs to the line below. */
function joinBullets(lines: readonly Line[]): readonly Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && /^[○●◎・•⚫◇◆]$/u.test(last.text) && last.sheet === line.sheet) {
      joined[joined.length - 1] = {
        ...line,
        start: last.start,
        number: last.number,
        text: last.text + line.text,
      };
    } else {
      joined.push(line);
    }
  }
  return joined;
}

/** Two lines or more of one letter each, one directly below the other, are a word set vertically. */
function joinVertical(lines: readonly Line[]): readonly Line[] {
  const joined: Line[] = [];
  let open = false;
  for (const line of lines) {
    const last = joined.at(-1);
    const letter = /^[\p{L}①-⑳・]{1,2}$/u.test(line.text);
    const follows = open && letter && !line.blankBefore && last?.lastNumber === line.number - 1;
    if (last && follows) {
      joined[joined.length - 1] = {
        ...last,
        end: line.end,
        text: last.text + line.text,
        lastNumber: line.number,
      };
    } else {
      joined.push(line);
    }
    open = letter;
  }
  return joined;
}
