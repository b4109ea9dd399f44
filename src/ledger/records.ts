import type { Language } from "../text/language.ts";
import type { State } from "./states.ts";
import type {
  ActivityKind,
  Anonymity,
  CloseReason,
  Confidentiality,
  ConsultationStatus,
  FeedbackCategory,
  FindingCode,
  NeedType,
  OutcomeLevel,
  Role,
} from "./vocabulary.ts";

// Times are ISO 8601 in UTC; days are YYYY-MM-DD in Japan. Whatever is absent is not known.

/** Who acts. `id` is the name the person acts under, an opaque one where the person is a firm's. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  /** The organisation that a firm's user belongs to. */
  readonly organisation?: string;
}

export interface Evidence {
  readonly source: string;
  readonly path: string;
  readonly locator: { readonly page?: number; readonly section?: string };
  readonly quote: string;
}

export interface SchemeMention {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly asOf: string;
  /** Whether it was used with the partner, or only speaks of what the need is about. */
  readonly use: "used" | "possible";
}

/** One part of a score: what of the need meets what of the seed, in the words of each. */
export interface ScorePart {
  readonly part: string;
  /** Share of the whole score, 0 to 1. */
  readonly score: number;
  readonly need: string;
  readonly seed: string;
}

export interface NeedProfile {
  readonly technologies: readonly string[];
  readonly materials: readonly string[];
  readonly industry?: string;
  readonly stage?: string;
  /** Prefectures or regional blocs in their full forms. */
  readonly places: readonly string[];
  readonly deadline?: string;
  /** As it was written, like the deadline. */
  readonly budget?: string;
  /** Specifications and quantities that are aimed at. */
  readonly target?: string;
}

/** A commitment to what is kept in the vault: whoever has the salted text can show that it was this. */
export interface Sealed {
  /** Place in the vault. */
  readonly id: string;
  /** SHA-256 over salt and text, hex; the salt lies in the vault too. */
  readonly commitment: string;
  /** SHA-256 of the encrypted bytes, hex. */
  readonly bytesHash: string;
  readonly erasedAt?: string;
}

/** A need as everyone who may see it sees it; what is secret stands in the vault. */
export interface Need {
  readonly id: string; // N-0001
  readonly type: NeedType;
  /** Free of names and of what is secret. */
  readonly summary: string;
  readonly profile: NeedProfile;
  readonly confidentiality: Confidentiality;
  readonly anonymity: Anonymity;
  /** Absent under anonymity: then it stands in the vault. */
  readonly organisation?: string;
  readonly region?: string;
  readonly sealed?: Sealed;
  readonly status: "open" | "closed" | "expired";
  readonly coordinator: string;
  readonly expiresOn: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface Partner {
  /** Id of a card or of a registered organisation. */
  readonly id: string;
  readonly name: string;
  readonly origin: "card" | "register";
  readonly region?: string;
  /** Who may know of it, as it was registered; cards are public. */
  readonly disclosure?: Confidentiality;
}

/** A need and a partner that could meet it. */
export interface Match {
  readonly id: string; // M-0001
  readonly need: string;
  readonly partner: Partner;
  readonly seed?: string;
  readonly state: State;
  /** The state that it goes back to from 保留. */
  readonly heldFrom?: State;
  readonly proposedBy: "assistant" | "coordinator" | "firm";
  readonly score: number;
  readonly parts: readonly ScorePart[];
  readonly reasons: readonly string[];
  readonly gaps: readonly string[];
  readonly schemes: readonly SchemeMention[];
  readonly evidence: readonly Evidence[];
  readonly coordinator: string;
  readonly nextAction: string;
  readonly nextActionDue: string;
  readonly closeReason?: CloseReason;
  readonly outcome?: Outcome;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When it came into the state it is in. */
  readonly stateSince: string;
}

/** What came of a match; a value that nobody collected is absent, never 0. */
export interface Outcome {
  readonly level: OutcomeLevel;
  readonly valueYen?: number;
  readonly newBusinesses?: number;
  readonly foundings?: number;
  readonly listings?: number;
  readonly newJobs?: number;
}

export interface Consent {
  readonly id: string; // C-0001
  readonly match: string;
  readonly side: "need" | "partner";
  readonly grantedBy: string;
  /** Which fields may be shown. */
  readonly fields: readonly string[];
  readonly recipients: readonly string[];
  readonly purpose: string;
  readonly method: string;
  readonly grantedAt: string;
  readonly until: string;
  readonly withdrawnAt?: string;
}

/** What a coordinator reports to have done, with or without a match. */
export interface Activity {
  readonly id: string; // R-0001
  readonly kind: ActivityKind;
  readonly on: string;
  readonly match?: string;
  readonly note: string;
  readonly coordinator: string;
  readonly region?: string;
}

/** A question about the outcome that falls due 3, 12 and 36 months after the introduction. */
export interface Survey {
  readonly id: string; // S-0001
  readonly match: string;
  readonly months: number;
  readonly dueOn: string;
  readonly answeredAt?: string;
  /** 1 to 5. */
  readonly satisfaction?: number;
  readonly outcome?: Outcome;
}

/** A staff member's judgement of a record. */
export interface Review {
  readonly id: string; // V-0001
  readonly target: string;
  readonly reviewer: string;
  readonly finding: FindingCode;
  readonly comment: string;
  readonly at: string;
}

/** A question that was answered in use. */
export interface LoggedAnswer {
  readonly id: string; // A-000001
  readonly at: string;
  /** Telephone numbers, addresses, mail, Slack ids and registered names taken out; absent for those of firms, which only the vault keeps. */
  readonly question?: string;
  readonly sealed?: Sealed;
  /** Keyed hash of who asked. */
  readonly asker: string;
  readonly role: Role;
  readonly kind: string;
  readonly text?: string;
  /** Of an answer that only the vault keeps, no more than the sources: what was quoted tells what was asked. */
  readonly citations: readonly {
    readonly source: string;
    readonly path?: string;
    readonly locator?: { readonly page?: number; readonly section?: string };
    readonly quote?: string;
    /** Whether the file is the document itself or a card about it. */
    readonly quoteOf?: "source" | "card";
  }[];
  readonly engine: string;
  readonly indexVersion: string;
  readonly latencyMs: number;
  readonly language: Language;
  /** A newer answer to the same question that corrects this one. */
  readonly correctedBy?: string;
}

export interface Feedback {
  readonly id: string; // F-0001
  readonly target: string;
  readonly by: string;
  readonly category: FeedbackCategory;
  readonly comment: string;
  readonly at: string;
  readonly status: "open" | "done";
}

/** Somebody asks that a person takes up what the assistant answered or proposed. */
export interface Consultation {
  readonly id: string; // Q-0001
  /** An answer, a need or a match. */
  readonly target: string;
  readonly askedBy: string;
  /** The coordinator or administrator who is to take it up, or has. */
  readonly owner: string;
  readonly status: ConsultationStatus;
  /** Day in Japan. */
  readonly dueOn: string;
  readonly at: string;
  readonly doneAt?: string;
  /** What is asked; once it is done, what was done. What it said before stays in the history. */
  readonly note?: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: string;
}

/** A link of the chain. */
export interface LedgerEvent {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly role: Role;
  /** need.create, match.suggest, match.move, consent.grant, … */
  readonly action: string;
  readonly kind: EntityKind;
  readonly entity: string;
  /** The record as it is after the event, or what changed; JSON without anything secret. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** Hash of the event before it; sixty-four zeros for the first. */
  readonly previous: string;
  /** SHA-256 of the canonical form of all the above, hex. */
  readonly hash: string;
}

/** The records that events change, by kind. */
export interface Entities {
  readonly need: Need;
  readonly match: Match;
  readonly consent: Consent;
  readonly activity: Activity;
  readonly survey: Survey;
  readonly review: Review;
  readonly answer: LoggedAnswer;
  readonly feedback: Feedback;
  readonly user: User;
  readonly consultation: Consultation;
}
/** Kinds of records, and what else an event can be about: the corpus, exports, partners, settings. */
export type EntityKind =
  | keyof Entities
  | "organisation"
  | "seed"
  | "export"
  | "corpus"
  | "setting"
  | "reminder"
  | "backup"
  | "console";

/** The end of the chain. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}
