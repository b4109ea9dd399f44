import type { SqliteDatabase } from "../storage/open-database.ts";
import type { Kind } from "./record-store.ts";
import type { Entities, Outcome } from "./records.ts";
import { RECORD_TABLES } from "./schema.ts";
import type { State } from "./states.ts";

/** What an event did to a record, as far as the course of a match is told by it. */
export interface Step {
  readonly at: string;
  readonly action: string;
  readonly kind: Kind;
  readonly entity: string;
  /** Of a match, after the event. */
  readonly state?: State;
  /** What the record, a match or a survey, holds after the event. */
  readonly outcome?: Outcome;
}

/** The ledger as the events up to some day leave it. */
export interface Past {
  /** The records as they were, in order of their numbers. */
  all<K extends Kind>(kind: K): readonly Entities[K][];
  /** What led there, oldest first. */
  readonly steps: readonly Step[];
}

const FAR = "9999-12-31";
const KINDS = RECORD_TABLES.map((kind) => `'${kind}'`).join(", ");
// Thirty thousand payloads take longer to be parsed here than to be looked into by SQLite.
const STEPS = `
SELECT seq, at, action, kind, entity,
  payload ->> '$.record.state' AS state, payload -> '$.record.outcome' AS outcome
FROM event
WHERE kind IN (${KINDS}) AND date(at, '+9 hours') <= ? AND payload -> '$.record' IS NOT NULL
ORDER BY seq`;
const RECORDS = `
SELECT seq, payload -> '$.record' AS body FROM event
WHERE seq IN (SELECT value FROM json_each(?))`;

interface Row extends Pick<Step, "at" | "action" | "kind" | "entity"> {
  readonly seq: number;
  readonly state: State | null;
  readonly outcome: string | null;
}

/** Reads the ledger as it stood at the end of a day in Japan, or as it stands. */
export function createPastReader(db: SqliteDatabase): (day?: string) => Past {
  const steps = db.prepare<[string], Row>(STEPS);
  const records = db.prepare<[string], { seq: number; body: string }>(RECORDS);
  return (day = FAR) => {
    const rows = steps.all(day);
    // A Map keeps the order in which the records first came: that of their numbers.
    const last = new Map(rows.map(({ kind, entity, seq }) => [`${kind} ${entity}`, { kind, seq }]));
    const seqs = [...last.values()].map(({ seq }) => seq);
    const bodies = new Map(
      records.all(JSON.stringify(seqs)).map(({ seq, body }) => [seq, body] as const),
    );
    return {
      steps: rows.map(stepOf),
      all: (wanted) =>
        [...last.values()]
          .filter(({ kind }) => kind === wanted)
          .map(({ seq }) => JSON.parse(bodies.get(seq) ?? "null")),
    };
  };
}

function stepOf({ at, action, kind, entity, state, outcome }: Row): Step {
  return {
    at,
    action,
    kind,
    entity,
    ...(state !== null && { state }),
    ...(outcome !== null && { outcome: JSON.parse(outcome) }),
  };
}
