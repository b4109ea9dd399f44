import type { GivenAnswer } from "../desk/answering.ts";
import { ASSISTANT } from "../ledger/assistant.ts";
import type { Language } from "../text/language.ts";
import { feedbackReminderMessage } from "./messages/feedback-reminder-message.ts";
import type { ThreadPlace } from "./place.ts";
import { feedbackReminderMinutes } from "./settings.ts";
import type { Workplace } from "./workplace.ts";

/** An answer in direct messages, and where its asker can be asked about it. */
interface Awaiting {
  readonly id: string;
  readonly place: ThreadPlace;
  readonly language: Language;
  /** Milliseconds since the epoch. */
  readonly givenAt: number;
}

/** Answers in direct messages that may still be asked about. */
export interface AwaitingAnswers {
  add(answer: Awaiting): void;
  forget(id: string | undefined): void;
  /** Takes out those that were given up to a time, in milliseconds since the epoch. */
  takeUntil(time: number): readonly Awaiting[];
}

const MOST_KEPT = 500;

/** Keeps the last answers in memory alone: the ledger does not know who asked. */
export function createAwaitingAnswers(): AwaitingAnswers {
  let answers: readonly Awaiting[] = [];
  return {
    add(answer) {
      answers = [...answers, answer].slice(-MOST_KEPT);
    },
    forget(id) {
      answers = answers.filter((answer) => answer.id !== id);
    },
    takeUntil(time) {
      const taken = answers.filter(({ givenAt }) => givenAt <= time);
      answers = answers.filter(({ givenAt }) => givenAt > time);
      return taken;
    },
  };
}

/** Remembers an answer in direct messages, while its asker is to be asked about such; what declines or asks back is none. */
export function awaitFeedback(
  { answerId, kind }: Pick<GivenAnswer, "answerId" | "kind">,
  { isDirect, ...where }: Pick<Awaiting, "place" | "language"> & { readonly isDirect: boolean },
  { inbox, awaiting, clock }: Workplace,
): void {
  if (answerId === undefined || !isDirect || !ANSWERS.has(kind)) return;
  if (feedbackReminderMinutes(inbox) === undefined) return;
  awaiting.add({ id: answerId, ...where, givenAt: clock().getTime() });
}

const ANSWERS: ReadonlySet<GivenAnswer["kind"]> = new Set(["answered", "partial", "not_found"]);

/** Asks about each answer of this process whose time has come and on which there is no feedback; once. */
export async function askForFeedback(at: Workplace): Promise<void> {
  const { inbox, awaiting, clock } = at;
  const minutes = feedbackReminderMinutes(inbox);
  // Once it is off, nobody is asked about what was answered before.
  const until = minutes === undefined ? Infinity : clock().getTime() - minutes * 60_000;
  const due = awaiting.takeUntil(until);
  if (minutes === undefined || due.length === 0) return;
  const given = await at.backend.desk().ledger.all("feedback", ASSISTANT);
  const told = new Set(given.map(({ target }) => target));
  for (const answer of due.filter(({ id }) => !told.has(id))) await askAbout(answer, at);
}

async function askAbout(
  { id, place, language }: Awaiting,
  { inbox, outbox, log }: Workplace,
): Promise<void> {
  const key = `feedback-reminder:${id}`;
  // Claimed first: rather not asked than asked twice.
  if (!inbox.claim(key)) return;
  try {
    await outbox.post(place, feedbackReminderMessage(id, language), key);
  } catch (error) {
    log("nobody could be asked about an answer", error);
  }
}
