import { ASSISTANT } from "../ledger/assistant.ts";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Reminder } from "../ledger/reminders.ts";
import { addDays, japanDay } from "../text/days.ts";

/** What is to be done from time to time. Safe to run in several processes, and after any stop. */
export interface Scheduler {
  /** Does what is due now; what was done in any process is not done again. */
  tick(): Promise<void>;
}

export interface SchedulerDependencies {
  /** None while nothing was ever written. */
  readonly ledger: () =>
    | Pick<OpenLedger, "expireNeeds" | "dueReminders" | "claimReminder">
    | undefined;
  /** Writes the head of the day, if it is not written yet. */
  readonly noteHead: () => Promise<string | undefined>;
  /** Who is told of the head of the day: the audit channel. */
  readonly onHead: (line: string) => Promise<void>;
  /** Who tells a coordinator; without anybody, reminders wait until there is somebody. */
  readonly remind?: (reminder: Reminder) => Promise<void>;
  /** Who is told at the beginning of each week what waits; `week` is its Monday. */
  readonly tellWeek?: (week: string) => Promise<void>;
  /** Who asks people what they think of the answers that they got. */
  readonly askFeedback?: () => Promise<void>;
  readonly clock: () => Date;
}

/** Ends needs whose time is over, reminds of what is due, and notes the head of the day. */
export function createScheduler({
  ledger,
  noteHead,
  onHead,
  remind,
  tellWeek,
  askFeedback,
  clock,
}: SchedulerDependencies): Scheduler {
  return {
    async tick() {
      const there = ledger();
      if (there === undefined) return;
      await there.expireNeeds(ASSISTANT);
      const line = await noteHead();
      if (line !== undefined) await onHead(line);
      if (remind) await remindOnce(there, remind, clock());
      if (tellWeek) await tellWeekOnce(there, tellWeek, clock());
      await askFeedback?.();
    },
  };
}

async function remindOnce(
  ledger: NonNullable<ReturnType<SchedulerDependencies["ledger"]>>,
  remind: (reminder: Reminder) => Promise<void>,
  now: Date,
): Promise<void> {
  for (const reminder of await ledger.dueReminders(now)) {
    // Claimed first: rather not told than told twice.
    if (await ledger.claimReminder(reminder.key, ASSISTANT)) await remind(reminder);
  }
}

/** From Monday morning on, once a week whoever of the processes comes first. */
async function tellWeekOnce(
  ledger: NonNullable<ReturnType<SchedulerDependencies["ledger"]>>,
  tellWeek: (week: string) => Promise<void>,
  now: Date,
): Promise<void> {
  const week = mondayOf(japanDay(new Date(now.getTime() - OPENING_MS)));
  if (await ledger.claimReminder(`week:${week}`, ASSISTANT)) await tellWeek(week);
}

/** A week is told at nine in the morning. */
const OPENING_MS = 9 * 3_600_000;

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}
