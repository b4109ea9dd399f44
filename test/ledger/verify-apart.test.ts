import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { fillLedger } from "../bench/large-ledger.ts";
import { testLedger } from "./support/ledger.ts";
import { dropTriggers } from "./support/tamper.ts";

/** How a thread ends that somebody ends; 0 is that of one that has done its work. */
const STOPPED = 1;

/** A ledger of some thousand events. */
function longLedger() {
  const book = testLedger();
  fillLedger(book.ledger, 1_000);
  return book;
}

describe("a long ledger that a server verifies", () => {
  test("is verified as on the command line, while the server goes on", async () => {
    const { ledger } = longLedger();
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);

    const found = await ledger.verifyApart(await ledger.head());
    clearInterval(turning);

    expect(found).toEqual(await ledger.verify());
    expect(found).toMatchObject({ isSound: true });
    expect(turns).toBeGreaterThan(0);
  });

  test("has every fault told, to all who ask at once", async () => {
    const { ledger } = longLedger();
    const { db } = ledger.database;
    dropTriggers(db);
    db.exec(`UPDATE event SET actor = 'other' WHERE seq = 1234;
      UPDATE "match" SET body = json_set(body, '$.score', 1.5) WHERE id = 'M-0007'`);
    const noted = { seq: 2, hash: "a".repeat(64) };

    const [found, same, withHead] = await Promise.all([
      ledger.verifyApart(),
      ledger.verifyApart(),
      ledger.verifyApart(noted),
    ]);

    expect(found).toMatchObject({ isSound: false, faults: [{ seq: 1234 }, { record: "M-0007" }] });
    expect(same).toEqual(found);
    expect(withHead.faults.map(({ seq, record }) => record ?? seq)).toEqual([2, 1234, "M-0007"]);
  });

  test("that cannot be read is told as on the command line", async () => {
    const { ledger, folder } = longLedger();
    const file = join(folder, "ledger.sqlite");
    ledger.database.db.pragma("wal_checkpoint(TRUNCATE)");
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x55, 0, 4096));

    await expect(ledger.verifyApart()).rejects.toThrow(UserError);
  });

  test("is left alone at once when the ledger is closed", async () => {
    const { ledger } = longLedger();
    const begun = once(process, "worker");
    const running = ledger.verifyApart();
    const next = ledger.verifyApart(await ledger.head());
    const [thread] = await begun;
    await once(thread, "online");
    const ended = once(thread, "exit");

    ledger.close();

    await expect(running).rejects.toThrow(UserError);
    await expect(next).rejects.toThrow(UserError);
    expect(await ended).toEqual([STOPPED]);
  });

  test("is not taken for another file that came in its place, nor made anew where it is gone", async () => {
    const { ledger, folder } = longLedger();
    const other = testLedger();
    const file = join(folder, "ledger.sqlite");

    renameSync(file, join(folder, "moved.sqlite"));
    await expect(ledger.verifyApart()).rejects.toThrow(UserError);
    expect(existsSync(file)).toBe(false);

    copyFileSync(join(other.folder, "ledger.sqlite"), file);
    await expect(ledger.verifyApart()).rejects.toThrow(UserError);
  });
});
