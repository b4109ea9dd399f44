import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createExactVectorIndex } from "./exact-vector-index.ts";
import { buildHnswIndex, type HnswVectorIndex, readHnswIndex } from "./hnsw-vector-index.ts";
import type { VectorIndex } from "./vector-index.ts";

interface Options {
  /** Folder for the cached graph, and what it is called there. */
  readonly folder: string;
  readonly name: string;
  readonly vectors: readonly Float32Array[];
  readonly dimensions: number;
  /** Told why the cache or the graph could not be used; the answer is right all the same. */
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** What the cached file must agree with, beside its own checksum. */
interface Sidecar {
  readonly version: string;
  readonly dimensions: number;
  readonly size: number;
  readonly sha256: string;
}

/**
 * The vector index over the given vectors. The graph is read from the folder when its sidecar
 * agrees with the vectors and its bytes with the sidecar; otherwise it is built anew and cached.
 * Where hnswlib fails the exact scan serves.
 */
export function openVectorIndex({
  folder,
  name,
  vectors,
  dimensions,
  onTrouble,
}: Options): VectorIndex {
  const file = join(folder, `${name}.hnsw`);
  const shape = { version: versionOf(vectors), dimensions, size: vectors.length };
  try {
    return readCached(file, shape) ?? buildAndCache(file, shape, vectors, onTrouble);
  } catch (error) {
    onTrouble("hnswlib failed; the exact scan serves instead", error);
    return createExactVectorIndex(vectors, dimensions);
  }
}

type Shape = Omit<Sidecar, "sha256">;

function readCached(file: string, shape: Shape): VectorIndex | undefined {
  const bytes = readIfThere(file);
  if (!bytes) return undefined;
  const expected: Sidecar = { ...shape, sha256: sha256(bytes) };
  const agrees = readIfThere(`${file}.json`)?.toString("utf8") === JSON.stringify(expected);
  return agrees ? readHnswIndex(file, shape) : undefined;
}

function buildAndCache(
  file: string,
  shape: Shape,
  vectors: readonly Float32Array[],
  onTrouble: Options["onTrouble"],
): VectorIndex {
  const index = buildHnswIndex(vectors, shape.dimensions);
  try {
    cache(file, shape, index);
  } catch (error) {
    onTrouble("the vector index could not be cached", error);
  }
  return index;
}

/** Under temporary names first: a reader sees the old pair, the new pair, or a pair that disagrees. */
function cache(file: string, shape: Shape, index: HnswVectorIndex): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    index.write(temporary);
    sync(temporary);
    // hnswlib is silent when the disk is full: only a file that opens again is worth its checksum.
    readHnswIndex(temporary, shape);
    const sidecar: Sidecar = { ...shape, sha256: sha256(readFileSync(temporary)) };
    renameSync(temporary, file);
    writeFileSync(temporary, JSON.stringify(sidecar), { flush: true });
    renameSync(temporary, `${file}.json`);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    // Missing or unreadable, it is no cache: build anew.
    return undefined;
  }
}

function versionOf(vectors: readonly Float32Array[]): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of vectors) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex");
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
