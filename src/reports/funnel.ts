import type { State } from "../ledger/states.ts";
import type { Stay } from "./follow-matches.ts";
import type { FollowedMatch } from "./report-input.ts";
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
export function funnelOf(matches: readonly FollowedMatch[]): readonly FunnelStep[] {
  const visits = matches.map(({ stays }) => visitsOf(stays));
  return WAY.map(([state, after]) => {
    const reached = visits.filter((visit) => visit.has(state)).length;
    if (after === undefined) return { state, reached, ...shareOf(reached, matches.length) };
    const before = visits.filter((visit) => visit.has(after));
    const came = before.filter((visit) => cameOn(visit, after, state));
    return { state, reached, after, ...shareOf(came.length, before.length) };
  });
}

/** The first and the last place among the stays of a match at which it was in each state. */
type Visits = ReadonlyMap<State, { readonly first: number; readonly last: number }>;

function visitsOf(stays: readonly Stay[]): Visits {
  const visits = new Map<State, { first: number; last: number }>();
  for (const [place, { state }] of stays.entries()) {
    visits.set(state, { first: visits.get(state)?.first ?? place, last: place });
  }
  return visits;
}

/** A match that was reopened may have been in the later state before it was in the earlier one. */
function cameOn(visits: Visits, from: State, to: State): boolean {
  const left = visits.get(from)?.first;
  const come = visits.get(to)?.last;
  return left !== undefined && come !== undefined && come > left;
}
