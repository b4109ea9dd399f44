import { createHash } from "node:crypto";
import type { Ledger } from "../ledger/ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";
import { type TableFormat, tableBytes } from "../spreadsheets/table-bytes.ts";
import { writeAside } from "../storage/write-aside.ts";
import type { Period } from "../text/periods.ts";
import { EXPORTS, type ExportKind } from "./export-tables.ts";
import { expectReader } from "./report-input.ts";

export interface ExportOptions {
  readonly kind: ExportKind;
  readonly format: TableFormat;
  /** Absolute path of a file that is not there yet. */
  readonly file: string;
  readonly period?: Period | undefined;
  readonly region?: string | undefined;
  readonly coordinator?: string | undefined;
}

export interface Exported {
  readonly rows: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  /** The head of the ledger with the event of this export, and how many events there are. */
  readonly head: Head & { readonly count: number };
  /** Where the head and the hash of the file are kept: FILE.head.json */
  readonly sidecar: string;
}

/**
 * Writes records of the ledger to a file, with the head of the ledger beside it. The export is an
 * event, written before the file has its name: no file leaves without one. What is in the vault is
 * not in it. Throws a `UserError` for who may not export, and when the file is there.
 */
export async function exportLedger(
  ledger: Ledger,
  { kind, format, file, ...filter }: ExportOptions,
  by: Actor,
): Promise<Exported> {
  await expectReader(ledger, by);
  const table = await EXPORTS[kind](ledger, filter, by);
  const bytes = await tableBytes({ ...table, sheet: kind }, format);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const aside = writeAside(file, bytes);
  const rows = table.rows.length;
  const { period, region, coordinator } = filter;
  try {
    const noted = await ledger.note(
      {
        action: "export",
        kind: "export",
        entity: kind,
        payload: {
          format,
          rows,
          sha256,
          ...(period !== undefined && { from: period.from, to: period.to }),
          ...(region !== undefined && { region }),
          ...(coordinator !== undefined && { coordinator }),
        },
      },
      by,
    );
    aside.publish();
    const head = { ...noted, count: await ledger.count() };
    const sidecar = `${file}.head.json`;
    const beside = { kind, format, rows, sha256, head };
    writeAside(sidecar, `${JSON.stringify(beside, undefined, 2)}\n`, { replaces: true }).publish();
    return { rows, sha256, head, sidecar };
  } catch (error) {
    aside.discard();
    throw error;
  }
}
