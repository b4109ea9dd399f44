import type { Match, Survey } from "./records.ts";
import { isLive } from "./transitions.ts";

/** Live matches whose next action was due before the day, and surveys, longest overdue first. */
export function overdueAmong(
  { matches, surveys }: { readonly matches: readonly Match[]; readonly surveys: readonly Survey[] },
  day: string,
): { readonly matches: readonly Match[]; readonly surveys: readonly Survey[] } {
  return {
    matches: matches
      .filter(({ nextActionDue, state }) => nextActionDue < day && isLive(state))
      .sort(byDay(({ nextActionDue }) => nextActionDue)),
    surveys: surveys
      .filter(({ dueOn, answeredAt }) => dueOn < day && answeredAt === undefined)
      .sort(byDay(({ dueOn }) => dueOn)),
  };
}

function byDay<T>(dayOf: (item: T) => string) {
  return (a: T, b: T) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b)));
}
