import papaparse from "papaparse";
import { cellText } from "./cell-text.ts";
import { guardFormulas } from "./formula-guard.ts";
import type { Cell, Table } from "./table-bytes.ts";

const BOM = "\ufeff";
const NEWLINE = "\r\n";

export function csvBytes({ columns, rows }: Table): Buffer {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.map(csvCell));
  const text = papaparse.unparse(lines, { quotes: true, newline: NEWLINE });
  return Buffer.from(`${BOM}${text}${NEWLINE}`, "utf8");
}

/** Numbers are left as they are: -5 is no formula. */
function csvCell(cell: Cell): string {
  return typeof cell === "string" ? guardFormulas(cellText(cell)) : String(cell ?? "");
}
