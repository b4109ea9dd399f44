import type { Bilingual } from "../errors.ts";
import type { CardHead } from "./card-head.ts";
import type { Entry } from "./entry.ts";
import type { Locator } from "./locator.ts";

/** One sentence of a card's body (now and then two): the smallest thing that can be quoted. */
export interface Statement {
  /** As it reads. On a card verbatim from the file, without its locator. */
  readonly text: string;
  /** What stands in the file, where the text is not the same: wrapped lines, mended figures. */
  readonly quote?: string;
  /** Of an excerpt of a document: the headings above it, outermost first, as they read and as they stand. */
  readonly under?: readonly {
    readonly text: string;
    readonly quote: string;
    readonly locators: readonly Locator[];
  }[];
  /** The same in English; shown to English readers beside the Japanese quote. */
  readonly en?: string;
  /** What a reader must know before trusting the statement: 目標値であり… */
  readonly note?: Bilingual;
  readonly heading: string;
  readonly locators: readonly Locator[];
  /** Line in the file, from 1. */
  readonly line: number;
}

/** One file a thing; its id is the file name without its ending: okayama-only-one. */
export interface Card extends Entry {
  readonly head: CardHead;
}

/** A mistake in a file of the corpus: where it is, what was expected there, what came. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly field: string;
  readonly expected: string;
  readonly came: string;
}
