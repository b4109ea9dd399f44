import type { Entry } from "../corpus/entry.ts";
import type { Passage } from "../search/passage.ts";
import { pairsOf } from "../search/terms.ts";
import { figuresIn } from "../text/figures.ts";
import { yearMentions } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { adviseRegion } from "./advise-region.ts";
import { answers, carriesAsked, contradictingNote } from "./answers-question.ts";
import { namesNothing } from "./asked-about.ts";
import { asksForFigure } from "./asks.ts";
import { type Candidates, candidatesFor, candidatesOf } from "./candidates.ts";
import { compareThings } from "./compare-things.ts";
import { conditionsOfUse } from "./conditions-of-use.ts";
import { decidedConditions } from "./criteria.ts";
import { findSchemes, seeksScheme } from "./find-schemes.ts";
import type { Finding, Found } from "./finding.ts";
import { joinPassages } from "./join-passages.ts";
import { fillFromDocuments } from "./more-from-documents.ts";
import { areApart, type Question, questionPart } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";
import { splitQuestion } from "./split-question.ts";

/** How far below the best a statement may be and still serve for another part of the question. */
const REUSE_MARGIN = 0.1;
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

const DEADLINE = /締め?切|間に合|今年|本年度|来年|募集中|応募|申し?込|申請|deadline|this year/u;
const CURRENT = [
  /今年|来年|去年|昨年|直近|本年度|今日|明日|今週|来週|間に合|締め?切|募集中|予約|空いて/u,
  /申し込め|応募でき|申請(?:(?<!誰が申請|どこが申請)でき|書|したい|方法)|ダウンロード|様式/u,
  /(?<!いつ|時点|[日月年末])(?:今|いま|現在|最新)の(?!段階|ところ|うち)|(?:今|いま|現在)、?.{0,20}(?:公募|募集|申請|使え|利用でき|空室|空き|受け付け)/u,
  /deadline|this year|next year|still (?:open|available|accept)|apply (?:now|today)|can (?:i|we) (?:still )?apply|application form/u,
];

/** Finds the statements that answer a question: one for each thing it asks, unless one serves for more. */
export function findStatements(question: Question, candidates: Candidates): Finding {
  const cards = ambiguous(question);
  if (cards) return { kind: "ambiguous", cards };
  const ranked = candidatesFor(question, candidates);
  const [nearest] = ranked;
  if (
    asksForToday(question) &&
    !asksWhatServes(question) &&
    nearest?.passage.card.head.status !== "open"
  ) {
    return { kind: "not_current", card: question.links[0]?.cards[0] };
  }
  if (asksWhoIsWithheld(question)) return { kind: "withheld" };
  const advice = adviseRegion(question, candidates);
  if (advice) return advice;
  if (namesNothing(question)) return { kind: "vague", cards: likeliest(ranked) };
  const decided = decidedConditions(question);
  const conditions = conditionsOfUse(question, candidates);
  const [main] = fittingFor(question, candidates);
  const note = contradictingNote(question, ranked);
  if (note && decided.length === 0 && conditions.length === 0) return { kind: "not_stated", note };
  const schemes = seeksScheme(question) && !isOfSchemes(main) && findSchemes(question, candidates);
  if (schemes) return { kind: "found", ...schemes };
  const found =
    compareThings(question, main, candidates) ??
    joinPassages(question, main, ranked, candidates) ??
    (partsOf(question, main).length > 1
      ? answerParts(question, main, candidates)
      : answerWhole(question, main, { ranked, candidates }));
  if (found.statements.length > 0 || conditions.length > 0) {
    const answering = [
      ...conditions,
      ...found.statements.filter((each) => !includes(conditions, each)),
    ];
    const statements = fillFromDocuments(question, answering, ranked);
    return { kind: "found", ...found, statements, conflicting: conflictsWith(found, ranked) };
  }
  const deciding = decided.flatMap(({ card, statement }) =>
    candidatesOf(card, question, candidates).filter(
      ({ passage }) => passage.statement === statement,
    ),
  );
  if (deciding.length > 0)
    return { kind: "found", statements: deciding.slice(0, 1), unanswered: [] };
  const premise = withoutYears(question);
  const corrected = premise && fittingFor(premise, candidates)[0];
  if (corrected) return { kind: "found", statements: [corrected], unanswered: [] };
  return { kind: "nothing", card: question.links[0]?.cards[0] };
}

const MAX_LIKELIEST = 3;

function likeliest(ranked: readonly Candidate[]): readonly Entry[] {
  return [...new Set(ranked.map(({ passage }) => passage.card))].slice(0, MAX_LIKELIEST);
}

/** How far below the answer a card about a contradiction may be and still be about the same. */
const CONFLICT_MARGIN = 0.35;

/** Cards on a contradiction that are near to the question and related to what answers it. */
function conflictsWith({ statements }: Found, ranked: readonly Candidate[]): readonly Entry[] {
  const [main] = statements;
  if (!main) return [];
  const own = main.passage.card;
  return ranked
    .filter(({ score }) => score >= main.score - CONFLICT_MARGIN)
    .map(({ passage }) => passage.card)
    .filter(({ id, head }, i, all) => {
      const isFirst = all.findIndex((c) => c.id === id) === i;
      return head.kind === "conflict" && isFirst && isRelated(all[i] ?? own, own);
    });
}

function isRelated(a: Entry, b: Entry): boolean {
  return a.head.related.includes(b.id) || b.head.related.includes(a.id);
}

const CONFIRMS =
  /(?:よね|ですか|でしたか|ましたか|ますか|のか|っけ)[?。\s]*$|^(?:did|was|is|were|does) /u;

const ASKS_MORE =
  /何|いくら|いくつ|いつ|誰|だれ|どこ|ど[のれんうち]|なぜ|\bhow\b|\bwhat\b|\bwh(?:o|en|ich)\b/u;

/**
 * A question that only wants something confirmed, without the years that it takes for granted:
 * 「平成18年度に始まったのですよね」 is answered with the year that the card gives.
 */
function withoutYears(question: Question): Question | undefined {
  const form = searchForm(question.text);
  const years = yearMentions(form);
  const confirms = CONFIRMS.test(form) && !ASKS_MORE.test(form);
  if (years.length === 0 || question.links.length === 0 || !confirms) return undefined;
  const text = years.reduce((rest, year) => rest.replace(year.text, " "), form);
  return {
    ...question,
    text,
    asks: [{ kind: "date" }],
    query: [{ text, weight: 1 }],
    concepts: question.concepts.filter(({ year }) => year === undefined),
  };
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

function isOfSchemes(main: Candidate | undefined): boolean {
  return main !== undefined && ["scheme", "programme"].includes(main.passage.card.head.kind);
}

/** 企業A, 自動車メーカーB: the documents withhold the name, and nobody guesses it. */
function asksWhoIsWithheld({ text, asks }: Question): boolean {
  const form = searchForm(text);
  const named = /(?:企業|会社|社|メーカ|商社|ベンチャ)[a-hα-γ](?![a-z])/u.test(form);
  const wanted = ["body", "firm", "name", "definition", "person"];
  return (
    named && (asks.some(({ kind }) => wanted.includes(kind)) || /ですか|のこと|でしょ/u.test(form))
  );
}

/** One question for each of two years or more that a question sets against each other. */
function questionsByYear(question: Question): readonly Question[] {
  const form = searchForm(question.text);
  const years = yearMentions(form);
  if (new Set(years.flatMap((mention) => mention.years)).size < 2) return [];
  return years.map(({ text }) => {
    const others = years.filter((other) => other.text !== text);
    const without = others.reduce((rest, other) => rest.replace(other.text, " "), form);
    return questionPart(question, without);
  });
}

/** 今使える補助金は何: what there was is shown, with the notice that nobody knows whether it still is. */
function asksWhatServes(question: Question): boolean {
  const form = searchForm(question.text);
  return seeksScheme(question) && /使え|利用でき/u.test(form) && !DEADLINE.test(form);
}

function asksForToday({ text }: Question): boolean {
  const form = searchForm(text);
  return CURRENT.some((pattern) => pattern.test(form));
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

/** A question of one part gets its main statement and one that adds to it, if one is nearly as good. */
function answerWhole(
  question: Question,
  main: Candidate | undefined,
  { ranked, candidates }: { ranked: readonly Candidate[]; candidates: Candidates },
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
  const beside = others.filter(
    (other) => valuesIn(other.passage) > 0 && !isSaidBy(other.passage, [best]),
  );
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
  const asksFigure = asks.some(asksForFigure);
  // Who only wants a figure confirmed may have it for another thing: 92億円の予算でしたよね.
  const confirms = CONFIRMS.test(searchForm(text)) && !ASKS_MORE.test(searchForm(text));
  if (asksFigure && !confirms && main.ownCoverage > SURE_OF_FIGURE) return [];
  const { margin, count, length } = asksFigure && !confirms ? FIGURE_SUPPLEMENTS : SUPPLEMENTS;
  const chosen: Candidate[] = [];
  let room = length - main.passage.statement.text.length;
  for (const candidate of near) {
    if (chosen.length === count || candidate.score < main.score - margin) break;

    const { text } = candidate.passage.statement;
    if (text.length > room || isSaidBy(candidate.passage, [main, ...chosen])) continue;
    chosen.push(candidate);
    room -= text.length;
  }
  return chosen;
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
