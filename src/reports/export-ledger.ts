import { createHash } from "node:crypto";
import type { Ledger } from "../ledger/ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";
import { type TableFormat, tableBytes } from "../spreadsheets/table-bytes.ts";
import { writeAside } from "../storage/write-aside.ts";
import { EXPORTS, type ExportFilter, type ExportKind } from "./export-tables.ts";
import { expectReader } from "./report-input.ts";

export interface ExportOptions {
  readonly kind: ExportKind;
  readonly format: TableFormat;
  readonly filter?: ExportFilter;
}

export interface Exported {
  readonly rows: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  /** The head of the ledger with the event of this export, and how many events there are. */
  readonly head: Head & { readonly count: number };
}

/** An export that is made, and has not left yet. */
interface MadeExport {
  readonly bytes: Buffer;
  /** Writes the event; only then may the bytes leave. */
  record(): Promise<Exported>;
}

/**
 * Makes a table of records of the ledger. What is in the vault is not in it. Throws a `UserError` for
 * who may not export.
 */
export async function makeExport(
  ledger: Ledger,
  { kind, format, filter = {} }: ExportOptions,
  by: Actor,
): Promise<MadeExport> {
  await expectReader(ledger, by);
  const table = await EXPORTS[kind](ledger, filter, by);
  const bytes = await tableBytes({ ...table, sheet: kind }, format);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const rows = table.rows.length;
  return {
    bytes,
    async record() {
      const payload = { format, rows, sha256, ...asPayload(filter) };
      const noted = await ledger.note(
        { action: "export", kind: "export", entity: kind, payload },
        by,
      );
      return { rows, sha256, head: { ...noted, count: await ledger.count() } };
    },
  };
}

/** What was chosen, without what was not. */
function asPayload({ period, ...rest }: ExportFilter): Readonly<Record<string, unknown>> {
  const chosen = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...(period !== undefined && { from: period.from, to: period.to }),
    ...Object.fromEntries(chosen),
  };
}

/**
 * Writes records of the ledger to a file that is not there yet, by its absolute path, with the head of
 * the ledger beside it. The export is an event, written before the file has its name: no file leaves
 * without one. Throws a `UserError` also when the file is there.
 */
export async function exportLedger(
  ledger: Ledger,
  { file, ...options }: ExportOptions & { readonly file: string },
  by: Actor,
): Promise<Exported & { readonly sidecar: string }> {
  const { bytes, record } = await makeExport(ledger, options, by);
  const aside = writeAside(file, bytes);
  try {
    const { rows, sha256, head } = await record();
    aside.publish();
    const { kind, format } = options;
    const sidecar = `${file}.head.json`;
    const beside = { kind, format, rows, sha256, head };
    writeAside(sidecar, `${JSON.stringify(beside, undefined, 2)}\n`, { replaces: true }).publish();
    return { rows, sha256, head, sidecar };
  } catch (error) {
    aside.discard();
    throw error;
  }
}
