import { describe, expect, test } from "vitest";
import { createScheduler } from "../../src/desk/scheduler.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { noteDailyHead } from "../../src/reports/daily-head.ts";
import { ADMIN, COORDINATOR, done, match, testLedger } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";

/** A ledger with a match whose next action is long due, and schedulers that tell what they tell. */
async function overdue() {
  const book = testLedger();
  done(await book.ledger.registerNeed(need({ expiresOn: "2026-12-31" }), COORDINATOR));
  done(await book.ledger.recordMatch(match(), COORDINATOR));
  book.passDays(30);
  const told: string[] = [];
  const schedule = (ledger = book.ledger) =>
    createScheduler({
      ledger: () => ledger,
      noteHead: () => noteDailyHead(ledger, book.folder, book.now()),
      onHead: async (line) => {
        told.push(line.replace(/hash=.*/u, "hash"));
      },
      remind: async ({ id, due }) => {
        told.push(`${id} ${due}`);
      },
      clock: book.now,
    });
  return { ...book, told, schedule };
}

describe("what is done from time to time", () => {
  test("tells the head of the day and what is due", async () => {
    const { told, schedule } = await overdue();
    await schedule().tick();

    expect(told).toEqual(["2026-05-01 seq=2 count=2 hash", "M-0001 2026-04-08"]);
  });

  test("is told once, however often it is looked, by two processes and after a restart", async () => {
    const { told, schedule, folder, now } = await overdue();
    const second = openLedger({ folder, now });
    await Promise.all([schedule().tick(), schedule(second).tick()]);
    await schedule().tick();
    second.close();
    const third = openLedger({ folder, now });
    await schedule(third).tick();
    third.close();

    expect(told.filter((line) => line.startsWith("M-0001"))).toHaveLength(1);
    expect(told.filter((line) => line.startsWith("2026-05-01"))).toHaveLength(1);
  });

  test("ends needs whose last day is past, with their matches", async () => {
    const { ledger, schedule, passDays } = await overdue();
    passDays(300);
    await schedule().tick();

    expect(await ledger.get("need", "N-0001", ADMIN)).toMatchObject({ status: "expired" });
    expect(await ledger.get("match", "M-0001", ADMIN)).toMatchObject({ state: "expired" });
  });

  test("keeps what is due for somebody who can tell it", async () => {
    const { ledger, folder, now } = await overdue();
    await createScheduler({
      ledger: () => ledger,
      noteHead: () => noteDailyHead(ledger, folder, now()),
      onHead: async () => {},
      clock: now,
    }).tick();

    expect(await ledger.dueReminders(now())).toHaveLength(1);
  });

  test("is nothing where there is no ledger", async () => {
    const scheduler = createScheduler({
      ledger: () => undefined,
      noteHead: () => Promise.reject(new Error("there is no ledger to have a head")),
      onHead: async () => {},
      clock: () => new Date(),
    });

    await expect(scheduler.tick()).resolves.toBeUndefined();
  });
});
