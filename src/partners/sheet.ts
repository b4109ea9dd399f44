import { readTable } from "../spreadsheets/read-table.ts";
import { tableBytes } from "../spreadsheets/table-bytes.ts";
import { type ImportPlan, planImport, type Standing } from "./plan-import.ts";
import { TEMPLATE } from "./template.ts";

/** What the import of a sheet, CSV or XLSX by its name, would do; see `planImport` and `readTable`. */
export async function planSheet(
  bytes: Buffer,
  name: string,
  { standing, today }: { readonly standing: Standing; readonly today: string },
): Promise<ImportPlan> {
  return planImport(await readTable(bytes, name), standing, today);
}

/** A sheet with the columns and an example, to be filled in. */
export function templateBytes(format: "csv" | "xlsx"): Promise<Buffer> {
  return tableBytes(TEMPLATE, format);
}
