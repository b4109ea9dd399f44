import type { Document } from "../corpus/document.ts";

/** A stretch of a document, as it stands there; lines may be joined. */
export interface Quote {
  readonly text: string;
  /** Absent where the format of the document has no pages. */
  readonly page?: number;
  /** The innermost heading above it. */
  readonly section?: string;
}

/** A field of the head of a card, and what it was read from. */
export interface DraftField {
  /** As in the head of a card: name, provider, targets. A `holder` is the name of an organisation. */
  readonly field: string;
  readonly value: unknown;
  /** Absent where it is what is known of the whole document: its publisher, its date. */
  readonly quote?: Quote;
}

export const DRAFT_KINDS = ["scheme", "organisation", "seed"] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** A card that somebody may make of a document. */
export interface Proposal {
  readonly kind: DraftKind;
  readonly fields: readonly DraftField[];
  /** What its statements would be: sentences of the document. */
  readonly statements: readonly Quote[];
}

/** What was found in a document; not whole where something went wrong, so that it is tried again. */
export interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly isWhole: boolean;
}

/**
 * Finds in a document what cards may be made of. Whatever it gives is checked against the document
 * (`checkProposal`).
 */
export interface CardProposer {
  /** Another one where it would propose other cards of the same document. */
  readonly version: string;
  propose(document: Document): Promise<Proposed>;
}
