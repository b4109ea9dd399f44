import type { Statement } from "../corpus/card.ts";
import type { Entry } from "../corpus/entry.ts";
import type { Passage } from "../search/passage.ts";
import { headNoun } from "./asked-about.ts";
import { type AskKind, asksForFigure } from "./asks.ts";
import { carries } from "./carries.ts";
import type { Compared } from "./finding.ts";
import type { Question } from "./question.ts";
import type { WordingKey } from "./wording.ts";

/** A cell: the statement that is shown there; none where the documents have nothing to show. */
export type Cell = Pick<Passage, "card" | "statement"> | undefined;

export interface Comparison {
  /** What stands above the first column, which names the things. */
  readonly subject: WordingKey;
  /** What stands above each other column. */
  readonly columns: readonly WordingKey[];
  readonly rows: readonly {
    /** A card, or the name of what the row is about. */
    readonly thing: Entry | string;
    readonly cells: readonly Cell[];
  }[];
}

/** Kinds of fact that things of one sort have in common, and what their column is called. */
const FACTS: readonly (readonly [AskKind, WordingKey])[] = [
  ["money", "columnMoney"],
  ["count", "columnCount"],
  ["ratio", "columnRatio"],
  ["duration", "columnDuration"],
  ["condition", "columnCondition"],
];

/**
 * Sets compared things side by side, one row each: the statement that answers the question, and
 * where it asks for the difference and nothing in particular, what each card says of money, numbers
 * and time, as far as one of them does.
 */
export function comparisonTable(question: Question, compared: readonly Compared[]): Comparison {
  const answered = compared.map(({ passage }) => passage?.statement);
  const asksOne = question.asks.some(asksForFigure) || headNoun(question.text) !== undefined;
  const facts = asksOne ? [] : FACTS;
  const further = facts
    .map(([kind, column]) => ({
      column,
      cells: compared.map(({ thing }, i) => statementOf(thing, kind, answered[i])),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== undefined));
  return {
    subject: "columnThing",
    columns: ["columnAnswer", ...further.map(({ column }) => column)],
    rows: compared.map(({ thing, passage }, i) => ({
      thing,
      cells: [passage, ...further.map(({ cells }) => cells[i])],
    })),
  };
}

/** The first other statement of a card that carries a kind of fact. */
function statementOf(card: Entry, kind: AskKind, other: Statement | undefined): Cell {
  if (card.head.kind === "document") return undefined;
  const statement = card.statements.find(
    (each) => each !== other && carries({ kind }, { card, statement: each }) >= 0.8,
  );
  return statement && { card, statement };
}
