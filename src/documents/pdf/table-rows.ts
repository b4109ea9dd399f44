import { tableLines } from "../table-lines.ts";
import { type Fragment, inRows } from "./fragment.ts";
import { anyWide, joinWrapped } from "./readable-text.ts";
import type { Block } from "./reading-order.ts";

/** A line as it is printed, or a row of a table: tabs between its cells, each with the heading of its column where there are any. */
export interface TextLine {
  readonly text: string;
  readonly u0: number;
  readonly u1: number;
  readonly v: number;
  readonly size: number;
  readonly isRow: boolean;
}

type Row = readonly Fragment[];
type Span = readonly [number, number];

// In ems.
/** As far below the last row one may stand that belongs to the same table. */
const ROW_DISTANCE = 3.2;
/** A gap as wide between what stands in one line is shown as a tab. */
const TAB_GAP = 2;
/** A line of a cell that fills so much of its column goes on below. */
const FULL = 0.85;
/** So many rows above tell where the columns stand: all of a page, as pages are printed. */
const ROWS_LOOKED_AT = 100;
/** Characters of what heads a column, at most. */
const MAX_LABEL = 20;

/** The lines of a block from above; rows that stand in the same columns become rows of a table. */
export function linesOf(block: Block): readonly TextLine[] {
  const lines: TextLine[] = [];
  let table: Row[] = [];
  const flush = () => {
    lines.push(...(isTable(table) ? linesOfTable(table) : table.map(plainLine)));
    table = [];
  };
  for (const row of inRows(block)) {
    if (table.length > 0 && !continuesTable(table, row)) flush();
    if (row.length > 1 || table.length > 0) table.push(row);
    else lines.push(plainLine(row));
  }
  flush();
  return lines;
}

function isTable(rows: readonly Row[]): boolean {
  return rows.filter((row) => row.length > 1).length > 1;
}

function continuesTable(table: readonly Row[], row: Row): boolean {
  const last = table.at(-1);
  const size = sizeOf(row);
  if (!last || vOf(row) - vOf(last) > ROW_DISTANCE * size) return false;
  const columns = columnsOf(table.slice(-ROWS_LOOKED_AT));
  if (row.length > 1) return table.length > 1 || row.some((cell) => fits(cell, columns));
  const [cell] = row;
  // A line of one cell goes on with a cell, when it stands in one column and is no wider.
  return (
    cell !== undefined &&
    fits(cell, columns) &&
    last.some((above) => overlap(above, [cell.u0, cell.u1]) > 0)
  );
}

function fits(cell: Fragment, columns: readonly Span[]): boolean {
  const touched = columns.filter((span) => overlap(cell, span) > 0);
  const [only] = touched;
  return (
    touched.length === 1 &&
    only !== undefined &&
    cell.u1 <= only[1] + cell.size &&
    cell.u0 >= only[0] - cell.size * 2
  );
}

function overlap({ u0, u1 }: Fragment, [from, to]: Span): number {
  return Math.min(u1, to) - Math.max(u0, from);
}

/** Where the columns stand, by the rows that have the most usual number of cells. */
function columnsOf(rows: readonly Row[]): readonly Span[] {
  const counts = new Map<number, number>();
  for (const row of rows)
    if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [usual = 2] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  const spans = rows
    .filter((row) => row.length === usual)
    .flatMap((row) => row.map(({ u0, u1 }): [number, number] => [u0, u1]))
    .sort((a, b) => a[0] - b[0]);
  const columns: [number, number][] = [];
  for (const span of spans) {
    const last = columns.at(-1);
    if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
    else columns.push([...span]);
  }
  return columns;
}

interface Cells {
  /** Text by column, and the fragment it ends with. */
  readonly texts: string[];
  readonly ends: (Fragment | undefined)[];
  readonly rows: Row[];
}

function linesOfTable(table: readonly Row[]): readonly TextLine[] {
  const columns = columnsOf(table);
  const rows: Cells[] = [];
  for (const row of table) {
    const open = rows.at(-1);
    const cells = cellsOf(row, columns);
    if (open && goesOn(open, cells, columns)) append(open, cells);
    else rows.push(cells);
  }
  const [header, ...rest] = rows;
  if (!header || !hasHeadings(header, rest)) return rows.map(rowLine);
  return rest.flatMap((row) => labelledRow(header, row));
}

/** A lone cell heads a part of the table, or stands below it. */
function labelledRow(header: Cells, row: Cells): readonly TextLine[] {
  const line = rowLine(row);
  if (row.texts.filter((text) => text !== "").length === 1) return [line];
  return tableLines([header.texts, row.texts]).map((text) => ({ ...line, text }));
}

/**
 * Whether the first row says what the columns are: labels in all of them. Two columns may as well be
 * terms and what they mean; there one must have figures below a label without any.
 */
function hasHeadings(header: Cells, rows: readonly Cells[]): boolean {
  if (rows.length < 2 || !header.texts.every(isLabel)) return false;
  return (
    header.texts.length > 2 ||
    header.texts.some(
      (label, i) => !/\d/u.test(label) && rows.every(({ texts }) => /\d/u.test(texts[i] ?? "")),
    )
  );
}

const AMOUNT = /\d[\d,.]*\s*[兆億万千百]*(?:円|人|社|件|%|％)/u;

function isLabel(text: string): boolean {
  const plain = text.normalize("NFKC");
  return (
    plain.length <= MAX_LABEL && /\p{L}/u.test(plain) && !/。/u.test(plain) && !AMOUNT.test(plain)
  );
}

function cellsOf(row: Row, columns: readonly Span[]): Cells {
  const cells: Cells = {
    texts: columns.map(() => ""),
    ends: columns.map(() => undefined),
    rows: [row],
  };
  for (const fragment of row) {
    const at = nearestColumn(fragment, columns);
    const before = cells.texts[at] ?? "";
    cells.texts[at] = before === "" ? fragment.text : `${before} ${fragment.text}`;
    cells.ends[at] = fragment;
  }
  return cells;
}

function nearestColumn(fragment: Fragment, columns: readonly Span[]): number {
  const overlaps = columns.map((span) => overlap(fragment, span));
  return Math.max(0, overlaps.indexOf(Math.max(...overlaps)));
}

/** Whether a line of cells is the next line of the row above: it lacks cells, and those it has were full. */
function goesOn(open: Cells, next: Cells, columns: readonly Span[]): boolean {
  const filled = next.texts.flatMap((text, i) => (text === "" ? [] : [i]));
  if (filled.length === columns.length) return false;
  const apart = vOf(next.rows[0] ?? []) - vOf(open.rows.at(-1) ?? []);
  // Cells that stand half a line lower are centred beside cells of two lines.
  if (apart < sizeOf(next.rows[0] ?? []) && filled.every((i) => open.texts[i] === "")) return true;
  return filled.every((i) => isFull(open.ends[i], columns[i]) || isBesideCentred(open, i, apart));
}

function isFull(end: Fragment | undefined, column: Span | undefined): boolean {
  return (
    end !== undefined && column !== undefined && end.u1 - end.u0 >= (column[1] - column[0]) * FULL
  );
}

function isBesideCentred({ rows, ends }: Cells, at: number, apart: number): boolean {
  const end = ends[at];
  return rows.length > 1 && end !== undefined && apart < end.size;
}

function append(open: Cells, next: Cells): void {
  for (const [i, text] of next.texts.entries()) {
    if (text === "") continue;
    const before = open.texts[i] ?? "";
    open.texts[i] = before === "" ? text : joinWrapped(before, text);
    open.ends[i] = next.ends[i];
  }
  open.rows.push(...next.rows);
}

function rowLine({ texts, rows }: Cells): TextLine {
  const all = rows.flat();
  return { ...extent(all), text: texts.join("\t").trimEnd(), isRow: true };
}

function plainLine(row: Row): TextLine {
  let text = "";
  for (const [i, cell] of row.entries()) {
    const last = row[i - 1];
    text += last ? separator(last, cell) + cell.text : cell.text;
  }
  return { ...extent(row), text, isRow: false };
}

function separator(left: Fragment, right: Fragment): string {
  const gap = (right.u0 - left.u1) / Math.max(left.size, right.size);
  if (gap >= TAB_GAP) return "\t";
  return anyWide(left.text, right.text) && gap < 0.6 ? "" : " ";
}

function extent(row: Row) {
  return {
    u0: Math.min(...row.map(({ u0 }) => u0)),
    u1: Math.max(...row.map(({ u1 }) => u1)),
    v: vOf(row),
    size: sizeOf(row),
  };
}

function vOf(row: Row): number {
  return row.reduce((v, fragment) => Math.max(v, fragment.v), Number.NEGATIVE_INFINITY);
}

function sizeOf(row: Row): number {
  return row.reduce((size, fragment) => Math.max(size, fragment.size), 1);
}
