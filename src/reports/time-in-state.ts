import { STATES, type State } from "../ledger/states.ts";
import type { Course, Stay } from "./follow-matches.ts";
import type { ReportedTime } from "./reported-time.ts";

/** Days in a state, of stays that have ended. */
export interface TimeInState {
  readonly state: State;
  readonly stays: number;
  readonly medianDays: number;
  readonly p90Days: number;
}

const DAY_MS = 86_400_000;

/** How long matches were in each state, of the stays that ended within the time. */
export function timesInState(
  matches: readonly Pick<Course, "stays">[],
  { isWithin }: Pick<ReportedTime, "isWithin">,
): readonly TimeInState[] {
  const days = new Map<State, number[]>();
  const take = ({ state, from, to }: Stay) => {
    if (to === undefined || !isWithin(to)) return;
    const taken = (Date.parse(to) - Date.parse(from)) / DAY_MS;
    const known = days.get(state);
    if (known) known.push(taken);
    else days.set(state, [taken]);
  };
  for (const { stays } of matches) for (const stay of stays) take(stay);
  // Object.keys forgets which keys the table has.
  const states = Object.keys(STATES) as State[];
  return states.flatMap((state) => {
    const taken = Float64Array.from(days.get(state) ?? []).sort();
    if (taken.length === 0) return [];
    return [{ state, stays: taken.length, medianDays: at(taken, 0.5), p90Days: at(taken, 0.9) }];
  });
}

/** By nearest rank, in tenths of a day. */
function at(sorted: Float64Array, share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}
