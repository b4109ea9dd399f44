import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answers, EXPECTED, open, QUERIES, stored, TEXTS } from "../support/stored-text-search.ts";

describe("a damaged text index is never believed", () => {
  const expectRebuilt = ({ folder, file }: ReturnType<typeof stored>, damaged: Uint8Array) => {
    writeFileSync(file, damaged);
    const { search, built } = open(folder);
    expect(built).toBe(1);
    expect(answers(search)).toEqual(EXPECTED);
  };

  test("when any bit is another", () => {
    const index = stored();
    const { bytes } = index;
    fc.assert(
      fc.property(fc.nat(8 * bytes.length - 1), (bit) => {
        const damaged = Uint8Array.from(bytes);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expectRebuilt(index, damaged);
      }),
      { numRuns: 100, seed: 2004 },
    );
  });

  test("when it ends early or goes on", () => {
    const index = stored();
    const { bytes } = index;
    for (const length of [0, 1, 31, 32, 39, 40, 41, 200, bytes.length - 8, bytes.length - 1]) {
      expectRebuilt(index, bytes.subarray(0, length));
    }
    expectRebuilt(index, Buffer.concat([bytes, Buffer.alloc(8)]));
  });

  test("when blocks of it are zero", () => {
    const index = stored();
    const { bytes } = index;
    for (let at = 0; at < bytes.length; at += 64) {
      expectRebuilt(index, Uint8Array.from(bytes).fill(0, at, at + 64));
    }
  });

  test("when the checksum is right and the numbers are not", () => {
    const index = stored();
    const { folder, file, bytes } = index;
    fc.assert(
      fc.property(fc.nat((bytes.length - 40) / 4 - 1), fc.nat(0xffff_ffff), (place, number) => {
        const damaged = Buffer.from(bytes);
        damaged.writeUInt32LE(number, 40 + 4 * place);
        writeFileSync(file, withChecksum(damaged));

        // Not every number can be told to be wrong; whatever is believed must be safe to search.
        const { search } = open(folder);
        for (const query of QUERIES) {
          for (const hit of search.search(query, { limit: 3 })) {
            expect(hit.number).toBeLessThan(TEXTS.length);
          }
        }
      }),
      { numRuns: 200, seed: 2004 },
    );
  });

  test("when the checksum is right and the lengths in its header are not", () => {
    const index = stored();
    const { bytes } = index;
    const headerLength = bytes.readUInt32LE(32);
    const header = JSON.parse(bytes.subarray(40, 40 + headerLength).toString("utf8"));
    const lengths: number[] = header.lengths;
    const tampered = [
      { ...header, lengths: lengths.slice(1) },
      { ...header, lengths: [...lengths, 0] },
      { ...header, lengths: lengths.map((length, i) => (i === 3 ? length + 4 : length)) },
      { ...header, lengths: lengths.map((length, i) => (i === 0 ? length + 1 : length)) },
      { ...header, lengths: lengths.map((length, i) => (i < 2 ? lengths[1 - i] : length)) },
      { ...header, lengths: lengths.map(String) },
      { ...header, lengths: [-8, ...lengths.slice(1)] },
      { identity: header.identity },
      [],
      null,
    ];
    for (const each of tampered) {
      const json = Buffer.from(JSON.stringify(each));
      const damaged = Buffer.concat([
        bytes.subarray(0, 32),
        uint64(json.length),
        json,
        Buffer.alloc(-json.length & 7),
        bytes.subarray(40 + headerLength + (-headerLength & 7)),
      ]);
      expectRebuilt(index, withChecksum(damaged));
    }
  });

  test("when a header is longer than the file", () => {
    const index = stored();
    const { bytes } = index;
    const damaged = Buffer.from(bytes);
    damaged.writeUInt32LE(0xffff_ffff, 32);
    expectRebuilt(index, withChecksum(damaged));
  });
});

function withChecksum(bytes: Buffer): Buffer {
  const digest = createHash("sha256").update(bytes.subarray(32)).digest();
  return Buffer.concat([digest, bytes.subarray(32)]);
}

function uint64(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(number);
  return bytes;
}
