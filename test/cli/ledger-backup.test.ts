import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { openOffice } from "../support/office.ts";

const FILE = "控え.sqlite";

/** An office with a ledger, and the path of a backup of it. */
async function office() {
  const opened = openOffice();
  await opened.ledger("user", "sato", "--name", "佐藤", "--role", "coordinator");
  await opened.ledger("backup", "--out", FILE);
  return { ...opened, file: join(opened.cwd, FILE) };
}

const change = (sql: string) => (file: string) => {
  const database = new Database(file);
  database.exec(sql);
  database.close();
};
const SPOILT: readonly (readonly [string, (file: string) => void])[] = [
  ["is no database", (file) => writeFileSync(file, "これは台帳ではありません")],
  ["is empty", (file) => writeFileSync(file, "")],
  ["is cut", (file) => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
  ["is damaged", (file) => damage(file)],
  [
    "was changed by hand",
    change("DROP TRIGGER event_is_not_changed; UPDATE event SET actor = 'x' WHERE seq = 1"),
  ],
  ["is of a newer Musubi", change("PRAGMA user_version = 99")],
];

describe("ledger restore", () => {
  test.each(SPOILT)("of a file that %s names that file and says what to do", async (_, spoil) => {
    const { ledger, file } = await office();
    spoil(file);
    const { code, text } = await ledger("restore", FILE);

    expect(code).toBe(1);
    expect(text).toContain(`「${file}」`);
    expect(text).toMatch(/ください/u);
    expect(text).toContain("何も変えていません");
    expect(text).not.toContain(".tmp");
  });

  test("of a folder names the folder", async () => {
    const { ledger, cwd } = await office();
    mkdirSync(join(cwd, "控え"));
    const { code, text } = await ledger("restore", "控え");

    expect(code).toBe(1);
    expect(text).toContain(`「${join(cwd, "控え")}」を読めません`);
  });

  test("into what is no folder says so", async () => {
    const { cwd, file } = await office();
    writeFileSync(join(cwd, "data"), "");
    const { code, text } = await openOffice({ data: join(cwd, "data") }).ledger("restore", file);

    expect(code).toBe(1);
    expect(text).toContain("--data");
    expect(text).not.toContain(".tmp");
  });

  test("of a backup that may only be read leaves a ledger that can be written", async () => {
    const { ledger, file, data } = await office();
    chmodSync(file, 0o400);

    expect(await ledger("restore", FILE)).toMatchObject({ code: 0 });
    expect(statSync(join(data, "ledger", "ledger.sqlite")).mode & 0o200).toBe(0o200);
  });
});

describe("ledger backup", () => {
  test("to where no file can be written names the place and the option", async () => {
    const { ledger, cwd } = await office();
    writeFileSync(join(cwd, "file"), "");
    for (const out of ["file/b.sqlite", "file/folder/b.sqlite"]) {
      const { code, text } = await ledger("backup", "--out", out);

      expect(code).toBe(1);
      expect(text).toContain(`「${join(cwd, out)}」`);
      expect(text).toContain("--out");
      expect(text).not.toMatch(/\.tmp|--data/u);
    }
  });

  test("of a ledger that was changed by hand says that it is the ledger", async () => {
    const { ledger, data } = await office();
    change("DROP TRIGGER event_is_not_changed; UPDATE event SET actor = 'x' WHERE seq = 1")(
      join(data, "ledger", "ledger.sqlite"),
    );
    const { code, text } = await ledger("backup", "--out", "b.sqlite");

    expect(code).toBe(1);
    expect(text).toContain("台帳の記録の鎖がつながりません");
    expect(text).toContain("npm run ledger -- verify");
    expect(text).not.toContain("b.sqlite");
  });
});

function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096 * 2, 4096 * 4);
  writeFileSync(file, bytes);
}
