import type { Table } from "./table-bytes.ts";

export function jsonlBytes({ columns, rows }: Table): Buffer {
  const lines = rows.map((cells) => {
    const pairs = columns.map(({ key }, i) => [key, wellFormed(cells[i])]);
    return `${JSON.stringify(Object.fromEntries(pairs))}\n`;
  });
  return Buffer.from(lines.join(""), "utf8");
}

function wellFormed<T>(cell: T): T | string {
  return typeof cell === "string" ? cell.toWellFormed() : cell;
}
