import { ASSISTANT } from "../ledger/assistant.ts";
import type { Match } from "../ledger/records.ts";
import type { Reminder } from "../ledger/reminders.ts";
import { addDays, japanDay } from "../text/days.ts";
import { askForFeedback } from "./feedback-reminders.ts";
import { digestMessage } from "./messages/digest-message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { reminderMessage } from "./messages/reminder-message.ts";
import { SLACK_ID } from "./names.ts";
import { AUDIT_CHANNEL } from "./settings.ts";
import type { Workplace } from "./workplace.ts";

/** What people are told of without having asked. */
export interface Notices {
  /** Something of theirs is due. */
  remind(reminder: Reminder): Promise<void>;
  /** The head of the ledger, for the audit channel. */
  tellHead(line: string): Promise<void>;
  /** The week that begins, for the audit channel; `week` tells it from others. */
  tellWeek(week: string): Promise<void>;
  /** Those who have said nothing of an answer in direct messages, where that is set. */
  askFeedback(): Promise<void>;
}

export function createNotices(at: Workplace): Notices {
  const audit = () => at.inbox.setting(AUDIT_CHANNEL);
  return {
    askFeedback: () => askForFeedback(at),
    async remind(reminder) {
      const match = await matchOf(reminder.id, at);
      const message = reminderMessage(reminder, { match, language: "ja" });
      const channel = audit();
      const key = `reminder:${reminder.key}`;
      if (SLACK_ID.test(reminder.coordinator))
        await at.outbox.tell(reminder.coordinator, message, key);
      else if (channel !== undefined) await at.outbox.post({ channel }, message, key);
      else at.log("a reminder reached nobody in Slack", reminder.key);
    },
    async tellHead(line) {
      const channel = audit();
      if (channel !== undefined)
        await at.outbox.post({ channel }, noticeMessage(line, "ja"), `head:${line}`);
    },
    async tellWeek(week) {
      const channel = audit();
      if (channel === undefined) return;
      await at.outbox.post({ channel }, digestMessage(await digestOf(at), "ja"), `week:${week}`);
    },
  };
}

const MOST = 15;

async function matchOf(id: string, { backend }: Workplace): Promise<Match | undefined> {
  return backend.desk().ledger.get("match", id, ASSISTANT);
}

async function digestOf({ backend, clock }: Workplace) {
  const { ledger } = backend.desk();
  const today = japanDay(clock());
  const since = addDays(today, -7);
  const isRecent = (at: string) => japanDay(new Date(at)) >= since;
  const [needs, matches, answers, feedback] = await Promise.all([
    ledger.all("need", ASSISTANT),
    ledger.all("match", ASSISTANT),
    ledger.all("answer", ASSISTANT),
    ledger.all("feedback", ASSISTANT),
  ]);
  const matched = new Set(matches.map(({ need }) => need));
  return {
    overdue: (await ledger.overdue(today, ASSISTANT)).matches.slice(0, MOST),
    unanswered: answers
      .filter(({ kind, at }) => kind === "not_found" && isRecent(at))
      .slice(0, MOST),
    unmatched: needs
      .filter(({ id, status }) => status === "open" && !matched.has(id))
      .slice(0, MOST),
    outdated: feedback
      .filter(({ category, status }) => category === "outdated" && status === "open")
      .slice(0, MOST),
  };
}
