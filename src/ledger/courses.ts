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
type Named = Omit<MatchCourse, "stays" | "region">;
interface Head {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Follows the courses of all matches: what was read of the chain is remembered, so that each look reads
 * only what is new. A chain that is not the one that was read, after a restoration, is read anew.
 */
export function createCourses(db: SqliteDatabase): () => readonly MatchCourse[] {
  const chain = chainStatements(db);
  const readStays = stayReader(db);
  const readMatches = matchReader(db);
  let read: Head | undefined;
  let known = new Map<string, MatchCourse>();
  let courses: readonly MatchCourse[] = [];
  const readOn = (after: number) => {
    if (after === 0) known = new Map();
    const news = readStays(after, (id) => known.get(id)?.stays ?? []);
    for (const match of readMatches(after === 0 ? undefined : [...news.keys()])) {
      known.set(match.id, { ...match, stays: news.get(match.id) ?? [] });
    }
    if (news.size > 0) courses = [...known.values()];
  };
  return () => {
    const head = chain.last();
    if (head === undefined || chain.isSame(head, read)) return courses;
    // What needs say of their places is read with the matches: after a correction, all of them are.
    readOn(chain.continues(read) ? read.seq : 0);
    read = head;
    return courses;
  };
}

type Stays = MatchCourse["stays"];

function chainStatements(db: SqliteDatabase) {
  const last = db.prepare<[], Head>("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
  const hashOf = db.prepare<[number], string>("SELECT hash FROM event WHERE seq = ?").pluck();
  const corrected = db
    .prepare<[number], number>(
      "SELECT 1 FROM event WHERE seq > ? AND action = 'need.correct' LIMIT 1",
    )
    .pluck();
  return {
    last: () => last.get(),
    isSame: (a: Head, b: Head | undefined) => a.seq === b?.seq && a.hash === b.hash,
    /** Whether what was read of the chain still stands as it was read. */
    continues: (to: Head | undefined): to is Head =>
      to !== undefined && hashOf.get(to.seq) === to.hash && corrected.get(to.seq) === undefined,
  };
}

/** Reads the events after one, and adds them to the stays that are known: those of matches that have news. */
function stayReader(db: SqliteDatabase) {
  const events = db.prepare<[number], Row>(
    `SELECT seq, entity AS id, at, payload ->> '$.record.state' AS state
     FROM event INDEXED BY event_course WHERE kind = 'match' AND seq > ? ORDER BY seq`,
  );
  return (after: number, staysOf: (id: string) => Stays): ReadonlyMap<string, Stays> => {
    const news = new Map<string, Stays>();
    for (const { id, state, at } of events.iterate(after)) {
      news.set(id, withStay(news.get(id) ?? staysOf(id), state, at));
    }
    return news;
  };
}

/** A new list: what was handed out before must not change. */
function withStay(stays: Stays, state: State, at: string): Stays {
  const last = stays.at(-1);
  if (last?.state === state) return stays;
  return [...stays.slice(0, -1), ...(last ? [{ ...last, to: at }] : []), { state, from: at }];
}

/** Reads matches by their numbers, or all of them, with the places of their needs. */
function matchReader(db: SqliteDatabase) {
  const regions = db.prepare<[], { id: string; region: string }>(
    "SELECT id, region FROM need INDEXED BY need_region WHERE region IS NOT NULL",
  );
  const columns = `id, need, coordinator, created_at AS createdAt FROM "match"`;
  const all = db.prepare<[], Named>(`SELECT ${columns} INDEXED BY match_browse ORDER BY number`);
  const some = db.prepare<[string], Named>(
    `SELECT ${columns} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number`,
  );
  return (
    ids: readonly string[] | undefined,
  ): readonly (Named & { readonly region?: string })[] => {
    if (ids?.length === 0) return [];
    const places = new Map(regions.all().map(({ id, region }) => [id, region]));
    const matches = ids === undefined ? all.all() : some.all(JSON.stringify(ids));
    return matches.map((match) => {
      const region = places.get(match.need);
      return region === undefined ? match : { ...match, region };
    });
  };
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
