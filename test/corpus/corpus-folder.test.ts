import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { UserError } from "../../src/errors.ts";
import { corpusCopy } from "../support/app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CARD = "schemes/okayama-techno-plaza.md";

/** Edits the shipped cards, and the message that they are refused with. */
async function refusalAfter(edit: (folder: string) => void): Promise<string> {
  const folder = corpusCopy();
  edit(folder);
  const files = await readCorpusFiles(folder);
  try {
    readCorpus(folder, files);
  } catch (error) {
    if (error instanceof UserError) return error.text.ja;
    throw error;
  }
  return "";
}

const replaceIn = (file: string, from: string, to: string) => (folder: string) =>
  writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replace(from, to));

describe("a corpus folder", () => {
  test.each([
    [
      "pages in the wrong order",
      replaceIn(CARD, "p.5", "p.5-3"),
      /小さいページから.*p\.3-5、.*p\.5-3/u,
    ],
    ["a page beyond the last", replaceIn(CARD, "p.5", "p.5-30"), /1から10まで.*p\.5-30/u],
    [
      "an id given to two sources",
      replaceIn("sources.yaml", "id: meti-2007", "id: okayama-2004"),
      /sources\.yaml:\d+ 1\.id: .*ほかにない id.*okayama-2004/u,
    ],
    [
      "a list of sources that is not UTF-8",
      (folder: string) =>
        writeFileSync(join(folder, "sources.yaml"), Buffer.from([0x2d, 0x20, 0x8e])),
      /sources\.yaml:1 .*UTF-8/u,
    ],
    [
      "a card that is not UTF-8",
      (folder: string) => {
        const good = readFileSync(join(folder, CARD));
        writeFileSync(
          join(folder, CARD),
          Buffer.concat([good.subarray(0, -3), Buffer.from([0x8e])]),
        );
      },
      /okayama-techno-plaza\.md:\d+ 本文: .*UTF-8/u,
    ],
  ])("with %s is refused, and told why", async (_, edit, said) => {
    expect(await refusalAfter(edit)).toMatch(said);
  });

  test("tells what it passes over: names in capitals, and links", async () => {
    const folder = corpusCopy();
    const elsewhere = tempFolder();
    writeFileSync(join(folder, "PLAN.MD"), "# 計画\n");
    writeFileSync(join(folder, "photo.PNG"), "");
    writeFileSync(join(folder, "README.MD"), "");
    symlinkSync(elsewhere, join(folder, "more"));
    symlinkSync(join(folder, CARD), join(folder, "plaza.md"));
    mkdirSync(join(folder, "drafts"));
    symlinkSync(elsewhere, join(folder, "drafts", "more"));

    const { warnings } = readCorpus(folder, await readCorpusFiles(folder));

    expect(warnings.map(({ path, came }) => [path, came])).toEqual([
      ["PLAN.MD", expect.stringContaining("大文字")],
      ["more", expect.stringContaining("リンク")],
      ["plaza.md", expect.stringContaining("リンク")],
    ]);
  });

  // A permission that is missing cannot be tried by everybody: the superuser reads all the same.
  const failing = (code: string) => (file: string) =>
    file.endsWith(CARD) ? Promise.reject(Object.assign(new Error(code), { code })) : readFile(file);

  test("with a file that cannot be read is refused by its name", async () => {
    const reading = readCorpusFiles(corpusCopy(), failing("EACCES"));

    await expect(reading).rejects.toMatchObject({
      text: { ja: expect.stringMatching(/okayama-techno-plaza\.md」を読めません/u) },
    });
  });

  test("from which a file goes away while it is read is read without it", async () => {
    const files = await readCorpusFiles(corpusCopy(), failing("ENOENT"));

    expect(files.length).toBeGreaterThan(50);
    expect(files.map(({ path }) => path)).not.toContain(CARD);
  });
});
