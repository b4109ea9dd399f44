import type { Bilingual } from "../errors.ts";
import type { Past } from "./past.ts";
import type {
  Activity,
  Actor,
  Consent,
  Consultation,
  Entities,
  Feedback,
  Head,
  LedgerEvent,
  LoggedAnswer,
  Match,
  Need,
  Outcome,
  Review,
  Survey,
  User,
} from "./records.ts";
import type { State } from "./states.ts";
import type { CloseReason, Role } from "./vocabulary.ts";

/** Done, with the record as it is now and the number of the event; or refused, with the reason and what stands. */
export type Result<Kind extends keyof Entities> =
  | { readonly kind: "done"; readonly record: Entities[Kind]; readonly event: number }
  | { readonly kind: "refused"; readonly why: Bilingual; readonly current?: Entities[Kind] };

/** What only the erasable place keeps. */
export interface Secret {
  readonly organisation?: string;
  readonly text?: string;
}

export type NewNeed = Omit<Need, "id" | "sealed" | "status" | "createdBy" | "createdAt"> & {
  readonly secret?: Secret;
};
export type NewMatch = Omit<
  Match,
  "id" | "state" | "heldFrom" | "closeReason" | "outcome" | "createdAt" | "updatedAt" | "stateSince"
> & { readonly state: "draft" | "suggested" };

export type NewConsultation = Pick<Consultation, "target" | "note"> &
  Partial<Pick<Consultation, "owner">>;

export interface Move {
  readonly match: string;
  /** The state that the person saw: another one now refuses the move and returns the record. */
  readonly from: State;
  readonly to: State;
  readonly reason?: string;
  readonly closeReason?: CloseReason;
  readonly outcome?: Outcome;
  /** Both always set; default: the usual next action of the state and its usual time. */
  readonly nextAction?: string;
  readonly nextActionDue?: string;
}

export interface Correction {
  readonly kind: keyof Entities;
  readonly id: string;
  /** Fields with their new values; state, consents and what identifies the record cannot be corrected. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** What `verify` found: the first place at which each thing is wrong. */
export interface Verification {
  readonly isSound: boolean;
  /** Events read. */
  readonly count: number;
  readonly first?: Head;
  readonly head: Head;
  readonly faults: readonly {
    readonly seq?: number;
    readonly record?: string;
    readonly what: Bilingual;
  }[];
}

/**
 * The log of needs, matches and what became of them. Every change is one event, written together
 * with the record in one transaction or not at all. A refusal is a value; a fault of the disk or the
 * database is thrown.
 */
export interface Ledger {
  registerNeed(need: NewNeed, by: Actor): Promise<Result<"need">>;
  closeNeed(id: string, reason: CloseReason, note: string, by: Actor): Promise<Result<"need">>;
  recordMatch(match: NewMatch, by: Actor): Promise<Result<"match">>;
  move(move: Move, by: Actor): Promise<Result<"match">>;
  planNext(
    match: string,
    next: { readonly action: string; readonly due: string },
    by: Actor,
  ): Promise<Result<"match">>;
  grantConsent(
    consent: Omit<Consent, "id" | "grantedAt" | "withdrawnAt">,
    by: Actor,
  ): Promise<Result<"consent">>;
  withdrawConsent(id: string, reason: string, by: Actor): Promise<Result<"consent">>;
  reportActivity(
    activity: Omit<Activity, "id" | "coordinator">,
    by: Actor,
  ): Promise<Result<"activity">>;
  answerSurvey(
    id: string,
    answer: Pick<Survey, "satisfaction" | "outcome">,
    by: Actor,
  ): Promise<Result<"survey">>;
  review(review: Omit<Review, "id" | "reviewer" | "at">, by: Actor): Promise<Result<"review">>;
  correct<Kind extends keyof Entities>(
    correction: Correction & { readonly kind: Kind },
    by: Actor,
  ): Promise<Result<Kind>>;
  /** Passes every live case of one coordinator on; the records as they are now. */
  handOver(
    from: string,
    to: string,
    reason: string,
    by: Actor,
  ): Promise<{
    readonly matches: readonly Match[];
    readonly needs: readonly Need[];
    readonly consultations: readonly Consultation[];
  }>;
  /** Destroys the key of what the vault keeps for a need or an answer. The chain stays as it is. */
  erase(
    kind: "need" | "answer",
    id: string,
    reason: string,
    by: Actor,
  ): Promise<Result<"need" | "answer">>;
  /** What the vault keeps; every look is an event. Nothing after erasure, or when the key is not at hand. */
  openSecret(kind: "need" | "answer", id: string, by: Actor): Promise<Secret | undefined>;
  logAnswer(
    answer: Omit<LoggedAnswer, "id" | "sealed" | "at"> & { readonly secret?: Secret },
    by: Actor,
  ): Promise<Result<"answer">>;
  giveFeedback(
    feedback: Omit<Feedback, "id" | "by" | "at" | "status">,
    by: Actor,
  ): Promise<Result<"feedback">>;
  /**
   * Asks that a person takes up an answer, a need or a match that the actor may see, in three days.
   * Without an owner: the first administrator. Refused while the same person's question about the same
   * is not done, with that as it is now.
   */
  openConsultation(consultation: NewConsultation, by: Actor): Promise<Result<"consultation">>;
  /** Makes the actor the owner. Refused where somebody was quicker, with the record as it is now. */
  takeConsultation(id: string, by: Actor): Promise<Result<"consultation">>;
  /** Ends a consultation, taken up or not; the note says what was done. */
  closeConsultation(id: string, note: string, by: Actor): Promise<Result<"consultation">>;
  setUser(user: User, by: Actor): Promise<Result<"user">>;
  /** An event about something that is no record here: an export, the corpus, an import. */
  note(
    event: Pick<LedgerEvent, "action" | "kind" | "entity" | "payload"> & {
      readonly reason?: string;
    },
    by: Actor,
  ): Promise<Head>;

  /** The role that counts: of the user's record, else of the configuration, else the one given. */
  roleOf(by: Actor): Promise<Role>;
  /** A record that the actor may see. */
  get<Kind extends keyof Entities>(
    kind: Kind,
    id: string,
    by: Actor,
  ): Promise<Entities[Kind] | undefined>;
  /** The records that the actor may see, in order of their numbers. A firm sees its own needs and their matches only. */
  all<Kind extends keyof Entities>(kind: Kind, by: Actor): Promise<readonly Entities[Kind][]>;
  /** Events about a record, oldest first; without an id all events. */
  events(id?: string): Promise<readonly LedgerEvent[]>;
  /** All records as they were at the end of a day in Japan, or as they are, and what led there. */
  past(day?: string): Promise<Past>;
  /** Live matches whose next action was due before the day, and surveys, longest overdue first. */
  overdue(
    day: string,
    by: Actor,
  ): Promise<{ readonly matches: readonly Match[]; readonly surveys: readonly Survey[] }>;
  head(): Promise<Head>;
  /** How many events there are; the number of the head, unless some are missing. */
  count(): Promise<number>;
  /** Reads everything back. With a head that was noted elsewhere also finds a cut tail and a chain rewritten whole. */
  verify(expected?: Head): Promise<Verification>;
  close(): void;
}
