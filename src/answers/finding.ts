import type { Acceptance } from "../corpus/acceptance.ts";
import type { Entry } from "../corpus/entry.ts";
import type { Bilingual } from "../errors.ts";
import type { Passage } from "../search/passage.ts";
import type { Comparison } from "./comparison-table.ts";
import type { Candidate } from "./rank-passages.ts";

/** What was found for a question. */
export type Finding =
  | ({ readonly kind: "found" } & Found)
  /** The name belongs to things in several places and the question does not say which. */
  | { readonly kind: "ambiguous"; readonly cards: readonly Entry[] }
  /** It asks what a region should do, and more than one type fits what it says. */
  | { readonly kind: "which_type"; readonly cards: readonly Entry[] }
  /** It asks for a kind of fact and does not say of what; the likeliest things. */
  | { readonly kind: "vague"; readonly cards: readonly Entry[] }
  /** It asks what is so today; the documents tell only what was. */
  | {
      readonly kind: "not_current";
      readonly card: Entry | undefined;
      /** Records that were asked about: too old to tell, or of nothing that is open and fits. */
      readonly records: readonly Acceptance[];
    }
  /** It asks who somebody is whose name the documents withhold. */
  | { readonly kind: "withheld" }
  /** A note on the nearest statement says that just this is not in the documents. */
  | { readonly kind: "not_stated"; readonly note: Bilingual }
  /** The thing is known, what is asked about it is not; or nothing is known at all. */
  | { readonly kind: "nothing"; readonly card: Entry | undefined };

export interface Compared {
  readonly thing: Entry;
  readonly passage?: Passage | undefined;
}

export interface Found {
  /** Statements that together answer, in the order of what was asked. */
  readonly statements: readonly Candidate[];
  /** Parts of the question for which nothing was found. */
  readonly unanswered: readonly string[];
  /** Where open calls are listed: how many there are in all. */
  readonly open?: number;
  /** Set when things are compared: each of them, with the statement about it if there is one. */
  readonly compared?: readonly Compared[];
  /** With advice: the phases of a type of region, and what others did in them. */
  readonly phases?: Comparison;
  /** Cards on which sources contradict each other about what was found. */
  readonly conflicting?: readonly Entry[];
}
