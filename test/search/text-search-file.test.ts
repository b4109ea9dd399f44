import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createTextSearch } from "../../src/search/text-search.ts";
import { answers, EXPECTED, open, stored, TEXTS } from "../support/stored-text-search.ts";
import { tempFolder } from "../support/temp-folder.ts";

describe("a stored text index", () => {
  test("is read back and answers as the one that was built", () => {
    const { folder } = stored();

    const again = open(folder);

    expect(again.built).toBe(0);
    expect(answers(again.search)).toEqual(EXPECTED);
    expect(again.search.words.has("転用")).toBe(true);
    expect(again.search.pairs.idf("転用")).toBe(createTextSearch(TEXTS).pairs.idf("転用"));
  });

  test("of no texts is read back too", () => {
    const folder = tempFolder();
    open(folder, { texts: [] });

    const again = open(folder, { texts: [] });

    expect(again.built).toBe(0);
    expect(again.search.size).toBe(0);
  });

  test("of another version of the texts is built anew, and the new one stays", () => {
    const { folder } = stored();

    expect(open(folder, { version: "2" }).built).toBe(1);
    expect(open(folder, { version: "2" }).built).toBe(0);
  });

  test("leaves nothing beside itself", () => {
    expect(readdirSync(stored().folder)).toEqual(["texts.index"]);
  });

  test("that cannot be written is told of, and the search is right all the same", () => {
    const folder = join(tempFolder(), "file");
    writeFileSync(folder, "");

    const { search, troubles } = open(folder);

    expect(troubles).toEqual(["the text index could not be stored"]);
    expect(answers(search)).toEqual(EXPECTED);
  });

  test("that cannot be read is built anew", () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "texts.index"));

    expect(answers(open(folder).search)).toEqual(EXPECTED);
  });

  test("is whole after several processes wrote it at once", async () => {
    const folder = tempFolder();
    const module = new URL("../../src/search/text-search-file.ts", import.meta.url).href;
    // Each builds, and so writes, every time: the version is always another.
    const script = `
      const { openTextSearch } = await import(${JSON.stringify(module)});
      const texts = ${JSON.stringify(TEXTS)};
      for (let i = 0; i < 30; i++) {
        openTextSearch({
          folder: ${JSON.stringify(folder)},
          version: i === 29 ? "1" : process.pid + "/" + i,
          texts: () => texts,
          onTrouble: (message, cause) => { throw cause; },
        });
      }`;
    const run = () =>
      promisify(execFile)(process.execPath, [
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        script,
      ]);

    await Promise.all([run(), run(), run()]);

    const { search } = open(folder);
    expect(answers(search)).toEqual(EXPECTED);
    expect(readdirSync(folder)).toEqual(["texts.index"]);
  });
});
