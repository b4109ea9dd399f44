import type { CardHead } from "../corpus/card-head.ts";
import type { Evidence, SchemeMention, ScorePart } from "../ledger/records.ts";
import type { Confidentiality } from "../ledger/vocabulary.ts";
import type { Usage } from "../models/chat-model.ts";
import type { ReadProfile } from "./need-profile.ts";

/**
 * Whether what is suggested can be had today: nothing in the documents says so but `open`.
 * `registered`: it stands in one's own register, and holds as far as that is kept.
 */
export type OfferStatus = CardHead["status"] | "registered";

/** A partner for a need, with what speaks for it and what is not known to. */
export interface Suggestion {
  /** Id of a card or key of a registered organisation. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly origin: "card" | "register";
  /** Who may know of what is said here: the strictest of what the register's records ask for. */
  readonly disclosure?: Confidentiality;
  /** What of the partner meets the need best: an instrument, a technology, a service. */
  readonly seed?: string;
  readonly area: readonly string[];
  readonly status: OfferStatus;
  readonly asOf: string;
  /** 0 to 1; comparable within one list only. */
  readonly score: number;
  /** What the score is made of. The shares add up to the score. */
  readonly parts: readonly ScorePart[];
  readonly reasons: readonly string[];
  /** What of the need nothing was found for, and what has to be found out. */
  readonly gaps: readonly string[];
  /** Schemes that were or could be used with this partner. */
  readonly schemes: readonly SchemeMention[];
  readonly evidence: readonly Evidence[];
}

export interface Excluded {
  readonly name: string;
  readonly reason: string;
}

/** A need that is open already and about the same. */
export interface SimilarNeed {
  readonly id: string;
  readonly summary: string;
  /** Share of what the two are about that they have in common, 0 to 1. */
  readonly likeness: number;
}

/** Suggestions as `match --json` prints them; the shape is a contract with checks outside the project. */
export interface Suggestions {
  readonly need: string;
  /** What the need was read as. */
  readonly profile: ReadProfile;
  /** `vague`: the need says too little to look for anything. */
  readonly kind: "matched" | "not_found" | "vague";
  /** Best first, at most ten. */
  readonly partners: readonly Suggestion[];
  /** What came near and was left out. */
  readonly excluded: readonly Excluded[];
  /** What is missing in the need, most deciding first, at most three. */
  readonly questions: readonly string[];
  readonly notices: readonly string[];
  /** What of it is in the words of a language model; not printed. */
  readonly worded?: {
    /** By partner, the place of the reason, and of the evidence that it rests on. */
    readonly places: ReadonlyMap<string, number>;
    /** What that has cost, where it was asked for just now. */
    readonly usage?: Usage;
  };
}
