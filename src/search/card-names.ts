import damerauLevenshtein from "damerau-levenshtein";
import type { Card } from "../corpus/card.ts";
import type { Entry } from "../corpus/entry.ts";
import { searchForm } from "../text/search-form.ts";
import { mentions } from "./concepts.ts";
import { embedSpelling } from "./hashed-ngrams.ts";
import type { VectorIndex } from "./vector-index.ts";

/** A name that a question speaks of, and the cards that bear it. */
export interface NameLink {
  /** The name in search form. */
  readonly name: string;
  readonly cards: readonly Entry[];
  /** What was typed, when it had to be read as a typing error. */
  readonly typed?: string;
}

export interface CardNames {
  /** The names that a text speaks of, longest first; a name within a longer one does not count. */
  find(text: string): readonly NameLink[];
  /** The name that a phrase was probably meant to be, if one is a typing error away. */
  correct(phrase: string): NameLink | undefined;
}

/** Every spelling under which a card is known, in search form; ・ within a name may be left out. */
export function namesOf({ head }: Card): readonly string[] {
  const names = [head.name, head.nameEn, ...head.aliases].map(searchForm);
  const forms = names.flatMap((name) => [name, name.replaceAll("・", "")]);
  return [...new Set(forms)].filter((form) => form.length > 1);
}

/** `spelling` holds the vectors of `names`, in their order; it is asked only about typing errors. */
export function createCardNames(
  cards: readonly Card[],
  { names, spelling }: { names: readonly string[]; spelling: () => VectorIndex },
): CardNames {
  const cardsByName = new Map<string, Card[]>();
  for (const card of cards) {
    for (const name of namesOf(card)) {
      cardsByName.set(name, [...(cardsByName.get(name) ?? []), card]);
    }
  }
  const longestFirst = [...cardsByName.keys()].sort((a, b) => b.length - a.length);
  const link = (name: string): NameLink => ({ name, cards: cardsByName.get(name) ?? [] });
  return {
    find(text) {
      const form = searchForm(text);
      const exact = take(form, longestFirst);
      // 特定分野の産業出荷額 is the 特定分野産業出荷額, if no name was met as it stands.
      const names =
        exact.length > 0 ? exact : take(form.replaceAll("の", ""), longestFirst.filter(isLong));
      return names.map(link);
    },
    correct(phrase) {
      const typed = searchForm(phrase);
      const near = spelling().nearest(embedSpelling(typed), 5);
      const close = near
        .map(({ label }) => names[label] ?? "")
        // The distance is no less than the difference in length, and costly to find for long texts.
        .filter((name) => Math.abs(name.length - typed.length) <= tolerance(name))
        .map((name) => ({ name, distance: damerauLevenshtein(typed, name).steps }))
        .filter(({ name, distance }) => distance <= tolerance(name) && cardsByName.has(name))
        .sort((a, b) => a.distance - b.distance)[0];
      return close && { ...link(close.name), typed: phrase };
    },
  };
}

/** The names that stand in a text, longest first; what one has taken no other may have. */
function take(form: string, longestFirst: readonly string[]): readonly string[] {
  let rest = form;
  return longestFirst.filter((name) => {
    if (!mentions(rest, name)) return false;
    rest = rest.replaceAll(name, " ");
    return true;
  });
}

function isLong(name: string): boolean {
  return name.length >= 6;
}

/** How many typing errors a name of this length may bear before it may be another name. */
function tolerance(name: string): number {
  if (name.length < 4) return 0;
  return name.length < 10 ? 1 : Math.floor(name.length / 5);
}
