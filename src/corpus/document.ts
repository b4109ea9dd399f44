import type { AsOf } from "./as-of.ts";
import type { Visibility } from "./document-head.ts";

/** A stretch of a document's text that can be quoted by itself: a sentence, an item, a heading. */
export interface Unit {
  /** Where it stands in the text of the document; the slice between is its quote, verbatim. */
  readonly start: number;
  readonly end: number;
  /** As it reads, where that is not the slice: lines joined, figures put back that were torn off. */
  readonly text?: string;
  /** Set when it heads what follows. */
  readonly heads?: true;
  /** Set when figures in it have lost what they are figures of: it may be found, never quoted. */
  readonly doubtful?: true;
}

/** Neighbouring units under one heading, at most about 500 characters: the smallest thing searched for. */
export interface Extract {
  /** The headings above it, outermost first, joined by " > ". */
  readonly heading: string;
  /** The same headings as units, to be quoted. */
  readonly headings: readonly Unit[];
  /** Which sheet of the document, from 1. */
  readonly sheet: number;
  /** First and last line in the file, from 1. */
  readonly lines: readonly [number, number];
  readonly units: readonly Unit[];
  /** Smallest hashes of its character runs: equal sketches mean nearly equal texts. */
  readonly sketch: readonly number[];
}

/** A text file without a head: a policy document, a case study, minutes. */
export interface Document {
  /** Its path: what a citation names as its source unless `sources.yaml` knows better. */
  readonly id: string;
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  readonly title: string;
  /** Under which name it was added; absent for one that lies in the corpus folder. */
  readonly name?: string;
  readonly publisher?: string;
  /** Absent when everybody may find what it says. */
  readonly visibility?: Exclude<Visibility, "public">;
  /** How many pages it has: its sheets are pages then. */
  readonly pages?: number;
  /** The date that is known of it, or that its first lines print; absent when they print none. */
  readonly asOf?: AsOf;
  /** The cleaned text that the units are stretches of. */
  readonly text: string;
  readonly extracts: readonly Extract[];
}

/** A unit as it reads. */
export function textOf({ text }: Document, unit: Unit): string {
  return unit.text ?? text.slice(unit.start, unit.end);
}

/** On which page a place in the text is, counted from an extract; `undefined` where there are no pages. */
export function pageAt(
  { text, pages }: Document,
  { units, sheet }: Extract,
  offset: number,
): number | undefined {
  return pages === undefined ? undefined : sheet + formFeeds(text, units[0]?.start ?? 0, offset);
}

/** How many pages begin between two places; negative where the second is the earlier. */
function formFeeds(text: string, from: number, to: number): number {
  if (from > to) return -formFeeds(text, to, from);
  return text.slice(from, to).split("\f").length - 1;
}
