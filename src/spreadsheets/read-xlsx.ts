import readXlsxFile, { readSheet } from "read-excel-file/universal";
import type { Limits } from "./read-table.ts";
import { brokenXlsx } from "./table-fault.ts";
import { expectModestXlsx } from "./xlsx-limits.ts";

/** The rows of the first sheet as they stand there, empty ones too. */
export async function readXlsx(
  bytes: Buffer,
  limits: Limits,
): Promise<readonly (readonly string[])[]> {
  expectModestXlsx(bytes, limits);
  try {
    // A copy: a Buffer may be part of a larger one. The library's entry for Node believes the sizes
    // that a file claims to have; this one reads the directory that was checked above.
    const sheet = await readSheet(new Blob([new Uint8Array(bytes)]), { trim: false });
    return sheet.map((row) => row.map(textOf));
  } catch (cause) {
    throw brokenXlsx(limits.name, cause);
  }
}

/** A sheet of a workbook with all its rows. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** All sheets of an XLSX file in their order; throws as `readTable` does. */
export async function readSheets(bytes: Buffer, limits: Limits): Promise<readonly ReadSheet[]> {
  expectModestXlsx(bytes, limits);
  try {
    const sheets = await readXlsxFile(new Blob([new Uint8Array(bytes)]), { trim: false });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map(textOf)),
    }));
  } catch (cause) {
    throw brokenXlsx(limits.name, cause);
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}
