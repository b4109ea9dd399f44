import type { Entry } from "../corpus/entry.ts";
import type { CardNames } from "../search/card-names.ts";
import type { Passage } from "../search/passage.ts";
import type { PassageSearch } from "../search/passage-search.ts";
import type { KnownSource } from "../search/sources.ts";
import { languageOf } from "../text/language.ts";
import type { Answer } from "./answer.ts";
import { answerFrom, refuse } from "./answer-from.ts";
import { createCandidates } from "./candidates.ts";
import { headingsOf, quoteOf } from "./compose-answer.ts";
import { findStatements } from "./find-statements.ts";
import type { Finding } from "./finding.ts";
import { readingsOf, type Turn } from "./follow-up.ts";
import { type Question, readQuestion } from "./question.ts";
import type { QuoteCheck } from "./quote-check.ts";
import { screenQuestion } from "./screen-question.ts";
import type { Wording } from "./wording.ts";

export interface EngineDependencies {
  readonly search: PassageSearch;
  readonly names: CardNames;
  readonly sources: ReadonlyMap<string, KnownSource>;
  readonly cards: ReadonlyMap<string, Entry>;
  /** How many cards rest on each source, for saying what was searched. */
  readonly cardsBySource: ReadonlyMap<string, number>;
  readonly quotes: QuoteCheck;
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
 * for the same question and corpus. `last` is the turn before in the same conversation.
 */
export function createEmbeddedEngine(dependencies: EngineDependencies) {
  return (text: string, last?: Turn): Reply => {
    const started = dependencies.now();
    const say = dependencies.wording(languageOf(text));
    const refusal = screenQuestion(text);
    if (refusal) {
      const retrieved = dependencies.now();
      const answer = refuse(text, refusal, say);
      return { answer: { ...answer, timings: timings(started, retrieved, retrieved) }, turn: last };
    }
    const stands = standing(dependencies.quotes);
    const { question, finding } = find(text, last, { ...dependencies, stands });
    const retrieved = dependencies.now();
    const { answer, cited } = answerFrom(question, finding, { ...dependencies, say, stands });
    const turn = cited.length > 0 ? { question, cited } : last;
    const citations = answer.citations.map((citation) => ({
      ...citation,
      quote: dependencies.quotes.asWritten(citation.path, citation.quote) ?? citation.quote,
    }));
    return {
      answer: { ...answer, citations, timings: timings(started, retrieved, dependencies.now()) },
      turn,
    };
  };
}

type Stands = (passage: Pick<Passage, "card" | "statement">) => boolean;

/** Whether a statement, and the heading that is quoted with it, still stand in their file. */
function standing(quotes: QuoteCheck): Stands {
  return ({ card, statement }) =>
    [quoteOf(statement), ...headingsOf({ statement }).map(({ quote }) => quote)].every((quote) =>
      quotes.stands(card.path, quote),
    );
}

/** The first reading of the question that finds something; the likeliest when none does. */
function find(
  text: string,
  last: Turn | undefined,
  { search, names, stands }: EngineDependencies & { readonly stands: Stands },
): { question: Question; finding: Finding } {
  const candidates = createCandidates({ search, names, stands });
  const readings = readingsOf(readQuestion(text, { search, names }), last).map((question) => ({
    question,
    finding: findStatements(question, candidates),
  }));
  const [likeliest] = readings;
  const found = readings.find(({ finding }) => finding.kind === "found") ?? likeliest;
  if (!found) throw new Error("Expected at least one reading of a question");
  return found;
}

function timings(started: number, retrieved: number, answered: number): Answer["timings"] {
  const round = (ms: number) => Math.round(ms * 100) / 100;
  return { retrieveMs: round(retrieved - started), answerMs: round(answered - retrieved) };
}
