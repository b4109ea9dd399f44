import type { Passage } from "../search/passage.ts";
import type { Hit, PassageSearch } from "../search/passage-search.ts";
import { areasMeet } from "../text/areas.ts";
import { bears, type Question, topicStrength } from "./question.ts";
import { type Candidate, rankPassages } from "./rank-passages.ts";

/** Where candidates come from. */
export interface Candidates {
  /** What is near to a question and still stands in its file, best first. */
  hits(question: Question): readonly Hit[];
}

interface Dependencies {
  readonly search: PassageSearch;
  /** Whether the statement still stands in its file, word for word. */
  readonly stands: (passage: Passage) => boolean;
}

/** For one answer: a question is gone through several times, and what it finds stays the same. */
export function createCandidates({ search, stands }: Dependencies): Candidates {
  const found = new Map<Question, readonly Hit[]>();
  return {
    hits(question) {
      const known = found.get(question);
      if (known) return known;
      const accept = acceptedArea(question);
      const hits = search
        .search(question.query, { limit: LIMIT, ...(accept && { accept }) })
        .filter(({ passage }) => stands(passage));
      found.set(question, hits);
      return hits;
    },
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
      (topics[i] ?? 0) >= MIN_TOPIC_SHARE * strongest || (wide && isNamed(passage, question)),
  );
  return rankPassages(question, onTopic);
}

function isNamed({ card }: Passage, { links }: Question): boolean {
  return links.some(({ cards }) => bears(cards, card));
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
