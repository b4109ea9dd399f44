import type { SqliteDatabase } from "../storage/open-database.ts";
import { courseReaders } from "./course-readers.ts";
import type { State } from "./states.ts";

/** The states that a match was in and since when, in order; milliseconds in UTC. The last one lasts. */
export interface Stays {
  readonly states: readonly State[];
  readonly since: readonly number[];
}

/** A match whose course was followed. */
export interface CourseOf {
  readonly id: string;
  readonly coordinator: string;
  /** Of the need. */
  readonly region?: string | undefined;
  /** Milliseconds in UTC. */
  readonly createdAt: number;
}

/** The courses of all matches, for figures over many of them. */
export interface Courses {
  /** Shows each match, in order of their numbers, with the states it was in. */
  each(look: (match: CourseOf, stays: Stays) => void): void;
}

interface Head {
  readonly seq: number;
  readonly hash: string;
}

const NOTHING: Head = { seq: 0, hash: "" };

/**
 * Follows the courses of all matches: what was read of the chain is remembered, so that each look reads
 * only what is new. A chain that is not the one that was read, after a restoration, is read anew.
 */
export function createCourses(db: SqliteDatabase): () => Courses {
  const last = db.prepare<[], Head>("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
  const hashOf = db.prepare<[number], string>("SELECT hash FROM event WHERE seq = ?").pluck();
  const readers = courseReaders(db);
  let read = NOTHING;
  let columns = openColumns();
  return () => {
    const head = last.get() ?? NOTHING;
    if (head.seq === read.seq && head.hash === read.hash) return columns;
    if (hashOf.get(read.seq) !== read.hash) {
      read = NOTHING;
      columns = openColumns();
    }
    if (read === NOTHING) readers.allMatches(columns.setMatch);
    else readers.changedMatches(read.seq, columns.setMatch);
    readers.stays(read.seq, columns.addStay);
    read = head;
    return columns;
  };
}

/** In columns: several hundred thousand objects would take a second to be made. */
function openColumns() {
  const places = new Map<string, number>();
  const matches: CourseOf[] = [];
  // Stays come in order of time, those of one match far from one another: each knows the next.
  const states: State[] = [];
  const since: number[] = [];
  const next: number[] = [];
  const first: number[] = [];
  const latest: number[] = [];
  const staysFrom = (stay: number): Stays => {
    const stays = { states: [] as State[], since: [] as number[] };
    for (let at = stay; at !== NONE; at = next[at] ?? NONE) {
      addStay(stays, states[at] as State, since[at] ?? 0);
    }
    return stays;
  };
  return {
    setMatch(match: CourseOf): void {
      // Changed by hand: no figure has a place for it, and `verify` tells of it.
      if (Number.isNaN(match.createdAt)) return;
      const place = places.get(match.id);
      matches[place ?? matches.length] = match;
      if (place !== undefined) return;
      places.set(match.id, matches.length - 1);
      first.push(NONE);
      latest.push(NONE);
    },
    addStay(id: string, state: State, at: number): void {
      const match = places.get(id);
      if (match === undefined) return;
      const stay = states.push(state) - 1;
      since.push(at);
      next.push(NONE);
      const before = latest[match] ?? NONE;
      if (before === NONE) first[match] = stay;
      else next[before] = stay;
      latest[match] = stay;
    },
    each(look: (match: CourseOf, stays: Stays) => void): void {
      matches.forEach((match, place) => {
        look(match, staysFrom(first[place] ?? NONE));
      });
    },
  };
}

const NONE = -1;

/** Goes on with the stays of a match; a state that it was in already goes on. */
export function addStay(
  { states, since }: { readonly states: State[]; readonly since: number[] },
  state: State,
  at: number,
): void {
  if (states.at(-1) === state) return;
  states.push(state);
  since.push(at);
}
