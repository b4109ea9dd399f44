import type { Stays } from "../ledger/courses.ts";
import { STATES, type State } from "../ledger/states.ts";
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

const ORDER = new Map(Object.keys(STATES).map((state, place) => [state, place] as const));
const placeOf = (state = "") => ORDER.get(state) ?? 0;
const AFTER = WAY.map(([state, after]) => ({
  here: placeOf(state),
  before: after === undefined ? -1 : placeOf(after),
}));

/** Counts how far matches came, by the states that events say they were in. */
export function countFunnel() {
  const visits = openVisits();
  const counts = AFTER.map(() => ({ reached: 0, came: 0 }));
  let matches = 0;
  return {
    add({ states }: Stays): void {
      matches += 1;
      visits.follow(states);
      for (const [step, count] of counts.entries()) visits.addTo(count, AFTER[step]);
      visits.forget(states);
    },
    steps(): readonly FunnelStep[] {
      const reachedOf = new Map(WAY.map(([state], step) => [state, counts[step]?.reached ?? 0]));
      return WAY.map(([state, after], step) => {
        const { reached = 0, came = 0 } = counts[step] ?? {};
        if (after === undefined) return { state, reached, ...shareOf(reached, matches) };
        return { state, reached, after, ...shareOf(came, reachedOf.get(after) ?? 0) };
      });
    },
  };
}

/**
 * The first and the last place among the stays of a match at which it was in each state. One pair of
 * arrays serves all matches: a hundred thousand are followed while somebody waits.
 */
function openVisits() {
  const first = new Int16Array(ORDER.size).fill(-1);
  const last = new Int16Array(ORDER.size).fill(-1);
  return {
    follow(states: Stays["states"]): void {
      for (let at = 0; at < states.length; at++) {
        const place = placeOf(states[at]);
        if (first[place] === -1) first[place] = at;
        last[place] = at;
      }
    },
    addTo(count: { reached: number; came: number }, step: (typeof AFTER)[number] | undefined) {
      if (step === undefined || last[step.here] === -1) return;
      count.reached += 1;
      const left = first[step.before] ?? -1;
      // A match that was reopened may have been in the later state before it was in the earlier one.
      if (left !== -1 && (last[step.here] ?? -1) > left) count.came += 1;
    },
    forget(states: Stays["states"]): void {
      for (const state of states) first[placeOf(state)] = last[placeOf(state)] = -1;
    },
  };
}
