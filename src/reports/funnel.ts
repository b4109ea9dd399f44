import type { State } from "../ledger/states.ts";
import type { Stay } from "./ledger-as-of.ts";
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
  return WAY.map(([state, after]) => {
    const reached = matches.filter(({ stays }) => isIn(stays, state)).length;
    if (after === undefined) return { state, reached, ...shareOf(reached, matches.length) };
    const before = matches.filter(({ stays }) => isIn(stays, after));
    const came = before.filter(({ stays }) => cameOn(stays, after, state));
    return { state, reached, after, ...shareOf(came.length, before.length) };
  });
}

function isIn(stays: readonly Stay[], wanted: State): boolean {
  return stays.some(({ state }) => state === wanted);
}

/** A match that was reopened may have been in the later state before it was in the earlier one. */
function cameOn(stays: readonly Stay[], from: State, to: State): boolean {
  return isIn(stays.slice(stays.findIndex(({ state }) => state === from)), to);
}
