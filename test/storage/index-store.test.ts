import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { UpstreamError, UserError } from "../../src/errors.ts";
import { DamagedIndexError } from "../../src/storage/damaged-index.ts";
import { type IndexStore, openIndexStore } from "../../src/storage/index-store.ts";
import { migrate, openDatabase } from "../../src/storage/open-database.ts";
import { storageFault } from "../../src/storage/storage-fault.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CARD = { path: "a.md", sha256: "1", content: "{}" };
const CHANGE = { meta: { revision: "1" }, removed: [], files: [CARD], vectors: [] };

describe("the index on disk", () => {
  test("gives back what was put in, in another process as in this one", () => {
    const folder = tempFolder();
    const vector = new Float32Array([0.5, -0.25]);
    const store = openIndexStore(folder);
    store.apply({ ...CHANGE, vectors: [{ path: "a.md", text: "名前", vector }] });
    store.close();

    const again = openIndexStore(folder);

    expect(again.files()).toEqual([CARD]);
    expect(again.vectors()).toEqual([{ path: "a.md", text: "名前", vector }]);
    expect(again.meta("revision")).toBe("1");
    again.close();
  });

  test("takes a change as a whole or not at all", () => {
    const store = openIndexStore(tempFolder());
    store.apply(CHANGE);
    const stray = { path: "not-there.md", text: "x", vector: new Float32Array([1]) };

    expect(() =>
      store.apply({ meta: { revision: "2" }, removed: ["a.md"], files: [], vectors: [stray] }),
    ).toThrow();

    expect(store.files()).toEqual([CARD]);
    expect(store.meta("revision")).toBe("1");
    store.close();
  });

  test.each([
    [
      "a damaged one",
      (file: string) => writeFileSync(file, "これはデータベースではありません".repeat(200)),
    ],
    ["one of a newer version", (file: string) => new Database(file).pragma("user_version = 99")],
  ])("starts empty in place of %s, for it is only a cache", (_, spoil) => {
    const folder = tempFolder();
    spoil(join(folder, "index.sqlite"));

    const store = openIndexStore(folder);
    store.apply(CHANGE);

    expect(store.files()).toEqual([CARD]);
    store.close();
  });

  test.each([
    ["a file", "UPDATE file SET content = '{ }'", (store: IndexStore) => store.files()],
    ["a vector", "UPDATE vector SET text = 'x'", (store: IndexStore) => store.vectors()],
  ])("notices that the row of %s is not as it was put in", (_, spoil, read) => {
    const folder = tempFolder();
    const store = openIndexStore(folder);
    store.apply({
      ...CHANGE,
      vectors: [{ path: "a.md", text: "名前", vector: new Float32Array([1]) }],
    });
    new Database(join(folder, "index.sqlite")).exec(spoil);

    expect(() => read(store)).toThrow(DamagedIndexError);
    store.startOver();
    expect(read(store)).toEqual([]);
    store.close();
  });

  test.each(["DELETE FROM file", "UPDATE meta SET value = '2' WHERE key = 'revision'"])(
    "starts empty, and tells, where rows have gone or changed: %s",
    (spoil) => {
      const folder = tempFolder();
      const store = openIndexStore(folder);
      store.apply(CHANGE);
      store.close();
      new Database(join(folder, "index.sqlite")).exec(spoil);
      const told: unknown[] = [];

      const again = openIndexStore(folder, (cause) => told.push(cause));

      expect(again.meta("revision")).toBeUndefined();
      expect(told).toEqual([expect.any(DamagedIndexError)]);
      again.close();
    },
  );

  test("in a place that is a file is the user's to mend", () => {
    const file = join(tempFolder(), "a-file");
    writeFileSync(file, "");

    expect(() => openIndexStore(file).apply(CHANGE)).toThrow(UserError);
  });
});

describe("migrations", () => {
  test("run once each, in order, and refuse a newer file", () => {
    const database = openDatabase(join(tempFolder(), "m.sqlite"));
    const first = "CREATE TABLE a(x)";

    expect(migrate(database, [first])).toBe(true);
    expect(migrate(database, [first, "ALTER TABLE a ADD COLUMN y"])).toBe(true);
    expect(migrate(database, [first])).toBe(false);
    expect(database.prepare("SELECT x, y FROM a").all()).toEqual([]);
    database.close();
  });

  test("leave nothing behind when one of them fails", () => {
    const database = openDatabase(join(tempFolder(), "m.sqlite"));

    expect(() => migrate(database, ["CREATE TABLE a(x)", "NONSENSE"])).toThrow();

    expect(database.pragma("user_version", { simple: true })).toBe(0);
    expect(database.prepare("SELECT name FROM sqlite_schema").all()).toEqual([]);
    database.close();
  });
});

describe("what went wrong with the storage", () => {
  test.each([
    ["ENOSPC", UpstreamError, "空き容量"],
    ["SQLITE_FULL", UpstreamError, "空き容量"],
    ["SQLITE_IOERR_WRITE", UpstreamError, "空き容量"],
    ["SQLITE_BUSY", UpstreamError, "別のMusubi"],
    ["EACCES", UserError, "--data"],
    ["SQLITE_READONLY_DIRECTORY", UserError, "--data"],
  ])("%s is told to the right one", (code, kind, said) => {
    const fault = storageFault("/somewhere", Object.assign(new Error(code), { code }));

    expect(fault).toBeInstanceOf(kind);
    expect((fault as UserError).text.ja).toContain(said);
    expect((fault as UserError).text.ja).toContain("/somewhere");
  });

  test("anything else is passed on as it is", () => {
    const bug = new TypeError("x is not a function");

    expect(storageFault("/somewhere", bug)).toBe(bug);
  });

  test("the folder of an index holds nothing but the index, and nothing before there is something", () => {
    const folder = join(tempFolder(), "data");
    mkdirSync(folder);
    openIndexStore(folder).close();

    expect(readdirSync(folder)).toEqual([]);
    const store = openIndexStore(folder);
    store.apply(CHANGE);
    store.close();
    expect(readdirSync(folder).every((name) => name.startsWith("index.sqlite"))).toBe(true);
  });
});
