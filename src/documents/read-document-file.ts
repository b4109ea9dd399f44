import { open, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { readDocx } from "./read-docx.ts";
import { readHtml } from "./read-html.ts";
import type { ReadOutcome } from "./read-outcome.ts";
import { readPlain } from "./read-plain.ts";
import { readCsvDocument, readWorkbook } from "./read-sheets.ts";

/** Reads a PDF, apart from this process. */
export type ReadPdf = (
  file: string,
  options: { readonly password?: string },
) => Promise<ReadOutcome>;

export interface ReadOptions {
  readonly readPdf: ReadPdf;
  /** For a PDF that is encrypted. */
  readonly password?: string | undefined;
}

/** Largest file but for PDF, which has limits of its own. */
const MAX_BYTES = 200_000_000;
/** Where in a file the mark of a PDF may stand. */
const PDF_WITHIN = 1_024;

/**
 * Reads a document by what it is, not by what it is called; only of a text the ending tells whether it
 * is a table, a web page or plain. What the file does is a value; a disk that fails is thrown.
 */
export async function readDocumentFile(
  file: string,
  { readPdf, password }: ReadOptions,
): Promise<ReadOutcome> {
  const { size } = await stat(file);
  if (size === 0) return { kind: "corrupt", why: "an empty file" };
  const handle = await open(file);
  try {
    const start = Buffer.alloc(Math.min(size, PDF_WITHIN));
    await handle.read(start, 0, start.length, 0);
    if (start.includes("%PDF-")) {
      return await readPdf(file, { ...(password !== undefined && { password }) });
    }
    if (size > MAX_BYTES) return { kind: "too-big", why: `${size} of ${MAX_BYTES} bytes` };
    return await readBytes(await handle.readFile(), basename(file));
  } finally {
    await handle.close();
  }
}

async function readBytes(bytes: Buffer, name: string): Promise<ReadOutcome> {
  if (startsWith(bytes, ZIP)) return readZip(bytes, name);
  if (startsWith(bytes, OLE)) return readOle(bytes);
  const ending = extname(name).toLowerCase();
  if (/^\.(?:pdf|docx|docm|xlsx|xlsm)$/u.test(ending)) {
    return { kind: "corrupt", why: `does not begin as ${ending} does` };
  }
  if (/^\.(?:html?|xhtml)$/u.test(ending) || looksLikeHtml(bytes)) return readHtml(bytes);
  if (ending === ".csv") return readCsvDocument(bytes, name);
  if (ending === ".txt" || ending === ".md") return readPlain(bytes);
  return { kind: "unknown", why: ending === "" ? "no ending" : ending };
}

const ZIP = Buffer.from("504b0304", "hex");
/** Files of Office before 2007, and those of later ones that are encrypted. */
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

/** The names of its parts stand in a ZIP as they are. */
function readZip(bytes: Buffer, name: string): Promise<ReadOutcome> | ReadOutcome {
  if (bytes.includes("word/document.xml")) return readDocx(bytes, name);
  if (bytes.includes("xl/workbook.xml")) return readWorkbook(bytes, name);
  if (/\.(?:docx|docm|xlsx|xlsm)$/iu.test(name)) {
    return { kind: "corrupt", why: "a ZIP without a document in it" };
  }
  return { kind: "unknown", why: "a ZIP that is neither docx nor xlsx" };
}

function readOle(bytes: Buffer): ReadOutcome {
  return bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))
    ? { kind: "encrypted" }
    : { kind: "unknown", why: "a file of an older Office: save it as docx or xlsx" };
}

function looksLikeHtml(bytes: Buffer): boolean {
  const start = bytes.toString("latin1", 0, PDF_WITHIN).replaceAll("\0", "");
  return /^[^<]{0,20}<(?:!doctype\s+html|html[\s>])/iu.test(start);
}
