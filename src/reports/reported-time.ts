import { utcSpan } from "../text/days.ts";
import type { Period } from "../text/periods.ts";

/** The time that a report is about. Days are those of Japan. */
export interface ReportedTime {
  /** The last day of it: that of the period, or today while the period lasts. */
  readonly asOf: string;
  isWithin(iso: string | undefined): boolean;
  /** The same of milliseconds in UTC. */
  isTimeWithin(ms: number): boolean;
  isDayWithin(day: string): boolean;
}

/** The days of a period; all of time up to today, where none is given. */
export function reportedTime(period: Period | undefined, today: string): ReportedTime {
  if (period === undefined) {
    return {
      asOf: today,
      isWithin: (iso) => iso !== undefined,
      isTimeWithin: () => true,
      isDayWithin: (day) => day <= today,
    };
  }
  const { from, to } = period;
  const asOf = to < today ? to : today;
  const [since, before] = utcSpan(period);
  const [sinceMs, beforeMs] = [Date.parse(since), Date.parse(before)];
  return {
    asOf,
    isWithin: (iso) => iso !== undefined && iso >= since && iso < before,
    isTimeWithin: (ms) => ms >= sinceMs && ms < beforeMs,
    isDayWithin: (day) => day >= from && day <= asOf,
  };
}
