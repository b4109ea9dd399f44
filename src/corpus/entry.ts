import type { AsOf } from "./as-of.ts";
import type { Statement } from "./card.ts";
import type { CardHead } from "./card-head.ts";

/** What is known of a stretch of a document beside its text; shaped like the head of a card. */
export interface DocumentHead {
  readonly kind: "document";
  readonly name: string;
  readonly nameEn: string;
  readonly aliases: readonly string[];
  readonly keywords: readonly string[];
  readonly status: "unknown";
  /** Empty texts when the document prints no date. */
  readonly asOf: AsOf;
  /** Empty when its title and headings name no place. */
  readonly area: readonly string[];
  readonly related: readonly string[];
}

/** What an answer can rest on: a card, or an extract of a document. */
export interface Entry {
  readonly id: string;
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  readonly head: CardHead | DocumentHead;
  readonly statements: readonly Statement[];
}
