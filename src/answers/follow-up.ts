import type { Passage } from "../search/passage.ts";
import { searchForm } from "../text/search-form.ts";
import { headNoun } from "./asked-about.ts";
import { asksOf } from "./asks.ts";
import type { Question } from "./question.ts";
import { recordOf } from "./standing.ts";

/** What is remembered of a conversation: the last question as it was understood, and what answered it. */
export interface Turn {
  readonly question: Question;
  readonly cited: readonly Passage[];
}

const POINTS_BACK =
  /^(?:では|じゃあ?|で、|あと|ほかに|他に|また|ちなみに|and |what about|how about)|それ|その|そこ|これ|この|同じ|ほう(?:は|の)|うち|残り|^(?:どちら|どっち|どれ)|\b(?:it|its|that|there|those|they)\b/u;

/** Whether a question speaks of what was said before it. */
export function pointsBack(text: string): boolean {
  return POINTS_BACK.test(searchForm(text));
}

const ELSE = /ほかに|他に|ほかの|他の|以外|\bother\b|\belse\b/u;

/** What the words of the question before count beside those of this one. */
const LAST_WEIGHT = 0.15;

/**
 * The readings of a question that follows another, likeliest first. One that points back (それの予算は?)
 * or has no noun of its own before は is read with the topic of the turn before; one that names a topic
 * but asks nothing (ではウエストコアは?) asks what was asked before.
 */
export function readingsOf(question: Question, last: Turn | undefined): readonly Question[] {
  if (!last) return [question];
  const asks = question.asks.length > 0 ? question.asks : last.question.asks;
  const isBack = pointsBack(question.text);
  if (question.links.length > 0) {
    const same = isBack || question.asks.length === 0;
    return same ? [{ ...question, asks, areas: areasOf(question, last) }, question] : [question];
  }
  // 「倍率は？」 alone is asked of what was spoken of; two things of its own make another topic.
  const noun = headNoun(question.text);
  const namesTopic = noun !== undefined && question.concepts.length > 1 && !isField(noun, last);
  const onward = continued(question, last);
  return isBack || !namesTopic ? [onward, question] : [question, onward];
}

/** The question on the topic of the turn before; what else there is stands on other cards than those. */
function continued(question: Question, last: Turn): Question {
  const asksElse = ELSE.test(searchForm(question.text));
  return {
    ...question,
    asks: asksOf(question.text),
    areas: areasOf(question, last),
    links: asksElse ? [] : topicOf(last),
    ...(asksElse && { besides: last.cited }),
    query: [...question.query, { text: last.question.text, weight: LAST_WEIGHT }],
  };
}

/** What every record has a sentence about is asked of the one that was spoken of: 補助上限額. */
function isField(noun: string, { cited }: Turn): boolean {
  return cited.some(
    ({ card }) =>
      recordOf(card) && card.statements.some(({ heading }) => searchForm(heading) === noun),
  );
}

function areasOf(question: Question, last: Turn) {
  return question.areas.length > 0 ? question.areas : last.question.areas;
}

/**
 * The card that the last answer came from, or the cards of the calls that it listed: what was said
 * beside it is on the topic or near it.
 */
function topicOf({ question, cited }: Turn): Question["links"] {
  const [main] = cited;
  if (!main) return question.links;
  // Of a list of open calls each is what it was about.
  const topics = recordOf(main.card) ? new Set(cited.map(({ card }) => card)) : [main.card];
  return [...topics].map((card) => ({ name: searchForm(card.head.name), cards: [card] }));
}
