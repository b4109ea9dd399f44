import type { Entry } from "../corpus/entry.ts";
import type { CardNames, NameLink } from "../search/card-names.ts";
import type { Concept } from "../search/concepts.ts";
import type { Passage } from "../search/passage.ts";
import type { PassageSearch } from "../search/passage-search.ts";
import type { QueryPart } from "../search/text-search.ts";
import { areasIn, areasMeet } from "../text/areas.ts";
import { type Language, languageOf } from "../text/language.ts";
import { searchForm } from "../text/search-form.ts";
import { type Ask, asksOf } from "./asks.ts";

/** A question as it was understood. */
export interface Question {
  readonly text: string;
  readonly language: Language;
  readonly asks: readonly Ask[];
  /** Prefectures and blocs that it names. */
  readonly areas: readonly string[];
  /** Cards that it names. */
  readonly links: readonly NameLink[];
  /** Set on one of several asks of a sentence: the share of it that this one stands for. */
  readonly share?: number;
  /** What was said already, where something else is asked for: ほかに何がある. */
  readonly besides?: readonly Passage[];
  readonly query: readonly QueryPart[];
  readonly concepts: readonly Concept[];
}

interface Dependencies {
  readonly search: PassageSearch;
  readonly names: CardNames;
}

/** Reads what a question asks for, about which things, where. */
export function readQuestion(text: string, { search, names }: Dependencies): Question {
  const exact = names.find(text);
  const corrected = unknownPhrases(text, search, exact)
    .map((phrase) => names.correct(phrase))
    .filter((link) => link !== undefined);
  const meant = corrected.reduce((left, { typed = "", name }) => left.replace(typed, name), text);
  return {
    text,
    language: languageOf(text),
    asks: asksOf(text),
    areas: areasIn(text),
    links: [...exact, ...corrected],
    query: [{ text: meant, weight: 1 }],
    concepts: search.concepts(meant),
  };
}

/** A part of a question, with the whole question behind it, which tells what it is about. */
export function questionPart(question: Question, text: string): Question {
  const behind = question.query.map((part) => ({ ...part, weight: part.weight * 0.4 }));
  return { ...question, text, asks: asksOf(text), query: [{ text, weight: 1 }, ...behind] };
}

/** Phrases that no card's name explains and that hold a word unknown to the corpus. */
function unknownPhrases(
  text: string,
  search: PassageSearch,
  links: readonly NameLink[],
): readonly string[] {
  const rest = withoutNames(text, links);
  const phrases = rest.split(/[\s、。,.?!()「」]|の|は|を|に|が|と|で|って|から|まで|も/u);
  return phrases.filter((phrase) => phrase.length >= 4 && search.isUnknown(phrase));
}

/**
 * How much a passage is about the things that a question names, 0 to 1: the mean over the names of
 * whether its card bears the name (1), its sentence has it (0.7) or its card is part of a plan or
 * region that bears it (0.55). Long names tell more than short ones.
 */
export function topicStrength({ card, form }: Passage, { links }: Question): number {
  let total = 0;
  for (const { name, cards } of links) {
    const telling = Math.min(1, 0.4 + name.length / 12);
    if (bears(cards, card)) total += telling;
    else if (form.includes(name)) total += 0.7 * telling;
    else if (cards.some((named) => isPart(card, named))) total += 0.55 * telling;
  }
  return links.length === 0 ? 0 : total / links.length;
}

/** Whether a card is one of those; by name, for a conversation may outlive the objects of an index. */
export function bears(cards: readonly Entry[], { id }: Entry): boolean {
  return cards.some((card) => card.id === id);
}

/** Whether a question names a card. */
export function isNamed(card: Entry, { links }: Question): boolean {
  return links.some(({ cards }) => bears(cards, card));
}

/** A text in search form with a gap for each of the names. */
export function withoutNames(form: string, links: readonly Pick<NameLink, "name">[]): string {
  return links.reduce((left, { name }) => left.replaceAll(name, " "), form);
}

/** All that a question tells of its case, with what the turn before told, in search form. */
export function toldIn({ query }: Question): string {
  return searchForm(query.map(({ text }) => text).join("\n"));
}

/** Whether one of two cards names the other as related. */
export function isRelated(a: Entry, b: Entry): boolean {
  return a.head.related.includes(b.id) || b.head.related.includes(a.id);
}

/** Whether two cards are about places that have nothing to do with each other. */
export function areApart(a: Entry, b: Entry): boolean {
  return a.head.area.every((own) => b.head.area.every((other) => !areasMeet(own, other)));
}

/** What is related to a plan or a region is part of it; what is related to a thing is another thing. */
function isPart(card: Entry, whole: Entry): boolean {
  if (whole.head.kind !== "programme" && whole.head.kind !== "region") return false;
  return isRelated(whole, card);
}
