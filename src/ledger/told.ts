import type { SqliteDatabase } from "../storage/open-database.ts";
import { followChain } from "./follow-chain.ts";
import type { Step } from "./past.ts";
import type { Survey } from "./records.ts";

/** What was told of outcomes, as the figures about them need it. */
export interface Told {
  /** The events of records from the first on that told of an outcome there, oldest first. */
  readonly steps: readonly Step[];
  /** Those that were answered. */
  readonly surveys: readonly Survey[];
}

/** Follows what was told of outcomes along the chain; without any, no event is looked at. */
export function createTold(db: SqliteDatabase): () => Told {
  const stepsAfter = stepReader(db);
  const surveysAfter = surveyReader(db);
  const follow = followChain(db, {
    open: () => ({ steps: openSteps(), surveys: new Map<string, Survey>() }),
    readOn({ steps, surveys }, after) {
      for (const row of stepsAfter(after)) steps.add(row);
      for (const survey of surveysAfter(after)) surveys.set(survey.id, survey);
    },
  });
  return () => {
    const { steps, surveys } = follow();
    return { steps: steps.all, surveys: [...surveys.values()] };
  };
}

type StepRow = Omit<Step, "outcome"> & { readonly outcome: string | null };

function openSteps() {
  const all: Step[] = [];
  const known = new Set<string>();
  return {
    all,
    add({ outcome, ...step }: StepRow): void {
      if (outcome === null && !known.has(step.entity)) return;
      known.add(step.entity);
      all.push({ ...step, ...(outcome !== null && { outcome: JSON.parse(outcome) }) });
    },
  };
}

function stepReader(db: SqliteDatabase): (after: number) => readonly StepRow[] {
  const steps = (condition: string) =>
    `SELECT at, action, kind, entity, payload -> '$.record.outcome' AS outcome FROM event
     WHERE kind IN ('match', 'survey') AND ${condition} ORDER BY seq`;
  const all = db.prepare<[], StepRow>(
    steps(`entity IN (SELECT entity FROM event INDEXED BY event_outcome
      WHERE payload -> '$.record.outcome' IS NOT NULL)`),
  );
  const newer = db.prepare<[number], StepRow>(steps("seq > ?"));
  return (after) => (after === 0 ? all.all() : newer.all(after));
}

function surveyReader(db: SqliteDatabase): (after: number) => readonly Survey[] {
  const answered = (condition = "") =>
    `SELECT body FROM survey WHERE answered_at IS NOT NULL ${condition} ORDER BY number`;
  const all = db.prepare<[], string>(answered()).pluck();
  const newer = db
    .prepare<[number], string>(
      answered("AND id IN (SELECT entity FROM event WHERE seq > ? AND kind = 'survey')"),
    )
    .pluck();
  return (after) => (after === 0 ? all.all() : newer.all(after)).map((body) => JSON.parse(body));
}
