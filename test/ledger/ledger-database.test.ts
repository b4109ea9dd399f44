import { createHash } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { UpstreamError, UserError } from "../../src/errors.ts";
import { canonicalJson } from "../../src/ledger/canonical-json.ts";
import { openLedgerDatabase } from "../../src/ledger/ledger-database.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import {
  addToDigest,
  digestOf,
  EMPTY_DIGEST,
  type RegisterRow,
  removeFromDigest,
} from "../../src/ledger/register-digest.ts";
import { SCHEMA } from "../../src/ledger/schema.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { COORDINATOR, done, matchIn, testLedger } from "./support/ledger.ts";
import { need } from "./support/need.ts";

const now = () => new Date("2026-04-01T00:00:00Z");

function open(folder = tempFolder()) {
  const database = openLedgerDatabase({ file: join(folder, "ledger.sqlite"), now });
  onTestFinished(() => database.close());
  return database;
}

const event = (payload: Readonly<Record<string, unknown>>, entity = "x") =>
  ({
    actor: "a",
    role: "administrator",
    action: "test",
    kind: "setting",
    entity,
    payload,
  }) as const;

describe("the database of the ledger", () => {
  test("writes through to the disk and overwrites what is deleted", () => {
    const { db } = open();
    const pragma = (name: string) => db.pragma(name, { simple: true });

    expect(["journal_mode", "synchronous", "secure_delete", "foreign_keys"].map(pragma)).toEqual([
      "wal",
      2,
      1,
      1,
    ]);
  });

  test("takes events at the end of the chain only, and never lets one go", () => {
    const { db, write } = open();
    for (let i = 0; i < 3; i++) write((append) => append(event({ i })));
    const columns = "at, actor, role, action, kind, entity, payload, reason, previous, hash";

    for (const [sql, why] of [
      ["UPDATE event SET actor = 'b' WHERE seq = 2", "never changed"],
      ["DELETE FROM event WHERE seq = 3", "never deleted"],
      [`INSERT INTO event SELECT 9, ${columns} FROM event WHERE seq = 3`, "in order"],
      [`INSERT OR REPLACE INTO event SELECT 2, ${columns} FROM event WHERE seq = 3`, "in order"],
      [`INSERT INTO event SELECT 4, ${columns} FROM event WHERE seq = 2`, "in order"],
    ] as const) {
      expect(() => db.exec(sql)).toThrow(why);
    }
  });

  test("keeps nothing of work that failed", () => {
    const { head, write } = open();

    expect(() =>
      write((append) => {
        append(event({}));
        throw new Error("stopped");
      }),
    ).toThrow("stopped");
    expect(head().seq).toBe(0);
  });

  test("of a newer Musubi is refused", () => {
    const folder = tempFolder();
    open(folder).db.pragma("user_version = 99");

    expect(() => open(folder)).toThrow(UserError);
  });

  test("of the first Musubi is brought up to date, with all it holds", async () => {
    const filled = testLedger();
    done(await filled.ledger.registerNeed(need(), COORDINATOR));
    const folder = tempFolder();
    const old = openDatabase(join(folder, "ledger.sqlite"));
    old.exec(SCHEMA[0] ?? "");
    old.pragma("user_version = 1");
    old.prepare("ATTACH ? AS filled").run(join(filled.folder, "ledger.sqlite"));
    old.exec(`INSERT INTO event SELECT * FROM filled.event ORDER BY seq;
      INSERT INTO need (number, id, body) SELECT number, id, body FROM filled.need`);
    old.close();

    const { ledger } = testLedger({ folder, firstAdministrator: "yamada" });

    expect(ledger.database.db.pragma("user_version", { simple: true })).toBe(SCHEMA.length);
    expect(await ledger.all("need", COORDINATOR)).toMatchObject([{ id: "N-0001" }]);
    expect(await ledger.head()).toEqual(await filled.ledger.head());
    expect(await ledger.verify()).toMatchObject({ isSound: true, count: 1 });
    done(await ledger.openConsultation({ target: "N-0001" }, COORDINATOR));
    expect(await ledger.verify()).toMatchObject({ isSound: true, count: 2 });
  });

  test("is made by steps of which the first is as it was released", () => {
    const sha256 = createHash("sha256").update(SCHEMA[0] ?? "");

    expect(sha256.digest("hex")).toBe(
      "376015a8233d0fc8ac6469c3ac90f785389d92c6eec3bc0beffeada565785df0",
    );
  });

  test("never deletes a record or gives it another number", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "introduced");

    for (const table of ["need", "match", "consent", "survey"]) {
      expect(() => ledger.database.db.exec(`DELETE FROM "${table}"`)).toThrow("never deleted");
      expect(() => ledger.database.db.exec(`UPDATE "${table}" SET id = 'X-1'`)).toThrow(
        "keeps its number",
      );
    }
  });
});

describe("a full disk", () => {
  test("is a fault of the machine; nothing is half-written, and it goes on when there is room", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "suggested");
    const { db } = ledger.database;
    const head = await ledger.head();
    const report = (note: string) =>
      ledger.reportActivity({ kind: "visit", on: "2026-04-01", note }, COORDINATOR);

    const pages = Number(db.pragma("page_count", { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    await expect(report("長い".repeat(100_000))).rejects.toBeInstanceOf(UpstreamError);
    expect(await ledger.head()).toEqual(head);
    expect(await ledger.verify()).toMatchObject({ isSound: true });

    db.pragma("max_page_count = 1000000");
    expect((await report("短い")).kind).toBe("done");
  });
});

describe("the chain", () => {
  test("is the same over whatever texts go into it, whoever reads it", () => {
    const folder = tempFolder();
    const ledger = openLedger({ folder, now });
    onTestFinished(() => ledger.close());
    ledger.database.db.pragma("synchronous = OFF");

    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (entity, payload) => {
          const rest = { ...payload, lone: "\ud800", [entity]: [1e21, -0, 0.1] };
          const { hash } = ledger.database.write((append) => append(event(rest, entity)));
          expect(ledger.database.head().hash).toBe(hash);
        },
      ),
      { numRuns: 200 },
    );

    return expect(ledger.verify()).resolves.toMatchObject({ isSound: true, count: 200 });
  });

  test("keeps records whose texts are strange as the rows have them", async () => {
    const { ledger } = testLedger();
    const notes = [
      "\ud800",
      '"\\\u0000\u2028',
      "𠮷野家👨‍👩‍👧",
      "</script>",
      "é vs e\u0301",
      "\u007f",
    ];
    for (const note of notes) {
      await ledger.reportActivity({ kind: "visit", on: "2026-04-01", note }, COORDINATOR);
    }

    const kept = await ledger.all("activity", COORDINATOR);
    expect(kept.map(({ note }) => note)).toEqual(notes.map((note) => note.toWellFormed()));
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });
});

describe("canonical JSON", () => {
  test("is one text for one value, whatever the order of its members", () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: "あ", gone: undefined })).toBe(
      '{"a":"あ","b":[1,{"c":true,"d":null}]}',
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, [undefined]])(
    "refuses what JSON cannot hold",
    (value) => {
      expect(() => canonicalJson({ value })).toThrow("a record");
    },
  );
});

describe("the digest of the register", () => {
  const row = fc.record<RegisterRow>({
    table: fc.constantFrom("organisation", "seed"),
    key: fc.string(),
    body: fc.string(),
  });

  test("does not depend on the order, and forgets what was taken out", () => {
    fc.assert(
      fc.property(fc.array(row), row, (rows, other) => {
        const add = (all: readonly RegisterRow[]) => all.reduce(addToDigest, EMPTY_DIGEST);

        expect(add(rows)).toBe(add([...rows].reverse()));
        expect(add(rows)).toBe(digestOf(rows));
        expect(removeFromDigest(add([...rows, other]), other)).toBe(add(rows));
        expect(add([...rows, other])).not.toBe(add(rows));
      }),
    );
  });
});
