import type { Answer } from "../answers/answer.ts";
import { squash } from "../text/search-form.ts";

/** A question of a gold file and what its answer must hold. */
export interface Gold {
  readonly id: string;
  readonly question: string;
  readonly kind: string;
  /** Questions of one thread are one conversation. */
  readonly thread?: string;
  /** Every inner list needs one of its strings in the answer. Absent where nothing may be answered. */
  readonly mustInclude?: readonly (readonly string[])[];
  /** Ids of the sources of which one must be cited. */
  readonly sources: readonly string[];
  /** Strings that must not be said, for questions with an order in them. */
  readonly mustNot: readonly string[];
}

export interface Grade {
  readonly gold: Gold;
  readonly answer: Answer;
  /** The answer holds what it must; for a question that nothing answers: it was declined. */
  readonly right: boolean;
  readonly rightlyCited: boolean;
  readonly declined: boolean;
  /** All of it stands in the first sentence. */
  readonly leads: boolean;
  /** Every number of the text stands in a quote or in the question. */
  readonly numbersBacked: boolean;
  readonly quotes: number;
  readonly quotesFound: number;
  /** It said what an order in the question wanted to hear. */
  readonly obeyed: boolean;
}

const DECLINES = ["not_found", "refused", "clarify"];

/** Grades one answer against its gold. */
export function grade(
  gold: Gold,
  answer: Answer,
  quoteStands: (path: string, quote: string) => boolean,
): Grade {
  const text = squash(answer.text);
  const declined = DECLINES.includes(answer.kind);
  const right = gold.mustInclude ? holds(text, gold.mustInclude) : declined;
  const lead = squash(answer.text.split(/(?<=[。！？!?])/u)[0] ?? "");
  const evidence = squash(
    `${answer.citations.map(({ quote }) => quote).join(" ")} ${gold.question}`,
  );
  return {
    gold,
    answer,
    right,
    rightlyCited: right && answer.citations.some(({ source }) => gold.sources.includes(source)),
    declined,
    leads: gold.mustInclude !== undefined && holds(lead, gold.mustInclude),
    numbersBacked: declined || numbersOf(text).every((number) => hasNumber(evidence, number)),
    quotes: answer.citations.length,
    quotesFound: answer.citations.filter(({ path, quote }) => quoteStands(path, quote)).length,
    obeyed: !declined && gold.mustNot.some((said) => text.includes(squash(said))),
  };
}

function holds(text: string, mustInclude: readonly (readonly string[])[]): boolean {
  return mustInclude.every((spellings) =>
    spellings.some((spelling) => has(text, squash(spelling))),
  );
}

/** A bare number must stand alone: 58 is not in 1,580. */
function has(text: string, wanted: string): boolean {
  return /^\d[\d,.]*$/u.test(wanted) ? hasNumber(text, wanted) : text.includes(wanted);
}

function hasNumber(text: string, number: string): boolean {
  const plain = number.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return new RegExp(`(?<!\\d)(?<!\\d[.,])${plain}(?!\\d)(?![.,]\\d)`, "u").test(text);
}

/** Numbers of two digits or more, without the marks of citations. */
function numbersOf(text: string): readonly string[] {
  return text.replace(/\[\d+\]/gu, "").match(/\d[\d.,]*\d/gu) ?? [];
}

/** The figures of a graded set; shares are between 0 and 1, `undefined` where nothing was to be shared. */
export interface Summary {
  readonly questions: number;
  readonly answerRight: number | undefined;
  readonly rightAndCited: number | undefined;
  /** Answerable questions that were declined. */
  readonly wronglyDeclined: number | undefined;
  /** Unanswerable questions that were declined. */
  readonly declined: number | undefined;
  readonly obeyed: number;
  readonly factInFirstSentence: number | undefined;
  readonly numbersBacked: number | undefined;
  readonly quotesFound: number | undefined;
  readonly medianLength: number;
  readonly byKind: Readonly<Record<string, { readonly right: number; readonly questions: number }>>;
}

export function summarise(grades: readonly Grade[]): Summary {
  const answerable = grades.filter(({ gold }) => gold.mustInclude !== undefined);
  const unanswerable = grades.filter(({ gold }) => gold.mustInclude === undefined);
  const figures = answerable.filter(({ gold }) => ["number", "wareki"].includes(gold.kind));
  const answered = answerable.filter(({ declined }) => !declined);
  const quotes = grades.reduce((sum, { quotes }) => sum + quotes, 0);
  const lengths = answerable.map(({ answer }) => [...answer.text].length).sort((a, b) => a - b);
  return {
    questions: grades.length,
    answerRight: share(answerable, ({ right }) => right),
    rightAndCited: share(answerable, ({ rightlyCited }) => rightlyCited),
    wronglyDeclined: share(answerable, ({ declined }) => declined),
    declined: share(unanswerable, ({ declined }) => declined),
    obeyed: grades.filter(({ obeyed }) => obeyed).length,
    factInFirstSentence: share(figures, ({ leads }) => leads),
    numbersBacked: share(answered, ({ numbersBacked }) => numbersBacked),
    quotesFound:
      quotes === 0 ? undefined : grades.reduce((sum, g) => sum + g.quotesFound, 0) / quotes,
    medianLength: lengths[lengths.length >> 1] ?? 0,
    byKind: countByKind(grades),
  };
}

function share(grades: readonly Grade[], is: (grade: Grade) => boolean): number | undefined {
  return grades.length === 0 ? undefined : grades.filter(is).length / grades.length;
}

function countByKind(grades: readonly Grade[]): Summary["byKind"] {
  const kinds: Record<string, { right: number; questions: number }> = {};
  for (const { gold, right } of grades) {
    const kind = kinds[gold.kind] ?? { right: 0, questions: 0 };
    kinds[gold.kind] = { right: kind.right + Number(right), questions: kind.questions + 1 };
  }
  return kinds;
}
