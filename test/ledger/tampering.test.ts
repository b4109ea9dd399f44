import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { StoredEvent } from "../../src/ledger/event-chain.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { STATES, type State } from "../../src/ledger/states.ts";
import type { SqliteDatabase } from "../../src/storage/open-database.ts";
import { scaled, seeded } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { matchIn } from "./support/ledger.ts";
import {
  dropTriggers,
  eventsOf,
  rechained,
  replaceEvents,
  rewriteRecord,
} from "./support/tamper.ts";

const PLACES = scaled(100, 5);
const now = () => new Date("2026-04-01T00:00:00Z");

let sound = "";

beforeAll(async () => {
  sound = mkdtempSync(join(tmpdir(), "musubi-test-"));
  const ledger = openLedger({ folder: sound, now });
  // Object.keys forgets which keys it gave.
  for (const state of Object.keys(STATES) as State[]) await matchIn(ledger, state);
  ledger.database.db.pragma("wal_checkpoint(TRUNCATE)");
  ledger.close();
  return () => rmSync(sound, { recursive: true, force: true });
});

/** A copy without guards, and events of it at random places. */
function openCopy(random: () => number) {
  const folder = tempFolder();
  copyFileSync(join(sound, "ledger.sqlite"), join(folder, "ledger.sqlite"));
  const ledger = openLedger({ folder, now });
  onTestFinished(() => ledger.close());
  const { db } = ledger.database;
  dropTriggers(db);
  const events = eventsOf(db);
  /** A number of an event, not of the first ones nor the last. */
  const anyPlace = (from = 2, to = events.length - 1) =>
    from + Math.floor(random() * (to - from + 1));
  return { ledger, db, events, anyPlace, head: events.at(-1) };
}

/** `tamper` says what `verify` has to name: the number of an event, or a record. */
async function expectFound(
  seed: number,
  tamper: (copy: ReturnType<typeof openCopy>) => number | string,
  { withHead = false } = {},
) {
  const copy = openCopy(seeded(seed));
  expect(await copy.ledger.verify()).toMatchObject({ isSound: true });
  const where = tamper(copy);

  const { isSound, faults } = await copy.ledger.verify(withHead ? copy.head : undefined);

  expect(isSound).toBe(false);
  const named = faults.map(({ seq, record }) => (typeof where === "number" ? seq : record));
  expect(named[0] ?? named).toBe(where);
}

const at = (events: readonly StoredEvent[], seq: number): StoredEvent => {
  const event = events[seq - 1];
  if (!event) throw new Error(`no event ${seq}`);
  return event;
};
const places = Array.from({ length: PLACES }, (_, index) => index + 1);

describe("verify finds and names", () => {
  test("a changed payload", async () => {
    for (const seed of places) {
      await expectFound(seed, ({ db, anyPlace }) => {
        const seq = anyPlace();
        db.prepare(
          "UPDATE event SET payload = json_set(payload, '$.record.updatedAt', '2026-04-02') WHERE seq = ?",
        ).run(seq);
        return seq;
      });
    }
  });

  test.each(["at", "actor", "role", "action", "kind", "entity", "reason", "previous", "hash"])(
    "a changed %s",
    async (column) => {
      await expectFound(7, ({ db, anyPlace }) => {
        const seq = anyPlace();
        db.prepare(`UPDATE event SET "${column}" = 'x' WHERE seq = ?`).run(seq);
        return seq;
      });
    },
  );

  test("a removed event, whether or not the others were numbered anew", async () => {
    for (const seed of places) {
      await expectFound(seed, ({ db, events, anyPlace }) => {
        const seq = anyPlace();
        const rest = events.filter((event) => event.seq !== seq);
        replaceEvents(
          db,
          seed % 2 === 0 ? rest : rest.map((event, index) => ({ ...event, seq: index + 1 })),
        );
        return seed % 2 === 0 ? seq + 1 : seq;
      });
    }
  });

  test("an inserted event that is itself a proper link", async () => {
    for (const seed of places) {
      await expectFound(seed, ({ db, events, anyPlace }) => {
        const seq = anyPlace();
        const forged = { ...at(events, seq), actor: "dare" };
        const upTo = rechained([...events.slice(0, seq - 1), forged]);
        const after = events.slice(seq - 1).map((event) => ({ ...event, seq: event.seq + 1 }));
        replaceEvents(db, [...upTo, ...after]);
        return seq + 1;
      });
    }
  });

  test("two exchanged events", async () => {
    for (const seed of places) {
      await expectFound(seed, ({ db, events, anyPlace }) => {
        const first = anyPlace(2, events.length - 2);
        const second = anyPlace(first + 1);
        const exchanged = events.map((event) => {
          if (event.seq === first) return { ...at(events, second), seq: first };
          if (event.seq === second) return { ...at(events, first), seq: second };
          return event;
        });
        replaceEvents(db, exchanged);
        return first;
      });
    }
  });

  test("a changed row of a record", async () => {
    for (const seed of places) {
      await expectFound(seed, ({ db, events, anyPlace }) => {
        const { kind, entity } = at(events, anyPlace());
        db.prepare(`UPDATE "${kind}" SET body = json_set(body, '$.changed', 1) WHERE id = ?`).run(
          entity,
        );
        return entity;
      });
    }
  });

  test("a removed, an inserted and a renumbered row of a record", async () => {
    for (const seed of places) {
      await expectFound(seed, ({ db, events, anyPlace }) => {
        const { kind, entity } = at(events, anyPlace());
        db.prepare(`DELETE FROM "${kind}" WHERE id = ?`).run(entity);
        return entity;
      });
    }
    await expectFound(1, ({ db }) => {
      db.exec(`INSERT INTO review (id, body) VALUES ('V-0001', '{}')`);
      return "V-0001";
    });
    await expectFound(1, ({ db }) => {
      db.exec("UPDATE need SET number = 99 WHERE id = 'N-0001'");
      return "N-0001";
    });
  });

  test("a tail that was cut with the records set back, against a head that was noted", async () => {
    for (const seed of places) {
      await expectFound(
        seed,
        ({ db, events, anyPlace }) => {
          const seq = anyPlace();
          replaceEvents(db, events.slice(0, seq));
          setBack(db, events, seq);
          return seq + 1;
        },
        { withHead: true },
      );
    }
  });

  test("a chain that was written anew with the records, against a head that was noted", async () => {
    for (const seed of places) {
      await expectFound(
        seed,
        ({ db, events, anyPlace, head }) => {
          const seq = anyPlace();
          const forged = rechained(
            events.map((event) => (event.seq === seq ? { ...event, actor: "dare" } : event)),
          );
          replaceEvents(db, forged);
          rewriteRecord(db, at(forged, seq));
          return head?.seq ?? 0;
        },
        { withHead: true },
      );
    }
  });
});

test("a cut tail and a rewritten chain leave nothing to find without a head", async () => {
  const { ledger, db, events } = openCopy(seeded(1));
  replaceEvents(db, events.slice(0, 20));
  setBack(db, events, 20);

  expect(await ledger.verify()).toMatchObject({ isSound: true, count: 20 });
});

test("an untouched ledger is sound against every head it ever had", async () => {
  const { ledger, events } = openCopy(seeded(1));

  for (const { seq, hash } of [{ seq: 0, hash: "" }, ...events]) {
    expect(await ledger.verify({ seq, hash })).toMatchObject({ isSound: true, faults: [] });
  }
});

/** Makes the records what they were after an event. */
function setBack(db: SqliteDatabase, events: readonly StoredEvent[], seq: number): void {
  const kept = new Set(events.slice(0, seq).map(({ kind, entity }) => `${kind} ${entity}`));
  for (const event of events.slice(seq)) {
    if (kept.has(`${event.kind} ${event.entity}`)) rewriteRecord(db, event);
    else db.prepare(`DELETE FROM "${event.kind}" WHERE id = ?`).run(event.entity);
  }
}
