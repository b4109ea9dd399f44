import type { Entry } from "../corpus/entry.ts";
import type { CardNames } from "../search/card-names.ts";
import type { Passage } from "../search/passage.ts";
import type { Hit, PassageSearch } from "../search/passage-search.ts";
import { areasMeet } from "../text/areas.ts";
import { isNamed, type Question, topicStrength } from "./question.ts";
import { type Candidate, rankPassages } from "./rank-passages.ts";
import { recordOf } from "./standing.ts";

/** Where candidates come from. */
export interface Candidates {
  /** What is near to a question and still stands in its file, best first; of one kind of card where it is given. */
  hits(question: Question, kind?: Entry["head"]["kind"]): readonly Hit[];
  /** All that a card says, measured by a question; what it says is not found by search. */
  ofCard(card: Entry, question: Question): readonly Hit[];
  /** The cards that a text names. */
  named(text: string): readonly Entry[];
  /** The cards that were made of records of what is open. */
  records(): readonly Entry[];
  /** The time at which the question is asked, if it is known. */
  readonly time: Date | undefined;
}

interface Dependencies {
  readonly search: PassageSearch;
  readonly names: CardNames;
  /** Whether the statement still stands in its file, word for word. */
  readonly stands: (passage: Passage) => boolean;
  readonly cards: ReadonlyMap<string, Entry>;
  readonly time: Date | undefined;
}

/** For one answer: a question is gone through several times, and what it finds stays the same. */
export function createCandidates({ search, names, stands, cards, time }: Dependencies): Candidates {
  const found = new Map<Question, readonly Hit[]>();
  const measures = new Map<Question, (card: Entry) => readonly Hit[]>();
  const searched = (question: Question, kind?: Entry["head"]["kind"]) => {
    const accept = acceptedArea(question);
    return search
      .search(question.query, { limit: LIMIT, ...(accept && { accept }), ...(kind && { kind }) })
      .filter(({ passage }) => stands(passage) && !isSaid(passage, question));
  };
  return {
    hits(question, kind) {
      if (kind) return searched(question, kind);
      const hits = found.get(question) ?? searched(question);
      found.set(question, hits);
      return hits;
    },
    ofCard(card, question) {
      const measure = measures.get(question) ?? search.measureBy(question.query);
      measures.set(question, measure);
      return measure(card).filter(({ passage }) => stands(passage));
    },
    records: () => [...cards.values()].filter(recordOf),
    time,
    named: (text) => names.find(text).flatMap(({ cards }) => cards),
  };
}

const LIMIT = 40;
/** A statement must be about what the question names nearly as much as the best one is. */
const MIN_TOPIC_SHARE = 0.5;

/**
 * What could answer a question, best first: from the place it is about, on the topic it names.
 * `wide` takes in all that the cards say which bear one of the names, however many others there are.
 */
export function candidatesFor(
  question: Question,
  candidates: Candidates,
  wide = false,
): readonly Candidate[] {
  const hits = candidates.hits(question);
  const topics = hits.map(({ passage }) => topicStrength(passage, question));
  const strongest = Math.max(0, ...topics);
  const onTopic = hits.filter(
    ({ passage }, i) =>
      (topics[i] ?? 0) >= MIN_TOPIC_SHARE * strongest || (wide && isNamed(passage.card, question)),
  );
  return rankPassages(question, onTopic);
}

/** All that a card says as candidates, best first. */
export function candidatesOf(
  card: Entry,
  question: Question,
  candidates: Candidates,
): readonly Candidate[] {
  return rankPassages(question, candidates.ofCard(card, question));
}

/** Said by the turn before, or on a card that it spoke of, where something else is asked for. */
function isSaid({ card }: Passage, { besides = [] }: Question): boolean {
  return besides.some((said) => said.card.id === card.id);
}

/**
 * Which areas an answer may be about: a card about another prefecture has nothing to say about the
 * one that was named. Without a place in the question, the things it names tell where it is about.
 */
function acceptedArea({
  areas,
  links,
}: Question): ((own: readonly string[]) => boolean) | undefined {
  const named = links.flatMap(({ cards }) => cards.flatMap(({ head }) => head.area));
  const asked = areas.length > 0 ? areas : named;
  if (asked.length === 0) return undefined;
  return (own) => own.length === 0 || asked.some((area) => own.some((of) => areasMeet(area, of)));
}
