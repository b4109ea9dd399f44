import type { Limits } from "./read-table.ts";
import { tooLarge } from "./table-fault.ts";
import { xmlParts } from "./xml-parts.ts";

/**
 * Throws unless the file is a ZIP that unpacks to what can be held in memory: the library that reads
 * it believes every size and every number of a row or column that the file claims.
 */
export function expectModestXlsx(bytes: Buffer, { name, maxCells, maxXmlBytes }: Limits): void {
  for (const { path, content } of xmlParts(bytes, { name, maxXmlBytes })) {
    if (/worksheets\//u.test(path) && cellsIn(content.toString("latin1")) > maxCells) {
      throw tooLarge(name);
    }
  }
}

/** Rows times columns of a sheet up to the last row and the last column that hold something. */
function cellsIn(sheet: string): number {
  let lastRow = 0;
  let lastColumn = 0;
  for (const { row, column, isEmpty } of placesIn(sheet)) {
    // Every row before one that is there is made, empty or not.
    if (row > MAX_ROWS) return Number.POSITIVE_INFINITY;
    if (isEmpty) continue;
    lastRow = Math.max(row, lastRow);
    lastColumn = Math.max(column, lastColumn);
  }
  return lastRow * lastColumn;
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly isEmpty: boolean;
}

/** Rows and cells, by the numbers they have or, where they have none, by their order. */
function* placesIn(sheet: string): Generator<Place> {
  let at = { row: 0, column: 0 };
  for (const [tag, kind, letters, number] of sheet.matchAll(ROW_OR_CELL)) {
    at = kind === "row" ? rowAfter(at, number) : cellAfter(at, letters);
    yield { ...at, isEmpty: kind === "row" || tag.endsWith("/>") };
  }
}

type At = Pick<Place, "row" | "column">;

function rowAfter({ row }: At, number: string | undefined): At {
  return { row: number === undefined ? row + 1 : Number(number), column: 0 };
}

function cellAfter({ row, column }: At, letters: string | undefined): At {
  return { row, column: letters ? columnOf(letters) : column + 1 };
}

const ROW_OR_CELL = /<(?:\w+:)?(row|c)(?:\s[^>]*?\br=["']([A-Z]*)(\d+)["'][^>]*|\s[^>]*)?>/gu;
const MAX_ROWS = 1_048_576;

/** A is 1, AA is 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
