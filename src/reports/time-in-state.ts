import type { Stays } from "../ledger/courses.ts";
import { STATES, type State } from "../ledger/states.ts";
import type { ReportedTime } from "./reported-time.ts";

/** Days in a state, of stays that have ended. */
export interface TimeInState {
  readonly state: State;
  readonly stays: number;
  readonly medianDays: number;
  readonly p90Days: number;
}

const DAY_MS = 86_400_000;

/** Counts how long matches were in each state, of the stays that ended within the time. */
export function countTimes({ isTimeWithin }: Pick<ReportedTime, "isTimeWithin">) {
  // Object.keys forgets which keys the table has.
  const all = (Object.keys(STATES) as State[]).map((state) => ({ state, days: [] as number[] }));
  const daysIn = new Map(all.map(({ state, days }) => [state, days]));
  return {
    add({ states, since }: Stays): void {
      for (let at = 0; at + 1 < states.length; at++) {
        const [from = 0, to = 0, state] = [since[at], since[at + 1], states[at]];
        if (state && isTimeWithin(to)) daysIn.get(state)?.push((to - from) / DAY_MS);
      }
    },
    times: (): readonly TimeInState[] =>
      all.flatMap(({ state, days }) => {
        if (days.length === 0) return [];
        const sorted = new Float64Array(days).sort();
        const [medianDays, p90Days] = [rankIn(sorted, 0.5), rankIn(sorted, 0.9)];
        return [{ state, stays: sorted.length, medianDays, p90Days }];
      }),
  };
}

/** By nearest rank, in tenths of a day. */
function rankIn(sorted: Float64Array, share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}
