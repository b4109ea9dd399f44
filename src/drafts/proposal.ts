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

/**
 * Finds in a document what cards may be made of. Whatever it gives is checked against the document
 * (`checkProposal`): rules propose today, a model may.
 */
export type ProposeCards = (document: Document) => Promise<readonly Proposal[]>;
