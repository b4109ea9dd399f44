import type { Stays } from "../ledger/courses.ts";
import { countFunnel, type FunnelStep } from "./funnel.ts";
import { countMilestones, type Milestones } from "./milestones.ts";
import type { ReportedTime } from "./reported-time.ts";
import { countTimes, type TimeInState } from "./time-in-state.ts";

/** What the courses of matches say of a time. */
export interface CourseFigures {
  /** Matches registered in the time. */
  readonly matches: number;
  /** Those by how far they came. */
  readonly funnel: readonly FunnelStep[];
  /** Of all matches, whenever they were registered; as are the milestones. */
  readonly timeInState: readonly TimeInState[];
  readonly milestones: Milestones;
}

/** Counts what the courses of matches say of a time, in one walk over them. */
export function countCourses(time: Pick<ReportedTime, "isTimeWithin">) {
  const [funnel, times, milestones] = [countFunnel(), countTimes(time), countMilestones(time)];
  let matches = 0;
  return {
    /** `createdAt` in milliseconds. */
    add({ createdAt, stays }: { readonly createdAt: number; readonly stays: Stays }): void {
      times.add(stays);
      milestones.add(stays);
      if (!time.isTimeWithin(createdAt)) return;
      matches += 1;
      funnel.add(stays);
    },
    figures: (): CourseFigures => ({
      matches,
      funnel: funnel.steps(),
      timeInState: times.times(),
      milestones: milestones.counts(),
    }),
  };
}
