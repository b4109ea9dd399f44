import { inflateRawSync } from "node:zlib";
import { brokenXlsx, tooLarge } from "./table-fault.ts";

const END_OF_DIRECTORY = 0x0605_4b50;
const DIRECTORY_ENTRY = 0x0201_4b50;
const STORED = 0;
const DEFLATED = 8;

/** A part of an Office file, unpacked. */
export interface XmlPart {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * The parts of an Office file, XML or not (its relationships may lead to any), one after the other, unpacked here and now, as long as they are as
 * large as the file claims and all together no larger than the limit. Throws a `TooLargeError` beyond
 * it, and a `UserError` for a file that is no ZIP.
 */
export function* xmlParts(
  bytes: Buffer,
  { name, maxXmlBytes }: { readonly name: string; readonly maxXmlBytes: number },
): Generator<XmlPart> {
  let left = maxXmlBytes;
  for (const entry of entriesOf(bytes, name)) {
    const content = unpack(bytes, entry, { name, left });
    left -= content.length;
    if (left < 0 || content.length !== entry.size) throw tooLarge(name);
    yield { path: entry.path, content };
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
    const entries: Entry[] = [];
    let at = bytes.readUInt32LE(end + 16);
    // Libraries differ in what they make of a directory that is elsewhere, or longer, than it says.
    if (at + bytes.readUInt32LE(end + 12) !== end) throw new Error("no directory before its end");
    while (at < end) {
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
    return entries;
  } catch (cause) {
    throw brokenXlsx(name, cause);
  }
}

function endOfDirectory(bytes: Buffer): number {
  const longestComment = 65_535;
  const first = Math.max(0, bytes.length - 22 - longestComment);
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const counts = [4, 6, 8, 10].map((field) => bytes.readUInt16LE(at + field));
    if (counts.includes(0xffff)) throw new Error("a directory of ZIP64");
    return at;
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
    if (method === STORED || packedSize === 0) return packed;
    if (method !== DEFLATED) throw new Error(`packed in a way (${method}) that XLSX does not use`);
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (cause) {
    throw isTooLarge(cause) ? tooLarge(name) : brokenXlsx(name, cause);
  }
}

function isTooLarge(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
}
