import { searchForm } from "../text/search-form.ts";
import type { Card, Problem } from "./card.ts";
import type { CardHead } from "./card-head.ts";

/** A card by which staff pin the answer to a frequent question, until a day. */
export interface StandardAnswer extends Card {
  readonly head: Extract<CardHead, { kind: "standard-answer" }>;
}

export function isStandardAnswer(card: Card): card is StandardAnswer {
  return card.head.kind === "standard-answer";
}

/** Whether it may still be given on a day, YYYY-MM-DD; it may on its last day. */
export function holdsOn({ head }: Pick<StandardAnswer, "head">, today: string): boolean {
  return today <= head.until;
}

/** The standard answers whose last day is over: what whoever ingests is told. */
export function expiredAnswers(cards: readonly Card[], today: string): readonly Problem[] {
  return cards
    .filter(isStandardAnswer)
    .filter((card) => !holdsOn(card, today))
    .map(({ path, head }) => ({
      path,
      line: 1,
      field: "until",
      expected: `${today}以後の日（担当: ${head.owner}。期限切れのため答えに使いません） / a day that is not over; it has expired and is not given any more`,
      came: head.until,
    }));
}

/** A standard answer that somebody has to look at: its card, whose it is, and its last day. */
export interface Expiring {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly until: string;
}

/** The standard answers that do not hold beyond a day, YYYY-MM-DD, those that expire first before the others. */
export function expiringBy(cards: readonly Card[], day: string): readonly Expiring[] {
  return cards
    .filter(isStandardAnswer)
    .filter(({ head }) => head.until <= day)
    .map(({ id, head: { name, owner, until } }) => ({ id, name, owner, until }))
    .toSorted((a, b) => (a.until < b.until ? -1 : 1));
}

/** Questions that two standard answers claim: neither can be given. */
export function sharedQuestions(cards: readonly Card[]): readonly Problem[] {
  const pathByQuestion = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { path, head } of cards.filter(isStandardAnswer)) {
    for (const [i, question] of head.questions.entries()) {
      const form = searchForm(question);
      const other = pathByQuestion.get(form) ?? path;
      pathByQuestion.set(form, other);
      if (other === path) continue;
      const expected = `${other} にない質問 / a question that ${other} does not have`;
      problems.push({ path, line: 1, field: `questions.${i}`, expected, came: question });
    }
  }
  return problems;
}
