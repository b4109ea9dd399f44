import { GENESIS, hashOfEvent, type StoredEvent } from "../../../src/ledger/event-chain.ts";
import type { Consent, Match } from "../../../src/ledger/records.ts";
import type { SqliteDatabase } from "../../../src/storage/open-database.ts";

/** Takes away what guards the tables, as somebody with the file and SQLite could. */
export function dropTriggers(db: SqliteDatabase): void {
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of names.pluck().all()) db.exec(`DROP TRIGGER "${name}"`);
}

export function eventsOf(db: SqliteDatabase): StoredEvent[] {
  return db.prepare<[], StoredEvent>("SELECT * FROM event ORDER BY seq").all();
}

/** Puts other events in the place of all there are. */
export function replaceEvents(db: SqliteDatabase, events: readonly StoredEvent[]): void {
  const insert = db.prepare<StoredEvent>(
    `INSERT INTO event VALUES
     (@seq, @at, @actor, @role, @action, @kind, @entity, @payload, @reason, @previous, @hash)`,
  );
  db.transaction(() => {
    db.exec("DELETE FROM event");
    for (const event of events) insert.run(event);
  })();
}

/** The events with numbers and hashes that fit together again. */
export function rechained(events: readonly StoredEvent[]): StoredEvent[] {
  let previous = GENESIS;
  return events.map((event, index) => {
    const { hash: _, ...link } = { ...event, seq: index + 1, previous };
    previous = hashOfEvent(link);
    return { ...link, hash: previous };
  });
}

/** What the tables are after the events, for whoever rewrites both. */
export function rewriteRecord(db: SqliteDatabase, { kind, entity, payload }: StoredEvent): void {
  const { record }: { readonly record?: Match | Consent } = JSON.parse(payload);
  if (!record) return;
  db.prepare(`UPDATE "${kind}" SET body = (SELECT payload -> '$.record' FROM event
    WHERE kind = @kind AND entity = @entity ORDER BY seq DESC LIMIT 1) WHERE id = @entity`).run({
    kind,
    entity,
  });
}
