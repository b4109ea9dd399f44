import { csvBytes } from "./csv-bytes.ts";
import { jsonlBytes } from "./jsonl-bytes.ts";
import { xlsxBytes } from "./xlsx-bytes.ts";

/** `undefined` is an empty cell. */
export type Cell = string | number | boolean | undefined;

export interface Table {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly (readonly Cell[])[];
  /** Name of the sheet in XLSX; at most 31 characters, none of []/\:*? */
  readonly sheet?: string;
}

export const TABLE_FORMATS = ["csv", "xlsx", "jsonl"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const WRITERS: Readonly<Record<TableFormat, (table: Table) => Buffer | Promise<Buffer>>> = {
  csv: csvBytes,
  xlsx: xlsxBytes,
  jsonl: jsonlBytes,
};

/**
 * The bytes of a file that holds the table. CSV is UTF-8 with BOM and CRLF, every cell quoted, and
 * text that a spreadsheet would run as a formula begins with `'`. XLSX has typed cells. JSONL has one
 * object a row by the keys of the columns, without those that are empty. Lone halves of characters
 * become U+FFFD; CSV and XLSX lose what cannot be seen in a cell (see `cell-text.ts`), JSONL nothing.
 * Throws a `UserError` for more rows than XLSX can hold.
 */
export async function tableBytes(table: Table, format: TableFormat): Promise<Buffer> {
  return WRITERS[format](table);
}
