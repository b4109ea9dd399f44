import type { CardHead } from "../corpus/card-head.ts";
import type { ModelFaultReason } from "../models/chat-model.ts";
import type { Language } from "../text/language.ts";

/** What an answer is: `refused` covers orders, opinions, personal data and small talk. */
export type AnswerKind = "answered" | "partial" | "clarify" | "not_found" | "refused";

export interface Citation {
  /** The [n] of the text. */
  readonly n: number;
  /** Id of the source document. */
  readonly source: string;
  readonly title: string;
  readonly publisher: string;
  /** Date of the source: 2004, 2007-10-25, 2023/2024. */
  readonly asOf: string;
  /** The file that was indexed, relative to the corpus folder. */
  readonly path: string;
  readonly locator: { readonly page?: number; readonly section?: string };
  /** Verbatim from the file, white space aside; clean it (`cleanText`) before it is shown. */
  readonly quote: string;
  /** `source`: the document itself; `card`: our card about it, never to be shown as the original. */
  readonly quoteOf: "source" | "card";
}

export interface Conflict {
  readonly about: string;
  readonly values: readonly {
    readonly value: string;
    readonly asOf: string;
    readonly source: string;
  }[];
}

/** Each value that sources give, a line each: 「面積: 148.5ha（資料、時点）」. */
export function conflictLines(conflicts: readonly Conflict[]): readonly string[] {
  return conflicts.flatMap(({ about, values }) =>
    values.map(({ value, asOf, source }) => `${about}: ${value}（${source}、${asOf}）`),
  );
}

/** Met, not met, or for a person to find out: the documents and the question do not tell. */
export type Verdict = "該当" | "非該当" | "要確認";

/** What a reader of English calls a verdict. */
const VERDICTS_EN = {
  該当: "met",
  非該当: "not met",
  要確認: "to be checked",
} as const satisfies Readonly<Record<Verdict, string>>;

/** A verdict in the language of a reader. */
export function verdictIn(language: Language, verdict: Verdict): string {
  return language === "en" ? VERDICTS_EN[verdict] : verdict;
}

export interface Criterion {
  readonly scheme: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly n: number;
}

export interface CitedScheme {
  readonly id: string;
  readonly name: string;
  /** As it is when the question is asked; `scheduled` and `closed` are told of by records of calls only. */
  readonly status: CardHead["status"] | "scheduled" | "closed";
  readonly asOf: string;
}

/** What a model did wrong, or `too_little`: nothing that could be confirmed answers the question. */
export type ModelTrouble = ModelFaultReason | "too_little";

/** How a language model did with a question. */
export interface ModelUse {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether the server did not count, so that we did, roughly. */
  readonly estimated: boolean;
  /** Sentences that were confirmed, and those that were not. */
  readonly kept: number;
  readonly dropped: number;
  /** Why the answer is not in its words, where it is not. */
  readonly fault?: ModelTrouble;
}

/** An answer as `ask --json` prints it, but for partners and number; the shape is a contract with checks outside the project. */
export interface Answer {
  readonly question: string;
  readonly kind: AnswerKind;
  /** At most 400 characters, each sentence with its [n]. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Dates, the status of schemes, what could not be verified. */
  readonly notices: readonly string[];
  readonly conflicts: readonly Conflict[];
  /** How the question stands to the conditions of each scheme; `n` is the citation that states one. */
  readonly criteria: readonly Criterion[];
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  /** With `clarify`: the readings to choose from. */
  readonly choices?: readonly string[];
  /** With `not_found`: what was looked through. */
  readonly searched?: readonly string[];
  readonly schemes: readonly CitedScheme[];
  /** `openai`: a language model put it into words; the proof is the same. */
  readonly engine: "embedded" | "openai";
  /** Where a model was asked; for staff alone. */
  readonly model?: ModelUse;
  readonly timings: { readonly retrieveMs: number; readonly answerMs: number };
}
