import type { CourseOf } from "../ledger/courses.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";
import { japanDay } from "../text/days.ts";
import { type CourseFigures, countCourses } from "./course-figures.ts";
import { type Indicator, indicatorsOf } from "./indicators.ts";
import type { ReportQuery } from "./report-input.ts";
import { reportedTime } from "./reported-time.ts";
import { tellingsOf } from "./told-outcomes.ts";

const HOUR_MS = 3_600_000;

/** The figures that staff look at every day. */
export interface Overview extends Omit<CourseFigures, "milestones"> {
  readonly query: ReportQuery;
  /** Up to the end of which day in Japan it counts. */
  readonly asOf: string;
  readonly indicators: readonly Indicator[];
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
  const [counted, months, ids] = [countCourses(time), countMonths(), new Set<string>()];
  const isWhole = query.region === undefined && query.coordinator === undefined;
  const states = new Map<State, number>();
  (await ledger.matchCourses(by)).each((match, stays) => {
    if (!isOf(query, match)) return;
    if (!isWhole) ids.add(match.id);
    counted.add({ createdAt: match.createdAt, stays });
    if (!time.isTimeWithin(match.createdAt)) return;
    months.add(match.createdAt);
    const state = stays.states.at(-1);
    if (state !== undefined) states.set(state, (states.get(state) ?? 0) + 1);
  });
  const told = await ledger.told(by);
  const isOwn = ({ match }: { readonly match: string }) => isWhole || ids.has(match);
  const { milestones, ...figures } = counted.figures();
  const tellings = tellingsOf(told).filter(isOwn);
  const surveys = told.surveys.filter(isOwn);
  return {
    query,
    asOf: time.asOf,
    indicators: indicatorsOf({ time, milestones, tellings, surveys }),
    ...figures,
    months: months.counts(),
    states,
    head: await ledger.head(),
  };
}

function isOf({ region, coordinator }: ReportQuery, match: CourseOf): boolean {
  return (
    (region === undefined || match.region === region) &&
    (coordinator === undefined || match.coordinator === coordinator)
  );
}

function countMonths() {
  // A day has many matches, and turning a time into a day is slow.
  const hours = new Map<number, number>();
  return {
    add(ms: number): void {
      const hour = Math.floor(ms / HOUR_MS);
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
    },
    counts(): Overview["months"] {
      const months = new Map<string, number>();
      for (const [hour, count] of hours) {
        const month = japanDay(new Date(hour * HOUR_MS)).slice(0, 7);
        months.set(month, (months.get(month) ?? 0) + count);
      }
      const known = [...months.keys()].sort();
      const [first, last] = [known[0], known.at(-1)];
      if (first === undefined || last === undefined) return [];
      return monthsBetween(first, last).map((month) => ({ month, count: months.get(month) ?? 0 }));
    },
  };
}

function monthsBetween(first: string, last: string): readonly string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: number(last) - number(first) + 1 }, (_, i) => {
    const at = number(first) + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}
