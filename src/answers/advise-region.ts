import type { Statement } from "../corpus/card.ts";
import type { Entry } from "../corpus/entry.ts";
import { mentions } from "../search/concepts.ts";
import { pairShare } from "../search/terms.ts";
import { searchForm } from "../text/search-form.ts";
import { asksForFigure } from "./asks.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import type { Comparison } from "./comparison-table.ts";
import type { Finding } from "./finding.ts";
import { isNamed, type Question, toldIn } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";

const SEEKS_ADVICE =
  /何を(?:すれば|したら|すべき|すると|やれば|やる|目指|[?。、\s]|$)|何から(?:始|手)|ど(?:う|のように)(?:すれば|したら|進め|動け|取り組め)|次の(?:一手|手|\d*年)|打ち手|打つべき|助言|アドバイス|すべきこと|what (?:should|could|can) (?:we|our|a|the)|what (?:next|to do)|\badvice\b|\badvise\b/u;

/** The heading under which the card of a type says what suits a region like it. */
const ADVICE = "助言";

/**
 * Advice for a region that a question describes: its type, known by the words that cards of types are
 * found by, what the documents suggest for such a region, and its phases with those that went before.
 * Two types that fit alike are asked back about. `undefined` when no advice is sought.
 */
export function adviseRegion(question: Question, candidates: Candidates): Finding | undefined {
  if (!SEEKS_ADVICE.test(searchForm(question.text)) || asksForFact(question)) return undefined;
  const form = toldIn(question);
  const types = [
    ...new Set(candidates.hits(question, "region-type").map(({ passage }) => passage.card)),
  ]
    .map((card) => ({ card, signs: signsIn(card, form) }))
    .filter(({ card, signs }) => signs > 0 && phasesOf(card).length > 1)
    .sort((a, b) => b.signs - a.signs);
  const [first, second] = named(types, question) ?? types;
  if (!first) return undefined;
  if (second && second.signs === first.signs) {
    return { kind: "which_type", cards: types.map(({ card }) => card) };
  }
  return adviceOn(first.card, question, candidates);
}

/** Who, where, how many: a question for a fact, though it speaks of advice. */
function asksForFact({ asks }: Question): boolean {
  return asks.some((ask) => asksForFigure(ask) || ["body", "place", "contact"].includes(ask.kind));
}

/** The one type that a question names, whatever other signs it has. */
function named<T extends { readonly card: Entry }>(
  types: readonly T[],
  question: Question,
): readonly T[] | undefined {
  const of = types.filter(({ card }) => isNamed(card, question));
  return of.length === 1 ? of : undefined;
}

function adviceOn(card: Entry, question: Question, candidates: Candidates): Finding | undefined {
  // In the order of the card: the next step comes before the one after it.
  const order = ({ passage }: Candidate) => card.statements.indexOf(passage.statement);
  const said = [...candidatesOf(card, question, candidates)].sort((a, b) => order(a) - order(b));
  const phases = phasesOf(card).map(({ name }) => name);
  const [advice] = said.filter(
    ({ passage: { statement } }) =>
      statement.heading === ADVICE && phases.some((name) => statement.text.includes(name)),
  );
  const [examples] = said.filter(
    ({ passage }) =>
      exampleNames(card).length > 0 &&
      placesIn(passage.statement, card) === exampleNames(card).length,
  );
  const [beyond] = said.filter(
    ({ passage: { statement } }) =>
      statement.heading === ADVICE && !phases.some((name) => statement.text.includes(name)),
  );
  // One of them may say the examples as well.
  const statements = [...new Set([advice, beyond, examples])].filter((each) => each !== undefined);
  if (statements.length === 0) return undefined;
  return { kind: "found", statements, unanswered: [], phases: phaseTable(card) };
}

/** How many of the words by which a type is known a text has. */
function signsIn({ head }: Entry, form: string): number {
  const signs = [head.name, ...head.aliases, ...head.keywords].map(searchForm);
  return signs.filter((sign) => mentions(form, sign)).length;
}

function phasesOf({ head }: Entry) {
  return head.kind === "region-type" ? head.phases : [];
}

/** 広島県 of 「広島県（輸送機械）」. */
function exampleNames({ head }: Entry): readonly string[] {
  if (head.kind !== "region-type") return [];
  return head.examples.map((example) => example.replace(/（.*$/u, ""));
}

function placesIn({ text }: Statement, card: Entry): number {
  return exampleNames(card).filter((name) => text.includes(name)).length;
}

/** One row a phase: its key factor, and what regions did in it; both as statements of the card say. */
function phaseTable(card: Entry): Comparison {
  return {
    subject: "columnPhase",
    columns: ["columnKeyFactor", "columnForerunners"],
    rows: phasesOf(card).map(({ name, key }) => {
      const about = card.statements.filter(({ text }) => text.includes(`「${name}」`));
      const cell = (statement: Statement | undefined) => statement && { card, statement };
      return {
        thing: name,
        cells: [
          cell(mostBy(about, ({ text }) => pairShare(searchForm(key), searchForm(text)))),
          cell(mostBy(about, (statement) => placesIn(statement, card))),
        ],
      };
    }),
  };
}

/** The first statement of which there is most; none where there is nothing. */
function mostBy(
  statements: readonly Statement[],
  measure: (statement: Statement) => number,
): Statement | undefined {
  const most = Math.max(0, ...statements.map(measure));
  return most === 0 ? undefined : statements.find((statement) => measure(statement) === most);
}
