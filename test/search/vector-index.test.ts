import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openVectorIndex } from "../../src/search/cached-vector-index.ts";
import { createExactVectorIndex } from "../../src/search/exact-vector-index.ts";
import { embedSpelling, SPELLING_DIMENSIONS } from "../../src/search/hashed-ngrams.ts";
import { buildHnswIndex } from "../../src/search/hnsw-vector-index.ts";
import type { VectorIndex } from "../../src/search/vector-index.ts";
import { vectorIndexContract } from "../contracts/vector-index.ts";
import { scaled, seeded } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";

vectorIndexContract("the exact scan", createExactVectorIndex);
vectorIndexContract("hnswlib", buildHnswIndex);

const NAMES = Array.from(
  { length: 400 },
  (_, i) => `第${i}号${"機械電気化学繊維"[i % 8]}研究会${i * 7}`,
);
const VECTORS = NAMES.map(embedSpelling);

describe("the cached vector index", () => {
  const open = (folder: string, vectors = VECTORS) => {
    const troubles: string[] = [];
    const index = openVectorIndex({
      name: "names",
      folder,
      vectors,
      dimensions: SPELLING_DIMENSIONS,
      onTrouble: (message) => troubles.push(message),
    });
    return { index, troubles };
  };
  const nearestOf = (index: ReturnType<typeof open>["index"]) =>
    ["第31号", "化学研究会217", "繊維"].map((text) =>
      index.nearest(embedSpelling(text), 1).map(({ label }) => label),
    );

  test("finds what the exact scan finds, built or read from its file", () => {
    const folder = tempFolder();
    const exact = nearestOf(createExactVectorIndex(VECTORS, SPELLING_DIMENSIONS));

    expect(nearestOf(open(folder).index)).toEqual(exact);
    const written = readFileSync(join(folder, "names.hnsw"));
    expect(nearestOf(open(folder).index)).toEqual(exact);
    expect(readFileSync(join(folder, "names.hnsw")).equals(written)).toBe(true);
  });

  test.each([
    ["cut short", (file: string) => truncateSync(file, 100)],
    ["one byte off", (file: string) => flipByte(file, 5_000)],
    ["wrong in its header", (file: string) => flipByte(file, 8)],
    ["empty", (file: string) => truncateSync(file, 0)],
    ["no index at all", (file: string) => writeFileSync(file, "何でもない")],
  ])("is built anew when its file is %s", (_, damage) => {
    const folder = tempFolder();
    const before = nearestOf(open(folder).index);
    const file = join(folder, "names.hnsw");
    const good = readFileSync(file);

    damage(file);
    const { index, troubles } = open(folder);

    expect(nearestOf(index)).toEqual(before);
    expect(troubles).toEqual([]);
    expect(readFileSync(file)).toHaveLength(good.length);
  });

  test("never lets a damaged file through: rebuilt, and the same ten nearest as the exact scan", () => {
    const folder = tempFolder();
    open(folder);
    const file = join(folder, "names.hnsw");
    const good = readFileSync(file);
    const exact = tenNearest(createExactVectorIndex(VECTORS, SPELLING_DIMENSIONS));

    for (const [what, damaged] of damages(good)) {
      writeFileSync(file, damaged);

      const { index, troubles } = open(folder);

      expect([what, tenNearest(index), troubles]).toEqual([what, exact, []]);
      expect(readFileSync(file).equals(damaged), what).toBe(false);
    }
  });

  test("is built anew when the names have changed or the sidecar is damaged", () => {
    const folder = tempFolder();
    open(folder);
    writeFileSync(join(folder, "names.hnsw.json"), "{");

    expect(open(folder, VECTORS.slice(0, 10)).index.size).toBe(10);
    expect(open(folder).index.size).toBe(VECTORS.length);
  });

  test("serves from memory and says so when its folder cannot be written", () => {
    const file = join(tempFolder(), "a-file");
    writeFileSync(file, "");

    const { index, troubles } = open(file);

    expect(index.size).toBe(VECTORS.length);
    expect(troubles).toEqual(["the vector index could not be cached"]);
  });
});

const ASKED = ["第31号", "化学研究会217", "繊維"].map(embedSpelling);

function tenNearest(index: VectorIndex): readonly (readonly number[])[] {
  return ASKED.map((vector) => index.nearest(vector, 10).map(({ label }) => label));
}

/** Bit flips, zeroed blocks, cut ends and indexes of other dimensions: 276 in all, or a seeded few. */
function damages(good: Buffer): readonly (readonly [string, Buffer])[] {
  const random = seeded(7);
  const place = () => Math.floor(random() * good.length);
  const times = <T>(count: number, make: () => T) =>
    Array.from({ length: scaled(count, 10) }, make);
  const flipped = (at: number) => {
    const bytes = Buffer.from(good);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return [`bit at ${at}`, bytes] as const;
  };
  const zeroed = (at: number) =>
    [`zeroes at ${at}`, Buffer.from(good).fill(0, at, at + 512)] as const;
  const cut = (at: number) => [`cut at ${at}`, good.subarray(0, at)] as const;
  const other = (dimensions: number) => {
    const file = join(tempFolder(), "other.hnsw");
    buildHnswIndex(
      VECTORS.map((vector) => vector.slice(0, dimensions)),
      dimensions,
    ).write(file);
    return [`${dimensions} dimensions`, readFileSync(file)] as const;
  };
  return [
    // The header is where a wrong number does most harm.
    ...times(60, () => flipped(Math.floor(random() * 96))),
    ...times(90, () => flipped(place())),
    ...times(60, () => zeroed(place())),
    ...times(60, () => cut(place())),
    ...[2, 8, 64, 128, 200, 255].map(other),
  ];
}

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}
