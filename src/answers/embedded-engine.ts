import type { Entry } from "../corpus/entry.ts";
import type { StandardAnswer } from "../corpus/standard-answer.ts";
import type { CardNames } from "../search/card-names.ts";
import type { Passage } from "../search/passage.ts";
import type { PassageSearch } from "../search/passage-search.ts";
import type { KnownSource } from "../search/sources.ts";
import { japanDay } from "../text/days.ts";
import { languageOf } from "../text/language.ts";
import type { Answer } from "./answer.ts";
import { answerFrom, pinnedAnswer, refuse } from "./answer-from.ts";
import { createCandidates } from "./candidates.ts";
import { headingsOf, quoteOf } from "./compose-answer.ts";
import { findStatements } from "./find-statements.ts";
import type { Finding } from "./finding.ts";
import { readingsOf, type Turn } from "./follow-up.ts";
import { type Question, readQuestion } from "./question.ts";
import type { QuoteCheck } from "./quote-check.ts";
import { screenQuestion } from "./screen-question.ts";
import { createStandardAnswers, type Pinned, type StandardAnswers } from "./standard-answers.ts";
import type { Say, Wording } from "./wording.ts";

export interface EngineDependencies {
  readonly search: PassageSearch;
  readonly names: CardNames;
  readonly sources: ReadonlyMap<string, KnownSource>;
  readonly cards: ReadonlyMap<string, Entry>;
  /** How many cards rest on each source, for saying what was searched. */
  readonly cardsBySource: ReadonlyMap<string, number>;
  readonly quotes: QuoteCheck;
  /** What staff have pinned; it is given only where the day is known. */
  readonly standardAnswers?: readonly StandardAnswer[];
  /** The time of the day, for what is open and what still holds; without it neither is told. */
  readonly clock?: () => Date;
  readonly wording: Wording;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

export interface Reply {
  readonly answer: Answer;
  /** What the next question of the conversation may refer to. */
  readonly turn: Turn | undefined;
}

/**
 * Answers a question from the statements of the corpus alone: no model, no network, the same answer
 * for the same question and corpus and, about what is open, the same time. `last` is the turn before in
 * the same conversation.
 */
export function createEmbeddedEngine(dependencies: EngineDependencies) {
  const { now, quotes } = dependencies;
  const pinned = pinnedIn(dependencies);
  return (text: string, last?: Turn): Reply => {
    const started = now();
    const say = dependencies.wording(languageOf(text));
    const refusal = screenQuestion(text);
    if (refusal) {
      const retrieved = now();
      const answer = refuse(text, refusal, say);
      return { answer: { ...answer, timings: timings(started, retrieved, retrieved) }, turn: last };
    }
    const asked = readQuestion(text, dependencies);
    const standard = pinned?.find(asked, last);
    const answering = { ...dependencies, say, time: dependencies.clock?.() };
    const { retrieved, answer, turn } = standard
      ? fromStandard(asked, standard, answering)
      : fromSearch(asked, last, answering);
    const citations = answer.citations.map((citation) => ({
      ...citation,
      quote: quotes.asWritten(citation.path, citation.quote) ?? citation.quote,
    }));
    return { answer: { ...answer, citations, timings: timings(started, retrieved, now()) }, turn };
  };
}

interface Answering extends EngineDependencies {
  readonly say: Say;
  /** When the question was asked, if that is known. */
  readonly time: Date | undefined;
}

function pinnedIn(dependencies: EngineDependencies): StandardAnswers | undefined {
  const { standardAnswers = [], clock } = dependencies;
  if (standardAnswers.length === 0 || clock === undefined) return undefined;
  const today = () => japanDay(clock());
  return createStandardAnswers(standardAnswers, { ...dependencies, today });
}

/** What follows a standard answer is about what was asked: no other card says more of it. */
function fromStandard(question: Question, standard: Pinned, answering: Answering) {
  const retrieved = answering.now();
  const answer = pinnedAnswer(question, standard, answering);
  return { retrieved, answer, turn: { question, cited: [] } };
}

function fromSearch(asked: Question, last: Turn | undefined, answering: Answering) {
  const stands = standing(answering.quotes);
  const { question, finding } = find(asked, last, { ...answering, stands });
  const retrieved = answering.now();
  const { answer, cited } = answerFrom(question, finding, { ...answering, stands });
  return { retrieved, answer, turn: cited.length > 0 ? { question, cited } : last };
}

export type Stands = (passage: Pick<Passage, "card" | "statement">) => boolean;

/** Whether a statement, and the heading that is quoted with it, still stand in their file. */
export function standing(quotes: QuoteCheck): Stands {
  return ({ card, statement }) =>
    [quoteOf(statement), ...headingsOf({ statement }).map(({ quote }) => quote)].every((quote) =>
      quotes.stands(card.path, quote),
    );
}

/** The first reading of the question that finds something; the likeliest when none does. */
function find(
  asked: Question,
  last: Turn | undefined,
  dependencies: Answering & { readonly stands: Stands },
): { question: Question; finding: Finding } {
  const candidates = createCandidates(dependencies);
  const readings = readingsOf(asked, last).map((question) => ({
    question,
    finding: findStatements(question, candidates),
  }));
  const [likeliest] = readings;
  const found = readings.find(({ finding }) => finding.kind === "found") ?? likeliest;
  if (!found) throw new Error("Expected at least one reading of a question");
  return found;
}

export function timings(started: number, retrieved: number, answered: number): Answer["timings"] {
  const round = (ms: number) => Math.round(ms * 100) / 100;
  return { retrieveMs: round(retrieved - started), answerMs: round(answered - retrieved) };
}
