import type { SqliteDatabase } from "../storage/open-database.ts";
import type { Desk } from "./desk.ts";
import { readEvent, type StoredEvent } from "./event-chain.ts";
import type { Ledger } from "./ledger.ts";
import { overdueAmong } from "./overdue.ts";
import { createPastReader } from "./past.ts";
import { orUserError } from "./refusal.ts";

/** What the ledger says, to those who may see it; and events about what is no record. */
export function createReading(
  desk: Desk,
): Pick<
  Ledger,
  "roleOf" | "get" | "all" | "events" | "past" | "overdue" | "head" | "count" | "note"
> {
  const { records, view, database, actorOf } = desk;
  const events = readEvents(database.db);
  const past = createPastReader(database.db);
  const count = database.db.prepare<[], number>("SELECT count(*) FROM event").pluck();
  return {
    roleOf: async (by) => database.read(() => actorOf(by).role),
    get: async (kind, id, by) =>
      database.read(() => {
        const record = records.get(kind, id);
        return record && view.sees(actorOf(by), kind, record) ? record : undefined;
      }),
    all: async (kind, by) =>
      database.read(() => {
        const actor = actorOf(by);
        return records.all(kind).filter((record) => view.sees(actor, kind, record));
      }),
    events: async (id) => database.read(() => events(id).map(readEvent)),
    past: async (day) => database.read(() => past(day)),
    overdue: async (day, by) => database.read(() => overdue(desk, day, by)),
    head: async () => database.head(),
    count: async () => database.read(() => count.get() ?? 0),
    note: async (event, by) => {
      if (Object.hasOwn(event.payload, "record")) {
        throw new Error("a note is about what is no record: its payload has no member `record`");
      }
      return orUserError(() =>
        desk.transact("note", by, ({ actor, append }) => {
          const { seq, hash } = append({ ...event, actor: actor.id, role: actor.role });
          return { seq, hash };
        }),
      );
    },
  };
}

/** The events about a record, or all of them, oldest first. */
export function readEvents(db: SqliteDatabase) {
  const columns = "seq, at, actor, role, action, kind, entity, payload, reason, previous, hash";
  const all = db.prepare<[], StoredEvent>(`SELECT ${columns} FROM event ORDER BY seq`);
  const about = db.prepare<[string], StoredEvent>(
    `SELECT ${columns} FROM event WHERE entity = ? ORDER BY seq`,
  );
  return (id: string | undefined) => (id === undefined ? all.all() : about.all(id));
}

function overdue(
  { records, view, actorOf }: Desk,
  day: string,
  by: Parameters<Ledger["overdue"]>[1],
) {
  const actor = actorOf(by);
  return overdueAmong(
    {
      matches: records.all("match").filter((match) => view.sees(actor, "match", match)),
      surveys: records.all("survey").filter((survey) => view.sees(actor, "survey", survey)),
    },
    day,
  );
}
