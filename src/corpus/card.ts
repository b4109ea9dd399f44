import type { Bilingual } from "../errors.ts";
import type { CardHead } from "./card-head.ts";
import type { Locator } from "./locator.ts";

/** One sentence of a card's body (now and then two): the smallest thing that can be quoted. */
export interface Statement {
  /** Verbatim from the file, without its locator. */
  readonly text: string;
  /** The same in English; shown to English readers beside the Japanese quote. */
  readonly en?: string;
  /** What a reader must know before trusting the statement: 目標値であり… */
  readonly note?: Bilingual;
  readonly heading: string;
  readonly locators: readonly Locator[];
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface Card {
  /** File name without its ending: schemes/okayama-only-one.md → okayama-only-one. */
  readonly id: string;
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  readonly head: CardHead;
  readonly statements: readonly Statement[];
}

/** A mistake in a file of the corpus: where it is, what was expected there, what came. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly field: string;
  readonly expected: string;
  readonly came: string;
}
