import { holdsOn, type StandardAnswer } from "../corpus/standard-answer.ts";
import type { CardNames } from "../search/card-names.ts";
import { once } from "../search/once.ts";
import { type Passage, passagesOf } from "../search/passage.ts";
import type { KnownSource } from "../search/sources.ts";
import { searchForm } from "../text/search-form.ts";
import { namesNothing } from "./asked-about.ts";
import { pointsBack, type Turn } from "./follow-up.ts";
import type { Question } from "./question.ts";
import type { QuoteCheck } from "./quote-check.ts";
import { questionKey } from "./same-question.ts";

/** The answers that staff have pinned. */
export interface StandardAnswers {
  /**
   * The one for a question, whole, if it holds today and all of it stands in its file; `undefined`
   * where two claim the question.
   */
  find(question: Question, last: Turn | undefined): Pinned | undefined;
}

/** A standard answer with its sentences as they are answered with. */
export interface Pinned {
  readonly card: StandardAnswer;
  readonly passages: readonly Passage[];
}

interface Dependencies {
  readonly names: CardNames;
  readonly sources: ReadonlyMap<string, KnownSource>;
  readonly quotes: QuoteCheck;
  /** The day it is in Japan, YYYY-MM-DD. */
  readonly today: () => string;
}

/**
 * The standard answers among the cards. They are no part of the search: one that has expired, or is
 * merely near to a question, is not found as a statement either.
 */
export function createStandardAnswers(
  cards: readonly StandardAnswer[],
  { names, sources, quotes, today }: Dependencies,
): StandardAnswers {
  const byKey = once(() => {
    const found = new Map<string, ReadonlySet<StandardAnswer>>();
    for (const card of cards) {
      for (const question of card.head.questions) {
        const key = questionKey(question, names);
        found.set(key, new Set([...(found.get(key) ?? []), card]));
      }
    }
    return found;
  });
  return {
    find(question, last) {
      // 「それはいつまで」 asks about what was spoken of, whatever was pinned.
      if (last && (pointsBack(question.text) || namesNothing(question))) return undefined;
      const asked = [...(byKey().get(questionKey(question.text, names)) ?? [])];
      const holding = asked.filter((card) => holdsOn(card, today()) && stands(card, quotes));
      const [card] = exactly(holding, question.text);
      return card && { card, passages: passagesOf(restingOnItself(card), sources) };
    },
  };
}

/** Those of them that have the question as it was asked, if any has; none of several. */
function exactly(cards: readonly StandardAnswer[], text: string): readonly StandardAnswer[] {
  const form = searchForm(text).trim();
  const same = cards.filter(({ head }) =>
    head.questions.some((question) => searchForm(question).trim() === form),
  );
  const most = same.length > 0 ? same : cards;
  return most.length === 1 ? most : [];
}

/** Whether the file still says all of it, and until the same day: part of an answer is another one. */
function stands({ path, head, statements }: StandardAnswer, quotes: QuoteCheck): boolean {
  const said = [head.until, ...statements.map(({ text }) => text)];
  return said.every((text) => quotes.stands(path, text));
}

/** A sentence that names no document rests on the card alone, which says so in its place. */
function restingOnItself(card: StandardAnswer): StandardAnswer {
  const statements = card.statements.map((statement) => {
    const { heading, locators } = statement;
    const own = { source: card.id, ...(heading && { section: heading }) };
    return locators.length > 0 ? statement : { ...statement, locators: [own] };
  });
  return { ...card, statements };
}
