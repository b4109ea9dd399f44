import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { indexReader, readIndexed, updateIndex } from "../../src/search/corpus-index.ts";
import { openIndexStore } from "../../src/storage/index-store.ts";
import { CORPUS } from "../support/shipped.ts";
import { tempFolder } from "../support/temp-folder.ts";

function openCorpus() {
  const folder = join(tempFolder(), "cards");
  mkdirSync(folder);
  for (const file of [
    "sources.yaml",
    "schemes/okayama-techno-plaza.md",
    "schemes/okayama-our-skill.md",
  ]) {
    cpSync(join(CORPUS, file), join(folder, file.replace("schemes/", "")));
  }
  const store = openIndexStore(tempFolder());
  onTestFinished(() => store.close());
  const seen: number[] = [];
  const update = () =>
    updateIndex(store, {
      folder,
      addedFolder: join(folder, "none"),
      remembered: "cards",
      onProgress: (done) => seen.push(done),
    });
  const edit = (file: string, from: string, to: string) =>
    writeFileSync(
      join(folder, file),
      readFileSync(join(folder, file), "utf8").replaceAll(from, to),
    );
  return { folder, store, update, edit, seen };
}

describe("reading what was indexed", () => {
  test("sees at the next look what another process changed during this one", async () => {
    const { update, store } = openCorpus();
    await update();
    const change = { meta: { revision: "other" }, files: [], vectors: [] };
    const files = () => {
      const before = store.files();
      store.apply({ ...change, removed: ["okayama-our-skill.md"] });
      return before;
    };
    const indexed = indexReader({ ...store, files });

    expect(indexed().cards).toHaveLength(2);
    expect(indexed().cards).toHaveLength(1);
  });
});

describe("keeping the index in step with the cards", () => {
  test("reads all cards the first time and none the second", async () => {
    const { update, store, seen } = openCorpus();

    expect(await update()).toMatchObject({ added: 3, changed: 0, removed: 0, unchanged: 0 });
    expect(seen).toEqual([1, 2]);
    expect(await update()).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 3 });
    expect(seen).toEqual([1, 2]);
    expect(readIndexed(store).cards.map(({ id }) => id)).toEqual([
      "okayama-our-skill",
      "okayama-techno-plaza",
    ]);
  });

  test("sees what was changed, added and removed, even when size and name stay the same", async () => {
    const { update, edit, folder, store } = openCorpus();
    await update();

    edit("okayama-techno-plaza.md", "5,000千円", "6,000千円");
    rmSync(join(folder, "okayama-our-skill.md"));
    const change = await update();

    expect(change).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 1 });
    expect(JSON.stringify(readIndexed(store).cards)).toContain("6,000千円");
    expect(readIndexed(store).names.every(({ path }) => path === "okayama-techno-plaza.md")).toBe(
      true,
    );
  });

  test("takes nothing of a corpus with one broken card", async () => {
    const { update, edit, store } = openCorpus();
    await update();
    const before = readIndexed(store);

    edit("okayama-our-skill.md", "status: historic", "status: gone");
    edit("okayama-techno-plaza.md", "5,000千円", "6,000千円");

    await expect(update()).rejects.toThrow(UserError);
    expect(readIndexed(store)).toEqual(before);
  });

  test("builds everything anew when it was built by another version", async () => {
    const { update, store } = openCorpus();
    await update();
    store.apply({ meta: { version: "0", revision: "0" }, removed: [], files: [], vectors: [] });

    expect(await update()).toMatchObject({ changed: 3, unchanged: 0 });
  });
});
