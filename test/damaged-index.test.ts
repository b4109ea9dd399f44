import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { corpusCopy, openTestApp } from "./support/app.ts";
import { tempFolder } from "./support/temp-folder.ts";

const QUESTION = "岡山テクノプラザの予算は？";

/** A data folder with an index of a corpus that is not the default one: a few dozen of the cards. */
async function indexed() {
  const data = tempFolder();
  const corpus = corpusCopy((path) => path.includes("okayama"));
  const app = openTestApp({ data });
  await app.update(corpus);
  const answer = await app.assistant.answer(QUESTION);
  app.close();
  return { data, corpus, answer, file: join(data, "index", "index.sqlite") };
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}

/** Bytes of no meaning, the same in every run. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    }),
  );
}

const DAMAGES: readonly (readonly [string, (file: string) => void])[] = [
  ...[0, 4_096, 20_000, 100_000].flatMap((at) => [
    [
      `8,000 bytes of noise at ${at}`,
      (file: string) => overwrite(file, at, noise(8_000, at + 1)),
    ] as const,
    [`8,000 zeros at ${at}`, (file: string) => overwrite(file, at, Buffer.alloc(8_000))] as const,
    [
      `8,000 spaces at ${at}`,
      (file: string) => overwrite(file, at, Buffer.alloc(8_000, " ")),
    ] as const,
  ]),
  ["half of it gone", (file) => truncateSync(file, statSync(file).size >> 1)],
  [
    "one letter changed",
    (file) => overwrite(file, readFileSync(file).indexOf("予算額は"), Buffer.from("与")),
  ],
];

describe("an index that was damaged", () => {
  test.each(DAMAGES)(
    "is built anew and told, and the answer is the same: %s",
    async (_, damage) => {
      const { data, corpus, answer, file } = await indexed();
      damage(file);
      const told: string[] = [];

      const app = openTestApp({ data, onTrouble: (message) => told.push(message) });

      expect({ ...(await app.assistant.answer(QUESTION)), timings: 0 }).toEqual({
        ...answer,
        timings: 0,
      });
      expect(app.corpusFolder()).toBe(corpus);
      expect(told).toEqual(["the index was damaged and is built anew"]);
      app.close();
      const after = openTestApp({ data });
      expect(await after.update()).toMatchObject({ added: 0, changed: 0 });
    },
  );

  test("or deleted forgets nothing but itself", async () => {
    const { data, corpus, answer } = await indexed();
    rmSync(join(data, "index"), { recursive: true });

    const app = openTestApp({ data });

    expect((await app.assistant.answer(QUESTION)).citations).toEqual(answer.citations);
    expect(app.corpusFolder()).toBe(corpus);
    expect(readdirSync(data).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  test("while it serves is built anew too", async () => {
    const { data, corpus, answer, file } = await indexed();
    const told: string[] = [];
    const app = openTestApp({ data, onTrouble: (message) => told.push(message) });
    await app.assistant.answer(QUESTION);
    overwrite(file, 4_096, noise(60_000, 1));
    rmSync(join(corpus, "organisations", "okayama-tlo.md"));

    expect((await app.assistant.answer(QUESTION)).citations).toEqual(answer.citations);
  });
});
