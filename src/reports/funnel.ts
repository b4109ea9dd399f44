import type { State } from "../ledger/states.ts";
import type { Course } from "./follow-matches.ts";
import { type Share, shareOf } from "./share.ts";

/**
 * A state of the way that matches go. Its share is the conversion: of the matches that were in the
 * state before it, or of all where there is none, those that came on to this one.
 */
export interface FunnelStep extends Share {
  readonly state: State;
  /** Matches that were in it, whichever way they came; who skipped a state was never there. */
  readonly reached: number;
  /** The state before it; absent for the first. */
  readonly after?: State;
}

// A deal may close at a meeting, so that it stands beside the way and not at its end.
const WAY: readonly (readonly [state: State, after?: State])[] = [
  ["suggested"],
  ["screened", "suggested"],
  ["consent_pending", "screened"],
  ["introduced", "consent_pending"],
  ["meeting", "introduced"],
  ["engineering", "meeting"],
  ["funding_application", "engineering"],
  ["executing", "funding_application"],
  ["prototype", "executing"],
  ["commercialised", "prototype"],
  ["deal", "meeting"],
];

/** How far matches came, by the states that events say they were in. */
export function funnelOf(matches: readonly Pick<Course, "stays">[]): readonly FunnelStep[] {
  const reached = new Map<State, number>();
  const came = new Map<State, number>();
  for (const { stays } of matches) {
    const visits = visitsOf(stays);
    for (const state of visits.keys()) {
      add(reached, state);
      if (cameOn(visits, state)) add(came, state);
    }
  }
  const countOf = (counts: ReadonlyMap<State, number>, state: State) => counts.get(state) ?? 0;
  return WAY.map(([state, after]) => {
    const here = { state, reached: countOf(reached, state) };
    if (after === undefined) return { ...here, ...shareOf(here.reached, matches.length) };
    return { ...here, after, ...shareOf(countOf(came, state), countOf(reached, after)) };
  });
}

const BEFORE: ReadonlyMap<State, State | undefined> = new Map(
  WAY.map(([state, after]) => [state, after]),
);

function add(counts: Map<State, number>, state: State): void {
  counts.set(state, (counts.get(state) ?? 0) + 1);
}

/** The first and the last place among the stays of a match at which it was in each state. */
type Visits = ReadonlyMap<State, { readonly first: number; readonly last: number }>;

function visitsOf(stays: Course["stays"]): Visits {
  const visits = new Map<State, { first: number; last: number }>();
  for (const [place, { state }] of stays.entries()) {
    visits.set(state, { first: visits.get(state)?.first ?? place, last: place });
  }
  return visits;
}

/** A match that was reopened may have been in the later state before it was in the earlier one. */
function cameOn(visits: Visits, state: State): boolean {
  const after = BEFORE.get(state);
  const left = after === undefined ? undefined : visits.get(after)?.first;
  const come = visits.get(state)?.last;
  return left !== undefined && come !== undefined && come > left;
}
