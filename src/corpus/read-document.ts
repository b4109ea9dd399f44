import { cleanText } from "../text/clean-text.ts";
import { type AsOf, parsePrintedDate } from "./as-of.ts";
import type { Document, Extract, Unit } from "./document.ts";
import { asOfHead, type DocumentHead } from "./document-head.ts";
import { type Line, readLines } from "./document-lines.ts";
import { type PlacedUnit, readUnits } from "./document-units.ts";
import { sketchOf } from "./near-duplicates.ts";

/** Length in characters up to which units are packed into one extract. */
const PACKED = 450;
/** How many of the first lines may hold the title and the date. */
const TITLE_PAGE_LINES = 40;
const MAX_TITLE = 80;
/** What may stand beside the date of a document in its line: 付, 現在, 発行. */
const BESIDE_DATE = 6;

/**
 * Reads a plain or Markdown text: cleaned, cut into units, packed under its headings. Nothing of the
 * text is lost; what could not be made sense of is marked in its unit. `head` is what is known of a
 * document that was added under a name.
 */
export function readDocument(
  path: string,
  file: string,
  { name, head }: { readonly name?: string; readonly head?: DocumentHead | undefined } = {},
): Document {
  const text = cleanText(file);
  const lines = readLines(text);
  const titlePage = lines.filter(({ number, sheet }) => number <= TITLE_PAGE_LINES && sheet === 1);
  const asOf = (head && asOfHead(head)) ?? dateOf(titlePage);
  return {
    id: path,
    path,
    title: head?.title ?? titleOf(titlePage) ?? name ?? path,
    ...(asOf && { asOf }),
    ...(name !== undefined && { name }),
    ...(head?.publisher !== undefined && { publisher: head.publisher }),
    ...(head && head.visibility !== "public" && { visibility: head.visibility }),
    ...(head?.pages !== undefined && { pages: head.pages }),
    text,
    extracts: pack(readUnits(lines), text),
  };
}

/** The first lines that say something other than a page number or a date. */
function titleOf(lines: readonly Line[]): string | undefined {
  const telling = lines.filter(({ text }) => /\p{L}{3}/u.test(text) && !FULL_DATE.test(text));
  const [first] = telling;
  if (!first) return undefined;
  const title = [first];
  for (const line of telling.slice(1)) {
    const last = title.at(-1) ?? first;
    const heads = /^#/u.test(first.text) && /^#/u.test(line.text);
    const below = line.number === last.lastNumber + 1 && !/。$/u.test(last.text);
    if (!(heads || below) || title.length === 3) break;
    title.push(line);
  }
  return title
    .map(({ text }) => text.replace(/^#+\s*/u, ""))
    .join(" ")
    .slice(0, MAX_TITLE);
}

const FULL_DATE =
  /(?:(?:令和|平成|昭和)\s?(?:元|[\d０-９]{1,2})|[12１２][\d０-９]{3})\s?年\s?[\d０-９]{1,2}\s?月(?:\s?[\d０-９]{1,2}\s?日)?/u;

/** The first date with year and month on the title page. */
function dateOf(lines: readonly Line[]): AsOf | undefined {
  // A date within a sentence dates what the sentence tells.
  const printed = lines
    .flatMap(({ text }) => {
      const date = FULL_DATE.exec(text)?.[0] ?? "";
      return date !== "" && text.length - date.length <= BESIDE_DATE ? [date] : [];
    })
    .at(0);
  return printed === undefined ? undefined : parsePrintedDate(printed);
}

/** Packs neighbouring units of one part; a heading begins another extract unless the last is all heading. */
function pack(units: readonly PlacedUnit[], document: string): readonly Extract[] {
  const paths = headingPaths(units);
  const groups: number[][] = [];
  for (const [i, unit] of units.entries()) {
    const open = groups.at(-1);
    const joins =
      open !== undefined &&
      fits(
        unit,
        open.flatMap((at) => units[at] ?? []),
      );
    if (joins) open.push(i);
    else groups.push([i]);
  }
  return groups.map((group) => {
    const members = group.flatMap((at) => units[at] ?? []);
    const text = members.findIndex(({ level }) => level === undefined);
    // Headings at the beginning lead to the text; the last of them knows the others.
    return extractOf(members, paths[group[Math.max(0, text - 1)] ?? 0] ?? [], document);
  });
}

/** For each unit the headings it stands under, its own included; a part begins with the title of its first sheet. */
function headingPaths(units: readonly PlacedUnit[]): readonly (readonly PlacedUnit[])[] {
  const titles = sheetTitles(units);
  let path: Path = [];
  return units.map((unit, i) => {
    if (unit.part !== units[i - 1]?.part) path = [titles.get(unit.sheet)];
    if (unit.level !== undefined) path = under(path, unit.level, unit);
    return path.filter((heading) => heading !== undefined);
  });
}

/** Headings by their rank, the highest first; a rank may be missing. */
type Path = readonly (PlacedUnit | undefined)[];

/** Whether a unit may join the extract: there is room, and no section begins after text of another. */
function fits(unit: PlacedUnit, open: readonly PlacedUnit[]): boolean {
  const length = open.reduce((sum, { text }) => sum + text.length, 0);
  if (open[0]?.part !== unit.part || length + unit.text.length > PACKED) return false;
  const { level } = unit;
  const onlyHeadings = open.every((other) => other.level !== undefined);
  return level === undefined || onlyHeadings || (level >= 3 && length <= PACKED / 3);
}

/** The path of headings when one of a rank comes after it. */
function under(path: Path, level: number, heading: PlacedUnit): Path {
  const above = Array.from({ length: level - 1 }, (_, i) => path[i]);
  return [...above, heading];
}

/** The first heading of the highest rank on each sheet: what the whole sheet is about. */
function sheetTitles(units: readonly PlacedUnit[]): ReadonlyMap<number, PlacedUnit> {
  const titles = new Map<number, PlacedUnit>();
  const several = units.some(({ sheet }) => sheet > 1);
  for (const unit of units) {
    if (several && unit.level === 1 && !titles.has(unit.sheet)) titles.set(unit.sheet, unit);
  }
  return titles;
}

function extractOf(
  units: readonly PlacedUnit[],
  headings: readonly PlacedUnit[],
  document: string,
): Extract {
  const [first] = units;
  const last = units.at(-1);
  if (!first || !last) throw new Error("Expected at least one unit in an extract");
  const stored = ({ start, end, text, level, doubtful }: PlacedUnit): Unit => ({
    start,
    end,
    ...(text !== document.slice(start, end) && { text }),
    ...(level !== undefined && { heads: true }),
    ...(doubtful && { doubtful }),
  });
  return {
    heading: headings.map(({ text }) => text).join(" > "),
    headings: headings.map(stored),
    sheet: first.sheet,
    lines: [first.lines[0], last.lines[1]],
    units: units.map(stored),
    sketch: sketchOf(units.map(({ text }) => text).join("")),
  };
}
