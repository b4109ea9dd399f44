import { createHash } from "node:crypto";
import { endianness } from "node:os";
import type { TermPostings } from "./term-postings.ts";
import { TERMS_VERSION } from "./terms.ts";
import type { TextIndex } from "./text-index.ts";
import { isSoundIndex } from "./text-index-soundness.ts";

/** Bumped when the layout, or what a term or a share means, changes. */
const FORMAT_VERSION = "1";
const DIGEST_BYTES = 32;
// Typed arrays begin at multiples of this.
const ALIGNMENT = 8;

/** What a stored index must agree with before anything in it is used. */
interface Header {
  readonly identity: string;
  /** Of the arrays, in bytes, in the order of `arraysOf`. */
  readonly lengths: readonly number[];
}

/**
 * The index as bytes: a SHA-256 of all that follows, the length of the header, the header as JSON,
 * the arrays as they are in memory. `version` names the state of the texts.
 */
export function encodeTextIndex(index: TextIndex, version: string): Uint8Array {
  const arrays = arraysOf(index);
  const header: Header = {
    identity: identity(version),
    lengths: arrays.map(({ byteLength }) => byteLength),
  };
  const json = Buffer.from(JSON.stringify(header));
  const headerLength = Buffer.alloc(ALIGNMENT);
  headerLength.writeUInt32LE(json.length);
  const body = [headerLength, padded(json), ...arrays.map(padded)];
  const hash = createHash("sha256");
  for (const bytes of body) hash.update(bytes);
  return Buffer.concat([hash.digest(), ...body]);
}

/**
 * The index out of its bytes, without a copy; undefined if they are not of this version of the
 * texts, the terms and the format, or not what was written in every bit.
 */
export function decodeTextIndex(bytes: Uint8Array, version: string): TextIndex | undefined {
  const aligned = bytes.byteOffset % ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
  const digest = createHash("sha256").update(aligned.subarray(DIGEST_BYTES)).digest();
  if (!digest.equals(aligned.subarray(0, DIGEST_BYTES))) return undefined;
  const read = readHeader(aligned);
  if (read?.header.identity !== identity(version)) return undefined;
  const index = takeArrays(aligned, read.end, read.header.lengths);
  return index && isSoundIndex(index) ? index : undefined;
}

function identity(version: string): string {
  return JSON.stringify([FORMAT_VERSION, endianness(), TERMS_VERSION, version]);
}

function readHeader(bytes: Uint8Array): { header: Header; end: number } | undefined {
  const start = DIGEST_BYTES + ALIGNMENT;
  if (bytes.length < start) return undefined;
  const length = Buffer.from(bytes.buffer, bytes.byteOffset).readUInt32LE(DIGEST_BYTES);
  const json = Buffer.from(bytes.subarray(start, start + length)).toString("utf8");
  const header = parseHeader(json);
  return header && { header, end: start + paddedLength(length) };
}

function parseHeader(json: string): Header | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return isHeader(parsed) ? parsed : undefined;
  } catch {
    // Not JSON: no header of ours.
    return undefined;
  }
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === "object" &&
    value !== null &&
    "identity" in value &&
    typeof value.identity === "string" &&
    "lengths" in value &&
    Array.isArray(value.lengths) &&
    value.lengths.every((length) => Number.isSafeInteger(length) && length >= 0)
  );
}

function arraysOf({ words, pairs, forms }: TextIndex): readonly Uint8Array[] {
  const postings = ({ terms, starts, texts, shares }: TermPostings) => [
    terms.units,
    terms.ends,
    starts,
    texts,
    shares,
  ];
  return [...postings(words), ...postings(pairs), forms.units, forms.ends].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
}

/** Views of the arrays one after another; undefined when the lengths do not fit the bytes. */
function takeArrays(
  bytes: Uint8Array,
  start: number,
  lengths: readonly number[],
): TextIndex | undefined {
  const end = lengths.reduce((sum, length) => sum + paddedLength(length), start);
  const whole = lengths.every((length, i) => length % (ELEMENT_BYTES[i] ?? 1) === 0);
  if (end !== bytes.length || lengths.length !== ELEMENT_BYTES.length || !whole) return undefined;
  let at = bytes.byteOffset + start;
  const rest = [...lengths];
  const next = (): [ArrayBufferLike, number, number] => {
    const length = rest.shift() ?? 0;
    const offset = at;
    at += paddedLength(length);
    return [bytes.buffer, offset, length / (ELEMENT_BYTES[lengths.length - rest.length - 1] ?? 1)];
  };
  const strings = () => ({ units: new Uint16Array(...next()), ends: new Uint32Array(...next()) });
  const postings = () => ({
    terms: strings(),
    starts: new Uint32Array(...next()),
    texts: new Uint32Array(...next()),
    shares: new Uint8Array(...next()),
  });
  const [words, pairs, forms] = [postings(), postings(), strings()];
  const size = forms.ends.length;
  return { words: { size, ...words }, pairs: { size, ...pairs }, forms };
}

/** Of one element of each array. */
const ELEMENT_BYTES = [2, 4, 4, 4, 1, 2, 4, 4, 4, 1, 2, 4];

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length % ALIGNMENT === 0) return bytes;
  const longer = new Uint8Array(paddedLength(bytes.length));
  longer.set(bytes);
  return longer;
}

function paddedLength(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
