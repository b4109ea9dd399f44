import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { UserError } from "../errors.ts";
import { cellText } from "./cell-text.ts";
import type { Cell, Table } from "./table-bytes.ts";

type XlsxCell = SheetData[number][number];

/** Excel's own limits; beyond them it calls a file damaged. */
const MAX_ROWS = 1_048_576;
const MAX_CELL_LENGTH = 32_767;

/**
 * Text is typed as text, so that no cell is a formula however it begins, and an apostrophe before it
 * would only be seen. It also has Excel's format for text: a cell that somebody edits stays text, and
 * so do codes such as 0012.
 */
const TEXT_FORMAT = "@";

export function xlsxBytes({ columns, rows, sheet = "Musubi" }: Table): Promise<Buffer> {
  if (rows.length >= MAX_ROWS) throw tooManyRows(rows.length);
  const titles = columns.map(
    ({ title }): XlsxCell => ({ value: xlsxText(title), type: String, fontWeight: "bold" }),
  );
  const widths = columns.map(({ title }, i) => ({ width: widthOf(title, rows, i) }));
  return writeExcelFile([titles, ...rows.map((cells) => cells.map(xlsxCell))], {
    sheet,
    columns: widths,
    stickyRowsCount: 1,
  }).toBuffer();
}

function xlsxCell(cell: Cell): XlsxCell {
  if (cell === undefined || cell === "") return null;
  if (typeof cell === "boolean") return cell;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  const value = xlsxText(cell);
  return { value, type: String, format: TEXT_FORMAT, ...(value.includes("\n") && { wrap: true }) };
}

// `_x0041_` in a cell's text stands for A, so that such a text is written with its `_` spelt out. The
// library would leave U+FFFD out.
const SPELT_OUT = /_(?=x[\da-f]{4}_)|\ufffd/giu;

function xlsxText(text: string): string {
  const spelt = shorten(cellText(text)).replace(SPELT_OUT, escaped);
  // The library looks texts up in a plain object, where these names mean something else.
  return spelt in {} ? spelt.replace(/^./u, escaped) : spelt;
}

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

function shorten(text: string): string {
  if (text.length <= MAX_CELL_LENGTH) return text;
  return `${text.slice(0, MAX_CELL_LENGTH - 1).toWellFormed()}…`;
}

const LEAST_WIDTH = 8;
const MOST_WIDTH = 60;
/** So many rows tell how wide a column is. */
const MEASURED_ROWS = 500;

/** In letters of Latin script; those of Japanese are twice as wide. */
function widthOf(title: string, rows: Table["rows"], column: number): number {
  const texts = [
    title,
    ...rows.slice(0, MEASURED_ROWS).map((cells) => String(cells[column] ?? "")),
  ];
  const lines = texts.flatMap((text) => text.slice(0, MOST_WIDTH * 10).split("\n"));
  const widest = lines.reduce((most, line) => Math.max(most, lettersOf(line)), LEAST_WIDTH);
  return Math.min(widest + 2, MOST_WIDTH);
}

function lettersOf(line: string): number {
  return line.length + (line.match(/[\u1100-\uffdc]/gu)?.length ?? 0);
}

function tooManyRows(count: number): UserError {
  return new UserError({
    ja: `XLSXには${MAX_ROWS - 1}行までしか書けません（${count}行）。--format csv を使ってください。`,
    en: `XLSX holds at most ${MAX_ROWS - 1} rows, not ${count}. Use --format csv.`,
  });
}
