import type { MatchCourse } from "../ledger/courses.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";
import { japanDay } from "../text/days.ts";
import { type FunnelStep, funnelOf } from "./funnel.ts";
import { type Indicator, indicatorsOf } from "./indicators.ts";
import type { ReportQuery } from "./report-input.ts";
import { reportedTime } from "./reported-time.ts";
import { type TimeInState, timesInState } from "./time-in-state.ts";
import { tellingsOf } from "./told-outcomes.ts";

/** The figures that staff look at every day. */
export interface Overview {
  readonly query: ReportQuery;
  /** Up to the end of which day in Japan it counts. */
  readonly asOf: string;
  readonly indicators: readonly Indicator[];
  /** Matches registered in the period. */
  readonly matches: number;
  readonly funnel: readonly FunnelStep[];
  readonly timeInState: readonly TimeInState[];
  /** Matches registered in each month of Japan, YYYY-MM, without gaps; those of the period. */
  readonly months: readonly { readonly month: string; readonly count: number }[];
  /** Matches of the period by the state they are in. */
  readonly states: ReadonlyMap<State, number>;
  readonly head: Head;
}

/**
 * The figures of a period as the ledger tells them now; for the current period what the report says.
 * Of a period that is over the report says what stood at its end, and this what has been corrected
 * since. Throws a `UserError` for who may not see it.
 */
export async function createOverview(
  ledger: Ledger,
  query: ReportQuery,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<Overview> {
  const time = reportedTime(query.period, japanDay(now));
  const courses = await ledger.matchCourses(by);
  const all = isWhole(query) ? courses : courses.filter((course) => isOf(query, course));
  const told = await ledger.told(by);
  const ids = isWhole(query) ? undefined : new Set(all.map(({ id }) => id));
  const isOwn = ({ match }: { readonly match: string }) => ids?.has(match) ?? true;
  const matches = query.period ? all.filter(({ createdAt }) => time.isWithin(createdAt)) : all;
  return {
    query,
    asOf: time.asOf,
    indicators: indicatorsOf({
      time,
      allMatches: all,
      tellings: tellingsOf(told).filter(isOwn),
      surveys: told.surveys.filter(isOwn),
    }),
    matches: matches.length,
    funnel: funnelOf(matches),
    timeInState: timesInState(all, time),
    months: monthsOf(matches),
    states: statesOf(matches),
    head: await ledger.head(),
  };
}

function isWhole({ region, coordinator }: ReportQuery): boolean {
  return region === undefined && coordinator === undefined;
}

function isOf({ region, coordinator }: ReportQuery, course: MatchCourse): boolean {
  return (
    (region === undefined || course.region === region) &&
    (coordinator === undefined || course.coordinator === coordinator)
  );
}

function statesOf(matches: readonly MatchCourse[]): ReadonlyMap<State, number> {
  const states = new Map<State, number>();
  for (const { stays } of matches) {
    const state = stays.at(-1)?.state;
    if (state !== undefined) states.set(state, (states.get(state) ?? 0) + 1);
  }
  return states;
}

function monthsOf(matches: readonly MatchCourse[]): Overview["months"] {
  // A day has many matches, and turning a time into a day is slow.
  const hours = new Map<string, number>();
  for (const { createdAt } of matches) {
    const hour = createdAt.slice(0, 13);
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  const months = new Map<string, number>();
  for (const [hour, count] of hours) {
    const month = japanDay(new Date(`${hour}:00:00Z`)).slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + count);
  }
  const known = [...months.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  return monthsBetween(first, last).map((month) => ({ month, count: months.get(month) ?? 0 }));
}

function monthsBetween(first: string, last: string): readonly string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: number(last) - number(first) + 1 }, (_, i) => {
    const at = number(first) + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}
