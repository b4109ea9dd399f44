import type { Entry } from "../corpus/entry.ts";
import { type Passage, passagesOf } from "../search/passage.ts";
import { degree, isSaid } from "../search/passage-search.ts";
import type { Language } from "../text/language.ts";
import { searchForm } from "../text/search-form.ts";
import type { NeedConcept, ReadNeed } from "./read-need.ts";

/** One thing of the need and the statement that meets it best. */
export interface Met {
  readonly concept: NeedConcept;
  readonly passage: Passage;
  /** How far, 0 to 1. */
  readonly degree: number;
  /** Whether the statement says it, as it is shown, and not only its translation or the names of its card. */
  readonly isStated: boolean;
}

type Wanted = Pick<ReadNeed, "concepts" | "language">;

export type MeetCard = (card: Entry, need: Wanted) => readonly Met[];

/** What only the names and keywords of a card have is said by the card as a whole. */
const CONTEXT_SHARE = 0.9;

/** Measures cards by what a need is about: for each thing the statement that speaks of it most. */
export function createMeetCard(): MeetCard {
  const passages = new WeakMap<Entry, readonly Passage[]>();
  const passagesOn = (card: Entry) => {
    const known = passages.get(card) ?? passagesOf(card);
    passages.set(card, known);
    return known;
  };
  return (card, { concepts, language }) =>
    concepts.flatMap((concept) =>
      bestOf(passagesOn(card).flatMap((passage) => meet(concept, passage, language))),
    );
}

/** How far the best of all meets a thing, with the best that says it if any does. */
function bestOf(all: readonly Met[]): readonly Met[] {
  const best = furthest(all);
  if (!best) return [];
  return [{ ...(furthest(all.filter(({ isStated }) => isStated)) ?? best), degree: best.degree }];
}

function furthest(all: readonly Met[]): Met | undefined {
  return all.reduce<Met | undefined>((a, b) => (a && a.degree >= b.degree ? a : b), undefined);
}

/** Nothing where the word does not stand: pieces of it (ブランド, ベンチ) are another word than ブランチ. */
function meet(concept: NeedConcept, passage: Passage, language: Language): readonly Met[] {
  const { form, context, years, documentYears, statement } = passage;
  const isThere = isSaid(concept, form, years);
  if (!isThere && !isSaid(concept, context, documentYears)) return [];
  const stated = isThere ? degree(concept, form, years) : 0;
  const around = CONTEXT_SHARE * degree(concept, context, documentYears);
  const isStated =
    isThere && (language === "en" || isSaid(concept, searchForm(statement.text), years));
  return [{ concept, passage, degree: Math.max(stated, around), isStated }];
}

/** Weight of what is met, each thing once by its best. */
export function weightMet(met: readonly Met[]): number {
  return met.reduce((sum, { concept, degree: share }) => sum + share * concept.weight, 0);
}

/** For each thing of the need the best of several meetings. */
export function bestMeetings(all: readonly (readonly Met[])[]): readonly Met[] {
  const best = new Map<NeedConcept, Met>();
  for (const met of all.flat()) {
    const known = best.get(met.concept);
    if (!known || met.degree > known.degree) best.set(met.concept, met);
  }
  return [...best.values()];
}

/** Weight of the most that a single statement meets, surroundings included. */
export function weightInOneStatement(met: readonly Met[]): number {
  const byPassage = new Map<Passage, number>();
  for (const { passage, concept, degree: share, isStated } of met) {
    if (!isStated) continue;
    byPassage.set(passage, (byPassage.get(passage) ?? 0) + share * concept.weight);
  }
  return Math.max(0, ...byPassage.values());
}
