import type { Bilingual } from "../errors.ts";
import type { Courses } from "./courses.ts";
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
import type { Told } from "./told.ts";
import type { CloseReason, FindingCode, Role } from "./vocabulary.ts";

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

/** Days in Japan, both counted. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Which matches are wanted; whatever is absent does not matter. */
export interface MatchFilter {
  /** When they were registered. */
  readonly period?: Days | undefined;
  readonly state?: State | undefined;
  readonly coordinator?: string | undefined;
  /** Of the need: a prefecture in its full form. */
  readonly region?: string | undefined;
  /** Id of a scheme that stands on the match. */
  readonly scheme?: string | undefined;
  /** What a review found; `none`: no review yet. */
  readonly finding?: FindingCode | "none" | undefined;
  /** Live ones whose next action was due before this day. */
  readonly overdueOn?: string | undefined;
  /** A part of the partner's name, or the number of the match or its need. */
  readonly words?: string | undefined;
}
export type MatchOrder = "number" | "state" | "coordinator" | "due" | "score" | "partner";

/** Which answers are wanted. */
export interface AnswerFilter {
  readonly period?: Days | undefined;
  readonly outcome?: "given" | "declined" | undefined;
  readonly hasFeedback?: boolean | undefined;
}

export interface Paging<Order extends string> {
  readonly order: Order;
  readonly isDescending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** A match as lists show it. */
export interface MatchRow {
  readonly match: Match;
  readonly need?: Need;
  /** Of the last review. */
  readonly finding?: FindingCode;
}

export interface AnswerRow {
  readonly answer: LoggedAnswer;
  readonly feedback: readonly Feedback[];
}

/** All that the ledger has about a match. */
export interface CaseFile {
  readonly match: Match;
  readonly need?: Need;
  readonly consents: readonly Consent[];
  readonly surveys: readonly Survey[];
  readonly activities: readonly Activity[];
  readonly reviews: readonly Review[];
  readonly feedback: readonly Feedback[];
  readonly consultations: readonly Consultation[];
  /** What was written about any of these, oldest first. */
  readonly events: readonly LedgerEvent[];
}

/** A page of a list, and how long the list is. */
export interface Listed<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
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
  /** A page of the matches, for those who may see all of them; a `UserError` for others, here and below. */
  browseMatches(
    filter: MatchFilter,
    paging: Paging<MatchOrder>,
    by: Actor,
  ): Promise<Listed<MatchRow>>;
  /** A match with all that belongs to it; `undefined` where there is none. */
  caseFile(match: string, by: Actor): Promise<CaseFile | undefined>;
  /** A page of what was asked. */
  browseAnswers(
    filter: AnswerFilter,
    paging: Omit<Paging<"number">, "order">,
    by: Actor,
  ): Promise<Listed<AnswerRow>>;
  /** The states that each match was in. */
  matchCourses(by: Actor): Promise<Courses>;
  /** Reads what figures are counted from, so that who first looks at them does not wait for that. */
  warm(): Promise<void>;
  /** What was told of the outcomes of matches. */
  told(by: Actor): Promise<Told>;
  /** What matches can be chosen by. */
  facets(by: Actor): Promise<{
    readonly coordinators: readonly string[];
    readonly regions: readonly string[];
    readonly schemes: readonly { readonly id: string; readonly name: string }[];
  }>;
  /**
   * Numbers of the answers and matches that quote files of the corpus, and of the matches with a partner of
   * the register; the newest first, fifty at most.
   */
  citing(
    wanted: { readonly paths: readonly string[]; readonly partner?: string },
    by: Actor,
  ): Promise<{ readonly answers: readonly string[]; readonly matches: readonly string[] }>;
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
  /** The same, while this process goes on with other things. */
  verifyApart(expected?: Head): Promise<Verification>;
  close(): void;
}
