import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { backupLedger, restoreLedger } from "../../src/reports/backup-ledger.ts";
import { noteDailyHead } from "../../src/reports/daily-head.ts";
import { exportLedger } from "../../src/reports/export-ledger.ts";
import { ADMIN, COORDINATOR, done, testLedger } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";
import { tempFolder } from "../support/temp-folder.ts";

const NOW = () => new Date("2026-05-01T00:00:00Z");

/** A ledger with two needs, one of them secret, and a backup of it. */
async function backedUp() {
  const book = testLedger();
  const { ledger } = book;
  done(await ledger.registerNeed(need(), COORDINATOR));
  done(
    await ledger.registerNeed(
      need({
        summary: "測定の相談",
        anonymity: "field",
        secret: { organisation: "備前耐火", text: "配合は秘密の三割" },
      }),
      COORDINATOR,
    ),
  );
  const file = join(tempFolder(), "backup.sqlite");
  const { head } = await backupLedger(ledger, { file, now: NOW }, ADMIN);
  return { ...book, file, head };
}

const opened = (folder: string) => openLedger({ folder, now: NOW });

describe("a backup", () => {
  test("is one verified file with everything but the keys", async () => {
    const { file, head } = await backedUp();
    const database = new Database(file, { readonly: true });
    const events = database.prepare("SELECT count(*) AS n, max(seq) AS last FROM event").get();
    database.close();

    expect(events).toEqual({ n: 3, last: head.seq });
    expect(readFileSync(file).includes("備前耐火")).toBe(false);
    expect(readdirSync(join(file, ".."))).toEqual(["backup.sqlite"]);
  });

  test("is never written over a file", async () => {
    const { ledger, file } = await backedUp();
    const before = readFileSync(file);

    await expect(backupLedger(ledger, { file, now: NOW }, ADMIN)).rejects.toThrow(/there already/u);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("takes the place of the ledger, which is kept beside it", async () => {
    const { ledger, folder, file, head } = await backedUp();
    done(await ledger.registerNeed(need({ summary: "あとから" }), COORDINATOR));
    ledger.close();
    const restored = restoreLedger({ file, folder, now: NOW });
    const again = opened(folder);
    const verified = await again.verify(head);
    const needs = await again.all("need", ADMIN);
    again.close();
    const before = new Database(restored.before ?? "", { readonly: true });
    const kept = before.prepare("SELECT count(*) AS n FROM event").get();
    before.close();

    expect(restored.head).toEqual(head);
    expect(verified.isSound).toBe(true);
    expect(needs).toHaveLength(2);
    expect(kept).toEqual({ n: 4 });
  });

  test("brings nothing back that was erased since", async () => {
    const { ledger, folder, file } = await backedUp();
    done(await ledger.erase("need", "N-0002", "企業の求め", ADMIN));
    ledger.close();
    restoreLedger({ file, folder, now: NOW });
    const again = opened(folder);
    const secret = await again.openSecret("need", "N-0002", ADMIN);
    again.close();

    expect(secret).toBeUndefined();
  });

  test.each([
    ["damaged", (file: string) => damage(file)],
    ["cut", (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
    ["no database", (file: string) => writeFileSync(file, "これは台帳ではありません")],
    ["another database", (file: string) => otherDatabase(file)],
    ["changed by hand", (file: string) => tamper(file)],
  ])("that is %s is refused, and the ledger stays", async (_, spoil) => {
    const { ledger, folder, file } = await backedUp();
    ledger.close();
    spoil(file);
    const before = readdirSync(folder).sort();

    expect(() => restoreLedger({ file, folder, now: NOW })).toThrow();
    const again = opened(folder);
    expect((await again.verify()).count).toBe(3);
    again.close();
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test("takes the place of a ledger that is damaged", async () => {
    const { ledger, folder, file } = await backedUp();
    ledger.close();
    writeFileSync(join(folder, "ledger.sqlite"), "壊れた台帳".repeat(1000));
    const { before = "" } = restoreLedger({ file, folder, now: NOW });
    const again = opened(folder);
    expect((await again.verify()).isSound).toBe(true);
    again.close();
    expect(readFileSync(before, "utf8")).toContain("壊れた台帳");
  });

  test("does not take the place of a ledger that somebody has open", async () => {
    const { ledger, folder, file } = await backedUp();
    await ledger.verify();

    expect(() => restoreLedger({ file, folder, now: NOW })).toThrow(/has the ledger open/u);
    expect((await ledger.verify()).isSound).toBe(true);
  });
});

function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096 * 2, 4096 * 4);
  writeFileSync(file, bytes);
}

function otherDatabase(file: string): void {
  writeFileSync(file, "");
  const database = new Database(file);
  database.exec("CREATE TABLE a (b); INSERT INTO a VALUES (1)");
  database.close();
}

function tamper(file: string): void {
  const database = new Database(file);
  database.exec("DROP TRIGGER event_is_not_changed; UPDATE event SET actor = 'x' WHERE seq = 2");
  database.close();
}

describe("an export", () => {
  test.each(["csv", "xlsx", "jsonl"] as const)(
    "as %s is an event, and has the head beside it",
    async (format) => {
      const { ledger } = await backedUp();
      const file = join(tempFolder(), `needs.${format}`);
      const { rows, sha256, head } = await exportLedger(
        ledger,
        { kind: "needs", format, file },
        ADMIN,
      );
      const [last] = (await ledger.events()).slice(-1);

      expect(rows).toBe(2);
      expect(last).toMatchObject({ action: "export", payload: { format, rows: 2, sha256 } });
      expect(JSON.parse(readFileSync(`${file}.head.json`, "utf8"))).toMatchObject({
        sha256,
        head: { ...head, count: head.seq },
      });
    },
  );

  test("runs no formula, full width or not", async () => {
    const { ledger } = await backedUp();
    done(await ledger.registerNeed(need({ summary: "＝HYPERLINK(1)" }), COORDINATOR));
    const file = join(tempFolder(), "needs.csv");
    await exportLedger(ledger, { kind: "needs", format: "csv", file }, ADMIN);

    expect(readFileSync(file, "utf8")).toContain(`"'＝HYPERLINK(1)"`);
  });

  test("over a file that is there leaves it, and no event", async () => {
    const { ledger } = await backedUp();
    const file = join(tempFolder(), "needs.csv");
    writeFileSync(file, "mine");
    const options = { kind: "needs", format: "csv", file } as const;

    await expect(exportLedger(ledger, options, ADMIN)).rejects.toThrow(/there already/u);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(existsSync(`${file}.head.json`)).toBe(false);
  });
});

describe("the head of the day", () => {
  test("is written once a day in Japan, however often it is asked for", async () => {
    const { ledger, folder } = await backedUp();
    const at = (time: string) => noteDailyHead(ledger, folder, new Date(time));
    const first = await at("2026-05-01T00:00:00Z");

    expect(first).toMatch(/^2026-05-01 seq=3 count=3 hash=[0-9a-f]{64}$/u);
    expect(await at("2026-05-01T14:59:00Z")).toBeUndefined();
    expect(await at("2026-05-01T15:00:00Z")).toMatch(/^2026-05-02 /u);
    expect(readdirSync(join(folder, "heads"))).toEqual(["2026-05-01.txt", "2026-05-02.txt"]);
  });
});
