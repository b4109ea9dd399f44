import type { Stays } from "../ledger/courses.ts";
import type { State } from "../ledger/states.ts";
import type { ReportedTime } from "./reported-time.ts";

/** How many matches came where the indicators look. */
export interface Milestones {
  /** Matches of all times. */
  readonly of: number;
  /** Those that came to 商談成立 within the time. */
  readonly deals: number;
  /** Those that came to 実施 within the time, and those of them that were put to use or sold, whenever. */
  readonly executed: number;
  readonly prototypes: number;
  readonly products: number;
}

/** Counts the matches that came into the states that indicators are about. */
export function countMilestones({ isTimeWithin }: Pick<ReportedTime, "isTimeWithin">) {
  const counts = { of: 0, deals: 0, executed: 0, prototypes: 0, products: 0 };
  const cameTo = ({ states, since }: Stays, wanted: State) =>
    states.some((state, at) => state === wanted && isTimeWithin(since[at] ?? 0));
  return {
    add(stays: Stays): void {
      counts.of += 1;
      if (cameTo(stays, "deal")) counts.deals += 1;
      if (!cameTo(stays, "executing")) return;
      counts.executed += 1;
      if (stays.states.includes("prototype")) counts.prototypes += 1;
      if (stays.states.includes("commercialised")) counts.products += 1;
    },
    counts: (): Milestones => ({ ...counts }),
  };
}
