import type { Passage } from "../search/passage.ts";
import { pairsOf } from "../search/terms.ts";
import { figuresIn } from "../text/figures.ts";
import { yearMentions } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { answers, carriesAsked } from "./answers-question.ts";
import { asksForFigure } from "./asks.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import type { Found } from "./finding.ts";
import { onlyConfirms } from "./premise.ts";
import { isRelated, type Question } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";

/**
 * How far below the best another statement may be and still be worth adding, how many are added, and
 * how many characters all of them may fill.
 */
const SUPPLEMENTS = { margin: 0.3, count: 3, length: 340 };
/**
 * A figure is one sentence's business, more would only bury it; but where the best one speaks of no
 * more than this share of the question, the next may be the one that was meant.
 */
const SURE_OF_FIGURE = 0.7;
const FIGURE_SUPPLEMENTS = { margin: 0.1, count: 1, length: 340 };
/** How far below the best another scheme may be and still be an alternative, and how many are shown. */
const ALTERNATIVE_MARGIN = 0.2;
const MAX_ALTERNATIVES = 2;

/** What an answer is chosen from: what is near to the question, and whatever else cards say. */
export interface Among {
  readonly ranked: readonly Candidate[];
  readonly candidates: Candidates;
}

/**
 * The answer to a question of one part: its main statement, or where sources contradict each other
 * about it the statements that show it, and what is nearly as good as far as there is room.
 */
export function answerWhole(
  question: Question,
  main: Candidate | undefined,
  { ranked, candidates }: Among,
): Found {
  if (!main) return { statements: [], unanswered: [] };
  const fitting = ranked.filter((candidate) => answers(candidate, question));
  const best = fullest(main, fitting);
  const near = fitting.filter(({ passage }) => passage !== best.passage);
  const disputed = conflictAbout(question, best, { near, candidates });
  if (disputed.length > 0) return { statements: disputed, unanswered: [] };
  const more = question.asks.some(({ kind }) => kind === "scheme")
    ? otherSchemes(best, near)
    : supplementsTo(best, near, question);
  return { statements: [best, ...more], unanswered: [] };
}

/** The longest statement that is nearly as good as the best one and says all of it. */
function fullest(main: Candidate, fitting: readonly Candidate[]): Candidate {
  return fitting
    .filter(({ score }) => score >= main.score - FULLER_MARGIN)
    .filter((other) => isSaidBy(main.passage, [other]))
    .reduce((most, other) => (lengthOf(other) > lengthOf(most) ? other : most), main);
}

function lengthOf({ passage }: Candidate): number {
  return passage.statement.text.length;
}

/** How far below the best a statement may be that says all of it and more. */
const FULLER_MARGIN = 0.05;

/** Share of a statement's pairs of characters at which others have said it all. */
const SAID = 0.85;

function isSaidBy({ statement: { text } }: Passage, others: readonly Candidate[]): boolean {
  const pairs = pairsOf(searchForm(text));
  return others.some(({ passage }) => {
    const said = searchForm(passage.statement.text);
    return pairs.filter((pair) => said.includes(pair)).length >= SAID * pairs.length;
  });
}

/** How far below the answer the statement of a contradiction may be and still be the better answer. */
const DISPUTE_MARGIN = 0.3;

/**
 * Where sources give other figures for what a question asks without a date, the statement that has
 * them all, side by side: one of them alone would be taken for the answer.
 */
function conflictAbout(
  question: Question,
  main: Candidate,
  { near, candidates }: { near: readonly Candidate[]; candidates: Candidates },
): readonly Candidate[] {
  const asksFigure = question.asks.some(asksForFigure);
  if (!asksFigure || yearMentions(question.text).length > 0) return [];
  const about = [main.passage.card, ...question.links.flatMap(({ cards }) => cards)];
  const disputed = [main, ...near].find(
    ({ passage: { card }, score }) =>
      card.head.kind === "conflict" &&
      score >= main.score - DISPUTE_MARGIN &&
      (card === main.passage.card || about.some((known) => isRelated(card, known))),
  );
  if (!disputed) return [];
  const { statements } = disputed.passage.card;
  const order = ({ passage }: Candidate) => statements.indexOf(passage.statement);
  const [best, ...others] = candidatesOf(disputed.passage.card, question, candidates)
    .filter((candidate) => carriesAsked(candidate, question))
    .sort((a, b) => valuesIn(b.passage) - valuesIn(a.passage) || order(a) - order(b));
  if (!best) return [];
  const beside = others
    .sort((a, b) => order(a) - order(b))
    .filter((other) => valuesIn(other.passage) > 0 && !isSaidBy(other.passage, [best]));
  const room = SUPPLEMENTS.length - lengthOf(best);
  return [best, ...beside.filter((other) => lengthOf(other) <= room).slice(0, 1)];
}

/** How many of the values that contradict each other a statement of their card has. */
function valuesIn({ card: { head }, form }: Passage): number {
  if (head.kind !== "conflict") return 0;
  return head.values.filter(({ value }) =>
    figuresIn(value)
      .slice(0, 1)
      .some((figure) => form.includes(figure)),
  ).length;
}

/** What is nearly as good as the main statement, as far as there is room beside it. */
function supplementsTo(
  main: Candidate,
  near: readonly Candidate[],
  { asks, text }: Question,
): readonly Candidate[] {
  // Who only wants a figure confirmed may have it for another thing: 92億円の予算でしたよね.
  const asksFigure = asks.some(asksForFigure) && !onlyConfirms(text);
  if (asksFigure && main.ownCoverage > SURE_OF_FIGURE) return [];
  const { margin, count, length } = asksFigure ? FIGURE_SUPPLEMENTS : SUPPLEMENTS;
  const taken = (chosen: readonly Candidate[]) =>
    chosen.reduce((sum, candidate) => sum + lengthOf(candidate), lengthOf(main));
  return near
    .filter(({ score }) => score >= main.score - margin)
    .reduce<readonly Candidate[]>((chosen, candidate) => {
      const fits = chosen.length < count && taken(chosen) + lengthOf(candidate) <= length;
      const isNew = fits && !isSaidBy(candidate.passage, [main, ...chosen]);
      return isNew ? [...chosen, candidate] : chosen;
    }, []);
}

/** Who asks which scheme would do wants to see what else there is. */
function otherSchemes(main: Candidate, near: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set([main.passage.card]);
  const others = near.filter(({ passage: { card }, score }) => {
    const another = card.head.kind === "scheme" && !seen.has(card);
    if (another) seen.add(card);
    return another && score >= main.score - ALTERNATIVE_MARGIN;
  });
  return others.slice(0, MAX_ALTERNATIVES);
}
