import { STATES, type State } from "../ledger/states.ts";
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

const ORDER = new Map(Object.keys(STATES).map((state, place) => [state, place] as const));
const placeOf = (state: State) => ORDER.get(state) ?? 0;
const AFTER = WAY.map(([state, after]) => ({
  here: placeOf(state),
  before: after === undefined ? -1 : placeOf(after),
}));

/** How far matches came, by the states that events say they were in. */
export function funnelOf(matches: readonly Pick<Course, "stays">[]): readonly FunnelStep[] {
  const visits = openVisits();
  const counts = AFTER.map(() => ({ reached: 0, came: 0 }));
  for (const { stays } of matches) {
    visits.follow(stays);
    for (const [step, count] of counts.entries()) visits.addTo(count, AFTER[step]);
  }
  const steps = new Map(WAY.map(([state], step) => [state, counts[step]?.reached ?? 0]));
  return WAY.map(([state, after], step) => {
    const { reached = 0, came = 0 } = counts[step] ?? {};
    if (after === undefined) return { state, reached, ...shareOf(reached, matches.length) };
    return { state, reached, after, ...shareOf(came, steps.get(after) ?? 0) };
  });
}

/**
 * The first and the last place among the stays of a match at which it was in each state. One pair of
 * arrays serves all matches: a hundred thousand are followed while somebody waits.
 */
function openVisits() {
  const first = new Int16Array(ORDER.size);
  const last = new Int16Array(ORDER.size);
  return {
    follow(stays: Course["stays"]): void {
      first.fill(-1);
      last.fill(-1);
      for (let place = 0; place < stays.length; place++) {
        const state = ORDER.get(stays[place]?.state ?? "") ?? 0;
        if (first[state] === -1) first[state] = place;
        last[state] = place;
      }
    },
    addTo(count: { reached: number; came: number }, step: (typeof AFTER)[number] | undefined) {
      if (step === undefined || last[step.here] === -1) return;
      count.reached += 1;
      const left = first[step.before] ?? -1;
      // A match that was reopened may have been in the later state before it was in the earlier one.
      if (left !== -1 && (last[step.here] ?? -1) > left) count.came += 1;
    },
  };
}
