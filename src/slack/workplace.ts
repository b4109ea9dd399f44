import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { GivenAnswer } from "../desk/answering.ts";
import type { Inbox } from "../ledger/inbox.ts";
import type { Backend } from "./backend.ts";
import type { Pause } from "./calls.ts";
import type { AwaitingAnswers } from "./feedback-reminders.ts";
import type { Outbox } from "./outbox.ts";
import type { People } from "./people.ts";

/** What every part of the Slack assistant works with. */
export interface Workplace {
  readonly backend: Backend;
  readonly client: WebClient;
  readonly outbox: Outbox;
  readonly people: People;
  readonly inbox: Inbox;
  readonly shown: ShownAnswers;
  readonly awaiting: AwaitingAnswers;
  readonly botUserId: string;
  readonly team: string;
  readonly pause: Pause;
  readonly clock: () => Date;
  /** An address of the pages for staff, for one person once; `undefined` where they need none. */
  readonly linkFor: (user: string) => string | undefined;
  readonly log: (message: string, cause: unknown) => void;
}

/** Answers that were given lately, for what is pressed below them. */
export interface ShownAnswers {
  get(id: string): GivenAnswer | undefined;
  /** The last one with partners that was given in a conversation. */
  lastIn(conversation: string): GivenAnswer | undefined;
  keep(answer: GivenAnswer, conversation?: string): void;
}

const MOST_KEPT = 500;

/** Keeps the last answers in memory alone: those of firms must be written nowhere but into the vault. */
export function createShownAnswers(): ShownAnswers {
  const answers = new LRUCache<string, GivenAnswer>({ max: MOST_KEPT });
  const suggesting = new LRUCache<string, string>({ max: MOST_KEPT });
  return {
    get: (id) => answers.get(id),
    lastIn: (conversation) => answers.get(suggesting.get(conversation) ?? ""),
    keep(answer, conversation) {
      const { answerId, partners } = answer;
      if (answerId === undefined) return;
      answers.set(answerId, answer);
      if (conversation !== undefined && partners.length > 0) suggesting.set(conversation, answerId);
    },
  };
}
