import type { Entry } from "../corpus/entry.ts";
import { yearMentions } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { adviseRegion } from "./advise-region.ts";
import { type Among, answerWhole } from "./answer-whole.ts";
import { answers, contradictingNote } from "./answers-question.ts";
import { namesNothing } from "./asked-about.ts";
import { asksForFigure } from "./asks.ts";
import {
  asksForOpenCalls,
  asksForToday,
  asksWhatServes,
  asksWhoIsWithheld,
} from "./asks-for-today.ts";
import { type Candidates, candidatesFor, candidatesOf } from "./candidates.ts";
import { compareThings } from "./compare-things.ts";
import { conditionsOfUse } from "./conditions-of-use.ts";
import { decidedConditions } from "./criteria.ts";
import { findSchemes, seeksScheme } from "./find-schemes.ts";
import type { Finding, Found } from "./finding.ts";
import { joinPassages } from "./join-passages.ts";
import { fillFromDocuments } from "./more-from-documents.ts";
import { openCalls, recordsAskedAbout } from "./open-calls.ts";
import { withoutYears } from "./premise.ts";
import { areApart, isRelated, type Question, questionPart } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";
import { splitQuestion } from "./split-question.ts";

/** How far below the best a statement may be and still serve for another part of the question. */
const REUSE_MARGIN = 0.1;
/** Finds the statements that answer a question: one for each thing it asks, unless one serves for more. */
export function findStatements(question: Question, candidates: Candidates): Finding {
  const cards = ambiguous(question);
  if (cards) return { kind: "ambiguous", cards };
  const ranked = candidatesFor(question, candidates);
  return (
    turnedAway(question, ranked, candidates) ??
    adviseRegion(question, candidates) ??
    answered(question, ranked, candidates) ?? {
      kind: "nothing",
      card: question.links[0]?.cards[0],
    }
  );
}

/**
 * What no document can answer: what is open today, unless records of the last day tell, who is
 * withheld, a question about nothing.
 */
function turnedAway(
  question: Question,
  ranked: readonly Candidate[],
  candidates: Candidates,
): Finding | undefined {
  const isOfCalls = asksForOpenCalls(question);
  const calls = isOfCalls && openCalls(question, candidates);
  if (calls) return calls;
  const records = isOfCalls ? recordsAskedAbout(question, candidates) : [];
  if ((asksForToday(question) || records.length > 0) && !asksWhatServes(question)) {
    const card = records.length > 1 ? undefined : question.links[0]?.cards[0];
    return { kind: "not_current", card, records };
  }
  if (asksWhoIsWithheld(question)) return { kind: "withheld" };
  return namesNothing(question) ? { kind: "vague", cards: likeliest(ranked) } : undefined;
}

function answered(
  question: Question,
  ranked: readonly Candidate[],
  candidates: Candidates,
): Finding | undefined {
  const decided = decidedConditions(question);
  const conditions = conditionsOfUse(question, candidates);
  const [main] = fittingFor(question, candidates);
  const note = contradictingNote(question, ranked);
  // Conditions of use are worth showing where no fee is stated, but are no answer to what it costs.
  const shown = conditions.length > 0 && !question.asks.some(asksForFigure);
  if (note && decided.length === 0 && !shown) return { kind: "not_stated", note };
  const schemes = seeksScheme(question) && !isOfSchemes(main) && findSchemes(question, candidates);
  if (schemes) return { kind: "found", ...schemes };
  const found = bestAnswer(question, main, { ranked, candidates });
  const answering = [
    ...conditions,
    ...found.statements.filter((each) => !includes(conditions, each)),
  ];
  if (answering.length > 0) {
    const statements = fillFromDocuments(question, answering, ranked);
    return {
      kind: "found",
      ...found,
      statements,
      conflicting: conflictsWith(found, question, candidates),
    };
  }
  const [instead] = [
    ...conditionsSetting(decided, question, candidates),
    ...confirmedOtherwise(question, candidates),
  ];
  return instead && { kind: "found", statements: [instead], unanswered: [] };
}

function bestAnswer(question: Question, main: Candidate | undefined, among: Among): Found {
  return (
    compareThings(question, main, among.candidates) ??
    joinPassages(question, main, among) ??
    (partsOf(question, main).length > 1
      ? answerParts(question, main, among.candidates)
      : answerWhole(question, main, among))
  );
}

/** The statements that set the conditions which a question about eligibility decides. */
function conditionsSetting(
  decided: ReturnType<typeof decidedConditions>,
  question: Question,
  candidates: Candidates,
): readonly Candidate[] {
  return decided.flatMap(({ card, statement }) =>
    candidatesOf(card, question, candidates).filter(
      ({ passage }) => passage.statement === statement,
    ),
  );
}

/** What answers a question that takes a wrong year for granted. */
function confirmedOtherwise(question: Question, candidates: Candidates): readonly Candidate[] {
  const premise = withoutYears(question);
  return premise ? fittingFor(premise, candidates).slice(0, 1) : [];
}

const MAX_LIKELIEST = 3;

function likeliest(ranked: readonly Candidate[]): readonly Entry[] {
  return [...new Set(ranked.map(({ passage }) => passage.card))].slice(0, MAX_LIKELIEST);
}

/** Least share of a question that a card about a contradiction speaks of, to be about the same. */
const MIN_DISPUTED = 0.8;

/** Cards on a contradiction about what is asked, related to what answers it. */
function conflictsWith(
  { statements }: Found,
  question: Question,
  candidates: Candidates,
): readonly Entry[] {
  const [main] = statements;
  if (!main || main.passage.card.head.kind === "document") return [];
  const disputed = candidates
    .hits(question, "conflict")
    .filter(({ coverage }) => coverage >= MIN_DISPUTED)
    .map(({ passage }) => passage.card)
    .filter((card) => isRelated(card, main.passage.card));
  return [...new Set(disputed)];
}

/**
 * The questions within a question: as it is written, or, where one sentence asks for several figures
 * (いくらで何年間) of something named and no one statement carries them all, one for each.
 */
function partsOf(question: Question, main: Candidate | undefined): readonly Question[] {
  const texts = splitQuestion(question.text);
  if (texts.length > 1) return texts.map((text) => questionPart(question, text));
  const byYear = main ? [] : questionsByYear(question);
  if (byYear.length > 1) return byYear;
  const figures = question.asks.filter(asksForFigure);
  if (main || figures.length < 2 || question.links.length === 0) return [question];
  return figures.map((ask) => ({ ...question, asks: [ask], share: 1 / figures.length }));
}

/** Whether a question asks several things, each of which a statement of its own may answer. */
export function asksSeveral(question: Question): boolean {
  return partsOf(question, undefined).length > 1;
}

function isOfSchemes(main: Candidate | undefined): boolean {
  return main !== undefined && ["scheme", "programme"].includes(main.passage.card.head.kind);
}

/** Each year is searched for: nobody sets more of them against each other in one sentence. */
const MAX_YEARS = 4;

/** One question for each of two years or more that a question sets against each other. */
function questionsByYear(question: Question): readonly Question[] {
  const form = searchForm(question.text);
  const years = [...new Set(yearMentions(form).map(({ text }) => text))];
  if (years.length < 2 || years.length > MAX_YEARS) return [];
  return years.map((year) => {
    const others = years.filter((other) => other !== year);
    // The と between two years goes with the one that is taken out.
    const without = others.reduce(
      (rest, other) =>
        rest.replaceAll(`と${other}`, "").replaceAll(`${other}と`, "").replaceAll(other, " "),
      form,
    );
    return questionPart(question, without);
  });
}

/** Things of the same name in places that have nothing to do with each other. */
function ambiguous({ links, areas }: Question): readonly Entry[] | undefined {
  if (areas.length > 0) return undefined;
  return links.find(({ cards }) => cards.some((a) => cards.some((b) => areApart(a, b))))?.cards;
}

/** Answers each part of a question by itself; the candidate for the whole serves where it can. */
function answerParts(
  question: Question,
  main: Candidate | undefined,
  candidates: Candidates,
): Found {
  const chosen: Candidate[] = [];
  const unanswered: string[] = [];
  for (const part of partsOf(question, main)) {
    const fitting = fittingFor(part, candidates);
    const serving = preferKnown(fitting, main ? [...chosen, main] : chosen);
    if (!serving) unanswered.push(part.text);
    else if (!includes(chosen, serving)) chosen.push(serving);
  }
  return { statements: chosen, unanswered };
}

/** Candidates that answer a part; where none is about all the things named, one about any of them. */
function fittingFor(part: Question, candidates: Candidates): readonly Candidate[] {
  const fitting = candidatesFor(part, candidates).filter((c) => answers(c, part));
  if (fitting.length > 0) return fitting;
  return candidatesFor(part, candidates, true).filter((c) => answers(c, part));
}

/** The best candidate, or one nearly as good that serves another part already. */
function preferKnown(
  fitting: readonly Candidate[],
  known: readonly Candidate[],
): Candidate | undefined {
  const [best] = fitting;
  const near = fitting.filter(({ score }) => score >= (best?.score ?? 0) - REUSE_MARGIN);
  return near.find((candidate) => includes(known, candidate)) ?? best;
}

function includes(candidates: readonly Candidate[], candidate: Candidate): boolean {
  return candidates.some(({ passage }) => passage.statement === candidate.passage.statement);
}
