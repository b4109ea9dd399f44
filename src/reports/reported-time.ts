import { utcSpan } from "../text/days.ts";
import type { Period } from "../text/periods.ts";

/** The time that a report is about. Days are those of Japan. */
export interface ReportedTime {
  /** The last day of it: that of the period, or today while the period lasts. */
  readonly asOf: string;
  isWithin(iso: string | undefined): boolean;
  isDayWithin(day: string): boolean;
}

/** The days of a period; all of time up to today, where none is given. */
export function reportedTime(period: Period | undefined, today: string): ReportedTime {
  if (period === undefined) {
    return {
      asOf: today,
      isWithin: (iso) => iso !== undefined,
      isDayWithin: (day) => day <= today,
    };
  }
  const { from, to } = period;
  const asOf = to < today ? to : today;
  const [since, before] = utcSpan(period);
  return {
    asOf,
    isWithin: (iso) => iso !== undefined && iso >= since && iso < before,
    isDayWithin: (day) => day >= from && day <= asOf,
  };
}
