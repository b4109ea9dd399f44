import type { Entry } from "../corpus/entry.ts";
import type { Concept } from "../search/concepts.ts";
import { type Passage, passagesOf } from "../search/passage.ts";
import { degree } from "../search/passage-search.ts";

/** One thing of the need and the statement that meets it best. */
export interface Met {
  readonly concept: Concept;
  readonly passage: Passage;
  /** How far, 0 to 1. */
  readonly degree: number;
  /** Whether the statement itself says it, and not only the names and keywords of its card. */
  readonly isStated: boolean;
}

export type MeetCard = (card: Entry, concepts: readonly Concept[]) => readonly Met[];

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
  return (card, concepts) =>
    concepts.flatMap((concept) => {
      const best = passagesOn(card)
        .map((passage) => meet(concept, passage))
        .reduce<Met | undefined>((a, b) => (a && a.degree >= b.degree ? a : b), undefined);
      return best && best.degree > 0 ? [best] : [];
    });
}

function meet(concept: Concept, passage: Passage): Met {
  const stated = degree(concept, passage.form, passage.years);
  const around = CONTEXT_SHARE * degree(concept, passage.context, passage.documentYears);
  return {
    concept,
    passage,
    degree: Math.max(stated, around),
    isStated: stated >= around,
  };
}

/** Weight of what is met, each thing once by its best. */
export function weightMet(met: readonly Met[]): number {
  return met.reduce((sum, { concept, degree: share }) => sum + share * concept.weight, 0);
}

/** For each thing of the need the best of several meetings. */
export function bestMeetings(all: readonly (readonly Met[])[]): readonly Met[] {
  const best = new Map<Concept, Met>();
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
