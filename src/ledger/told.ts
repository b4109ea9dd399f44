import type { SqliteDatabase } from "../storage/open-database.ts";
import type { Step } from "./past.ts";
import type { Survey } from "./records.ts";

/** What was told of outcomes, as the figures about them need it. */
export interface Told {
  /** All events of records that ever held an outcome, oldest first. */
  readonly steps: readonly Step[];
  /** Those that were answered. */
  readonly surveys: readonly Survey[];
}

/** Reads what was told of outcomes; without any, no event is looked at. */
export function readTold(db: SqliteDatabase): () => Told {
  const steps = db.prepare<[], Omit<Step, "outcome"> & { outcome: string | null }>(
    `SELECT at, action, kind, entity, payload -> '$.record.outcome' AS outcome FROM event
     WHERE kind IN ('match', 'survey') AND entity IN (
       SELECT entity FROM event INDEXED BY event_outcome
       WHERE payload -> '$.record.outcome' IS NOT NULL)
     ORDER BY seq`,
  );
  const surveys = db
    .prepare<[], string>("SELECT body FROM survey WHERE answered_at IS NOT NULL ORDER BY number")
    .pluck();
  return () => ({
    steps: steps.all().map(({ outcome, ...step }) => ({
      ...step,
      ...(outcome !== null && { outcome: JSON.parse(outcome) }),
    })),
    surveys: surveys.all().map((body) => JSON.parse(body)),
  });
}
