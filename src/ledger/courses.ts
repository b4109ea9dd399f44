import type { SqliteDatabase } from "../storage/open-database.ts";
import { courseReaders } from "./course-readers.ts";
import { followChain } from "./follow-chain.ts";
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

/** Follows the courses of all matches along the chain. */
export function createCourses(db: SqliteDatabase): () => Courses {
  const { allMatches, changedMatches, stays } = courseReaders(db);
  return followChain(db, {
    open: openColumns,
    readOn({ setMatch, addStay: add }, after) {
      if (after === 0) allMatches(setMatch);
      else changedMatches(after, setMatch);
      stays(after, add);
    },
  });
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
