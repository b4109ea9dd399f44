import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Actor } from "../ledger/records.ts";
import type { Reminder } from "../ledger/reminders.ts";

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
  readonly clock: () => Date;
}

const ASSISTANT: Actor = { id: "assistant", role: "assistant" };

/** Ends needs whose time is over, reminds of what is due, and notes the head of the day. */
export function createScheduler({
  ledger,
  noteHead,
  onHead,
  remind,
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
