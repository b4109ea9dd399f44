import type { Bilingual } from "../errors.ts";
import type { ColumnKey } from "./columns.ts";
import { type Places, titleOf } from "./header.ts";
import type { Cell } from "./read-cell.ts";

/** A row that is being read; what is wrong with its cells is collected. */
export interface Row {
  /** Whether something stands in the cell. */
  has(key: ColumnKey): boolean;
  /** Whether the sheet has the column. */
  hasColumn(key: ColumnKey): boolean;
  /** The cell as somebody wrote it. */
  written(key: ColumnKey): string;
  read<T>(key: ColumnKey, parse: (cell: string) => Cell<T>): Cell<T>;
  complain(key: ColumnKey, what: Bilingual): void;
  problems(): readonly { readonly column: string; readonly what: Bilingual }[];
}

export function openRow(cells: readonly string[], places: Places): Row {
  const problems: { column: string; what: Bilingual }[] = [];
  const cellOf = (key: ColumnKey) => cells[places.get(key) ?? -1] ?? "";
  const complain = (key: ColumnKey, what: Bilingual) => {
    problems.push({ column: titleOf(key), what });
  };
  return {
    has: (key) => cellOf(key).trim() !== "",
    hasColumn: (key) => places.has(key),
    written: (key) => cellOf(key).trim(),
    read(key, parse) {
      const cell = parse(cellOf(key));
      if ("problem" in cell) complain(key, cell.problem);
      return cell;
    },
    complain,
    problems: () => problems,
  };
}
