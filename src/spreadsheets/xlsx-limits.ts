import { inflateRawSync } from "node:zlib";
import type { Limits } from "./read-table.ts";
import { brokenXlsx, tooLarge } from "./table-fault.ts";

const END_OF_DIRECTORY = 0x0605_4b50;
const DIRECTORY_ENTRY = 0x0201_4b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Throws unless the file is a ZIP that unpacks to what can be held in memory: the library that reads
 * it believes every size and every number of a row or column that the file claims.
 */
export function expectModestXlsx(bytes: Buffer, { name, maxCells, maxXmlBytes }: Limits): void {
  let left = maxXmlBytes;
  for (const entry of entriesOf(bytes, name)) {
    const content = unpack(bytes, entry, { name, left });
    left -= content.length;
    if (left < 0 || content.length !== entry.size) throw tooLarge(name);
    if (/worksheets\//u.test(entry.path) && cellsIn(content.toString("latin1")) > maxCells) {
      throw tooLarge(name);
    }
  }
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

function entriesOf(bytes: Buffer, name: string): readonly Entry[] {
  try {
    const end = endOfDirectory(bytes);
    const count = bytes.readUInt16LE(end + 10);
    const entries: Entry[] = [];
    let at = bytes.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) {
      if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`no entry at ${at}`);
      const nameLength = bytes.readUInt16LE(at + 28);
      entries.push({
        path: bytes.toString("utf8", at + 46, at + 46 + nameLength),
        method: bytes.readUInt16LE(at + 10),
        packedSize: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries.filter(({ path }) => /\.(?:xml|rels)$/iu.test(path));
  } catch (cause) {
    throw brokenXlsx(name, cause);
  }
}

function endOfDirectory(bytes: Buffer): number {
  const longestComment = 65_535;
  const first = Math.max(0, bytes.length - 22 - longestComment);
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new Error("no directory of a ZIP file");
}

function unpack(
  bytes: Buffer,
  { method, packedSize, offset }: Entry,
  { name, left }: { readonly name: string; readonly left: number },
): Buffer {
  try {
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(start, start + packedSize);
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw new Error(`packed in a way (${method}) that XLSX does not use`);
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (cause) {
    throw isTooLarge(cause) ? tooLarge(name) : brokenXlsx(name, cause);
  }
}

function isTooLarge(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
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
