import { extname } from "node:path";
import { UserError } from "../errors.ts";
import { parseCsv } from "../spreadsheets/read-csv.ts";
import { type ReadSheet, readSheets } from "../spreadsheets/read-xlsx.ts";
import { TooLargeError } from "../spreadsheets/table-fault.ts";
import { decodeText } from "./decode-text.ts";
import type { ReadOutcome } from "./read-outcome.ts";
import { pageOf } from "./read-page.ts";
import { tableLines } from "./table-lines.ts";

const LIMITS = { maxCells: 1_000_000, maxXmlBytes: 150_000_000 };

/** Reads a workbook: a sheet after the other under its name, every row with its column headings. */
export async function readWorkbook(bytes: Buffer, name: string): Promise<ReadOutcome> {
  return outcomeOf(async () => readSheets(bytes, { name, ...LIMITS }));
}

/** Reads a CSV in any of the encodings of Japanese as a sheet under the name of the file. */
export async function readCsvDocument(bytes: Buffer, name: string): Promise<ReadOutcome> {
  const decoded = decodeText(bytes);
  if (decoded.kind === "garbled") return decoded;
  if (decoded.kind === "binary") return { kind: "unknown", why: "bytes that are no text" };
  const rows = async () => parseCsv(decoded.text, { name, ...LIMITS });
  return outcomeOf(async () => [
    { name: name.slice(0, -extname(name).length), rows: await rows() },
  ]);
}

/** Of the failures of a table the first kind is told from the second; others are bugs. */
async function outcomeOf(read: () => Promise<readonly ReadSheet[]>): Promise<ReadOutcome> {
  try {
    const pages = (await read()).flatMap(({ name, rows }) => {
      const lines = tableLines(rows);
      return lines.length === 0 ? [] : [pageOf([`# ${name}`, "", ...lines].join("\n"))];
    });
    if (pages.length === 0) return { kind: "corrupt", why: "nothing on any sheet" };
    return { kind: "read", pages };
  } catch (error) {
    if (error instanceof TooLargeError) {
      return {
        kind: "too-big",
        why: `${LIMITS.maxCells} cells, ${LIMITS.maxXmlBytes} bytes of XML`,
      };
    }
    if (error instanceof UserError) return { kind: "corrupt", why: error.message };
    throw error;
  }
}
