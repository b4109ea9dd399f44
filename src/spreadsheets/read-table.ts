import { extname } from "node:path";
import { UserError } from "../errors.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";
import { tooLarge } from "./table-fault.ts";

export interface TableRow {
  /** The number of the row as a spreadsheet shows it; the header is usually row 1. */
  readonly line: number;
  /** At least as many as the header has; more only where the row has something beyond them. */
  readonly cells: readonly string[];
}

export interface ReadTable {
  readonly header: readonly string[];
  /** Without rows in which nothing stands. */
  readonly rows: readonly TableRow[];
}

/** Bytes of a file. */
const MAX_BYTES = 300_000_000;
const LIMITS = {
  /** Rows times columns: a hundred thousand seeds with every column use half of it. */
  maxCells: 5_000_000,
  /** Of all XML in an XLSX; one part becomes one string, which cannot be longer than 512 MB. */
  maxXmlBytes: 400_000_000,
};

/**
 * Reads the table of a file by its name: `.csv` in UTF-8, UTF-16 or Shift_JIS with commas, semicolons
 * or tabs between the cells, or the first sheet of an `.xlsx`, where days become YYYY-MM-DD and a
 * formula is the value that was stored with it. The first row in which something stands is the header.
 * The marks that `tableBytes` puts before formulas in a CSV are taken off. Throws a `UserError` that
 * says what to do for other files, broken ones, those without a header, and those beyond 300 MB or five
 * million cells.
 */
export async function readTable(bytes: Buffer, name: string): Promise<ReadTable> {
  if (bytes.length > MAX_BYTES) throw tooLarge(name);
  const read = READERS[extname(name).toLowerCase()];
  if (!read) throw unknownKind(name);
  const rows = (await read(bytes, { name, ...LIMITS }))
    .map((cells, i) => ({ line: i + 1, cells: withoutEmptyTail(cells) }))
    .filter(({ cells }) => cells.length > 0);
  const [header, ...rest] = rows;
  if (!header) throw empty(name);
  return {
    header: header.cells.map((cell) => cell.trim()),
    rows: rest.map(({ line, cells }) => ({ line, cells: padded(cells, header.cells.length) })),
  };
}

export interface Limits {
  readonly name: string;
  readonly maxCells: number;
  readonly maxXmlBytes: number;
}
type Read = (bytes: Buffer, limits: Limits) => Promise<readonly (readonly string[])[]>;

const READERS: Readonly<Record<string, Read>> = { ".csv": readCsv, ".xlsx": readXlsx };

function withoutEmptyTail(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
}

function padded(cells: readonly string[], length: number): readonly string[] {
  return cells.length < length
    ? [...cells, ...Array<string>(length - cells.length).fill("")]
    : cells;
}

function unknownKind(name: string): UserError {
  return new UserError({
    ja: `「${name}」は読めない種類のファイルです。表計算ソフトで .xlsx か .csv（UTF-8）として保存して、それを指定してください。`,
    en: `"${name}" is of a kind that cannot be read. Save it as .xlsx or .csv (UTF-8) in a spreadsheet program and give that.`,
  });
}

function empty(name: string): UserError {
  return new UserError({
    ja: `「${name}」には何も書かれていません。1行目に列の名前、2行目からデータを書いてください。`,
    en: `There is nothing in "${name}". Write the names of the columns in the first row and the data below.`,
  });
}
