import type { SqliteDatabase } from "../storage/open-database.ts";
import type { Step } from "./past.ts";
import type { Survey } from "./records.ts";
import type { State } from "./states.ts";

/** A match with the states it was in, for figures over many of them. */
export interface MatchCourse {
  readonly id: string;
  readonly need: string;
  readonly coordinator: string;
  /** Of the need. */
  readonly region?: string;
  readonly createdAt: string;
  /** The last one has no end. */
  readonly stays: readonly { readonly state: State; readonly from: string; readonly to?: string }[];
}

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly state: State;
}
interface Followed {
  stays: { state: State; from: string; to?: string }[];
}

/**
 * Follows the courses of all matches: what was read of the chain is remembered, so that each look reads
 * only what is new. A chain that is not the one that was read, after a restoration, is read anew.
 */
export function createCourses(db: SqliteDatabase): () => readonly MatchCourse[] {
  const news = db.prepare<[number], Row>(
    `SELECT seq, entity AS id, at, payload ->> '$.record.state' AS state
     FROM event INDEXED BY event_course WHERE kind = 'match' AND seq > ? ORDER BY seq`,
  );
  const link = db.prepare<[number], string>("SELECT hash FROM event WHERE seq = ?").pluck();
  const last = db.prepare<[], { seq: number; hash: string }>(
    "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1",
  );
  const regions = db.prepare<[], { id: string; region: string }>(
    "SELECT id, region FROM need INDEXED BY need_region WHERE region IS NOT NULL",
  );
  const matches = db.prepare<[], Omit<MatchCourse, "stays" | "region">>(
    `SELECT id, need, coordinator, created_at AS createdAt FROM "match" INDEXED BY match_browse
     ORDER BY number`,
  );
  let read: { seq: number; hash: string; followed: Map<string, Followed> } | undefined;
  let made: { readonly hash: string; readonly courses: readonly MatchCourse[] } | undefined;
  const readOn = (head: { readonly seq: number; readonly hash: string }) => {
    const known = read !== undefined && link.get(read.seq) === read.hash ? read : undefined;
    const followed = known?.followed ?? new Map<string, Followed>();
    for (const row of news.iterate(known?.seq ?? 0)) follow(followed, row);
    read = { ...head, followed };
    return followed;
  };
  return () => {
    const head = last.get();
    if (head === undefined) return [];
    if (made?.hash === head.hash) return made.courses;
    const followed = readOn(head);
    const places = new Map(regions.all().map(({ id, region }) => [id, region]));
    const courses = matches.all().map((match) => {
      const region = places.get(match.need);
      const stays = followed.get(match.id)?.stays ?? [];
      return { ...match, ...(region !== undefined && { region }), stays };
    });
    made = { hash: head.hash, courses };
    return courses;
  };
}

function follow(followed: Map<string, Followed>, { id, state, at }: Row): void {
  const known = followed.get(id);
  if (!known) {
    followed.set(id, { stays: [{ state, from: at }] });
    return;
  }
  const last = known.stays.at(-1);
  if (last?.state === state) return;
  // A new list: what was handed out before must not change.
  known.stays = [
    ...known.stays.slice(0, -1),
    ...(last ? [{ ...last, to: at }] : []),
    { state, from: at },
  ];
}

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
