import { type Acceptance, isFresh, isRecordSource } from "../corpus/acceptance.ts";
import type { Entry } from "../corpus/entry.ts";
import type { Passage } from "../search/passage.ts";
import type { KnownSource } from "../search/sources.ts";
import { japaneseDay, japanTime } from "../text/days.ts";
import type { Language } from "../text/language.ts";
import type { Answer } from "./answer.ts";
import { type CitationList, createCitationList } from "./citation-list.ts";
import { type Cell, type Comparison, comparisonTable } from "./comparison-table.ts";
import { composeAnswer, headingsOf, mark, quoteOf, rendering } from "./compose-answer.ts";
import { wantsToUse } from "./conditions-of-use.ts";
import { judge, mostDeciding, weighsSchemes } from "./criteria.ts";
import type { Finding } from "./finding.ts";
import { nameOf, noticesFor } from "./notices.ts";
import type { Question } from "./question.ts";
import { MAX_QUESTION, type Refusal } from "./screen-question.ts";
import type { Pinned } from "./standard-answers.ts";
import { standingOf } from "./standing.ts";
import type { Say } from "./wording.ts";

type Untimed = Omit<Answer, "timings">;

interface Context {
  readonly sources: ReadonlyMap<string, KnownSource>;
  readonly cardsBySource: ReadonlyMap<string, number>;
  readonly say: Say;
  /** Every card by its id. */
  readonly cards: ReadonlyMap<string, Entry>;
  /** Whether a statement still stands in its file. */
  readonly stands: (passage: Pick<Passage, "card" | "statement">) => boolean;
  /** The time at which the question is asked, if it is known. */
  readonly time: Date | undefined;
}

/** The answer to a question that is not one for the documents. */
export function refuse(question: string, refusal: Refusal, say: Say): Untimed {
  switch (refusal) {
    case "empty":
      return { ...bare(question, "clarify"), text: say("empty"), choices: [] };
    case "too_long":
      return {
        ...bare(question, "clarify"),
        text: say("tooLong", { limit: String(MAX_QUESTION) }),
        choices: [],
      };
    case "order":
      return { ...bare(question, "refused"), text: say("refusedOrder") };
    case "personal_data":
      return { ...bare(question, "refused"), text: say("refusedPersonalData") };
    case "opinion":
      return { ...bare(question, "refused"), text: say("refusedOpinion") };
    case "small_talk":
      return { ...bare(question, "refused"), text: say("smallTalk") };
  }
}

/** The answer that a finding makes, and the passages that it cites. */
export function answerFrom(
  question: Question,
  finding: Finding,
  context: Context,
): { answer: Untimed; cited: readonly Passage[] } {
  if (finding.kind === "found") return found(question, finding, context);
  if (finding.kind === "ambiguous") {
    return { answer: clarify(question, finding.cards, context), cited: [] };
  }
  if (finding.kind === "which_type") {
    const choices = finding.cards.flatMap((card) => nameOf(card, question.language) ?? []);
    const answer = { ...bare(question.text, "clarify"), text: context.say("whichType"), choices };
    return { answer, cited: [] };
  }
  if (finding.kind === "vague")
    return { answer: askWhat(question, finding.cards, context), cited: [] };
  const answer: Untimed = {
    ...bare(question.text, "not_found"),
    text: declining(question, finding, context),
    searched: searched(question, context),
  };
  return { answer, cited: [] };
}

function bare(question: string, kind: Answer["kind"]): Untimed {
  return {
    question,
    kind,
    text: "",
    citations: [],
    notices: [],
    conflicts: [],
    criteria: [],
    schemes: [],
    engine: "embedded",
  };
}

function found(
  question: Question,
  {
    statements,
    unanswered,
    compared,
    phases,
    conflicting = [],
    open = 0,
  }: Extract<Finding, { kind: "found" }>,
  context: Context,
): { answer: Untimed; cited: readonly Passage[] } {
  const { sources, say, stands, cards } = context;
  const { language } = question;
  const passages = statements.map(({ passage }) => passage);
  const { text, citations } = composeAnswer(passages, sources, language);
  const cited = passages.filter(({ statement }) =>
    citations.some(({ quote }) => quote === quoteOf(statement)),
  );
  const list = createCitationList(citations, { sources, language });
  const shown = compared ? comparisonTable(question, compared) : phases;
  const table = shown && tableOf(shown, { ...context, language, list });
  const judged = judge(question, weighed(question, cited, cards)).filter(stands);
  const missing = unanswered.map((part) => say("unanswered", { part }));
  const more = open - cited.length;
  const ask = mostDeciding(judged);
  const answer: Untimed = {
    ...bare(question.text, unanswered.length > 0 ? "partial" : "answered"),
    text,
    criteria: judged.map(({ scheme, text, verdict, ...stated }) => ({
      scheme,
      text,
      verdict,
      n: list.cite(stated),
    })),
    citations: list.all(),
    notices: [
      ...missing,
      ...(more > 0 ? [say("moreOpen", { count: String(more) })] : []),
      ...(phases ? [say("whichPhase")] : []),
      ...(ask ? [say("mostDeciding", { ask })] : []),
      ...noticesFor(question, cited, context),
    ],
    conflicts: [...new Set([...cardsOf(cited), ...conflicting])].flatMap(conflictsOf),
    schemes: schemesOf(cited, question, context),
    ...(table && { table }),
  };
  return { answer, cited };
}

/** The answer that staff have pinned to a question: whole, with who owns it and until when it holds. */
export function pinnedAnswer(
  question: Question,
  { card, passages }: Pinned,
  { sources, say, time }: Pick<Context, "sources" | "say" | "time">,
): Untimed {
  const { language } = question;
  const { head } = card;
  const inEnglish = language === "en" ? composeAnswer(passages, sources, "en") : undefined;
  const isWhole = passages.every(({ statement }) =>
    inEnglish?.citations.some(({ quote }) => quote === quoteOf(statement)),
  );
  // English takes more room: sooner the whole in Japanese than part of it.
  const composed = inEnglish && isWhole ? inEnglish : composeAnswer(passages, sources, "ja");
  const slots = {
    question: head.questions[0] ?? head.name,
    owner: language === "en" ? (head.ownerEn ?? head.owner) : head.owner,
    until: language === "en" ? head.until : japaneseDay(head.until),
  };
  return {
    ...bare(question.text, "answered"),
    ...composed,
    notices: [
      say("standardAnswer", slots),
      ...noticesFor({ ...question, links: [] }, passages, { sources, say, time }),
    ],
  };
}

/** A sentence that a passage bears, in other words than its own. */
export interface BorneSentence {
  readonly text: string;
  readonly passage: Passage;
}

/**
 * The answer that sentences of a language model make; each ends with the numbers of its citations, and
 * begins with the heading that an excerpt stands under, as in the embedded answer.
 */
export function answerInWords(
  question: Question,
  sentences: readonly BorneSentence[],
  context: Pick<Context, "sources" | "say" | "time">,
): Untimed {
  const { sources } = context;
  const { language } = question;
  const list = createCitationList([], { sources, language });
  const marksOf = (passage: Pick<Passage, "card" | "statement">) => {
    list.cite(passage);
    const own = list.all().filter(({ path, quote }) => isQuoted(passage, path, quote));
    return own.map(({ n }) => `[${n}]`).join("");
  };
  const said = sentences.map(({ text, passage }) => {
    const headings = headingsOf(passage, list.all());
    const own = marksOf(passage);
    const above = headings.map((heading) => {
      const { card, statement } = passage;
      return `${heading.text}${marksOf({ card, statement: { ...statement, ...heading } })}： `;
    });
    return above.join("") + mark(text, own);
  });
  const cited = [...new Set(sentences.map(({ passage }) => passage))];
  return {
    ...bare(question.text, "answered"),
    text: said.join(language === "en" ? " " : ""),
    citations: list.all(),
    notices: noticesFor(question, cited, context),
    conflicts: cardsOf(cited).flatMap(conflictsOf),
    schemes: schemesOf(cited, question, context),
    engine: "openai",
  };
}

function isQuoted(
  { card, statement }: Pick<Passage, "card" | "statement">,
  path: string,
  quote: string,
): boolean {
  return card.path === path && quoteOf(statement) === quote;
}

/** The cards whose conditions are judged: schemes that were asked for, and those that seeds in question stand under. */
function weighed(
  question: Question,
  cited: readonly Passage[],
  cards: ReadonlyMap<string, Entry>,
): readonly Entry[] {
  const seeds = cardsOf(cited).filter(({ head }) => head.kind === "seed" && wantsToUse(question));
  const above = seeds.flatMap(({ head }) => head.related.flatMap((id) => cards.get(id) ?? []));
  return [...new Set([...(weighsSchemes(question) ? cardsOf(cited) : []), ...above])];
}

function cardsOf(passages: readonly Passage[]): readonly Entry[] {
  return [...new Set(passages.map(({ card }) => card))];
}

/** The comparison in words: each cell a statement with its citation, or that nothing is stated. */
function tableOf(
  { subject, columns, rows }: Comparison,
  { language, list, say, stands }: Context & { language: Language; list: CitationList },
): NonNullable<Answer["table"]> {
  const shown = (cell: Cell) =>
    cell && stands(cell)
      ? mark(rendering(cell, language), `[${list.cite(cell)}]`)
      : say("emptyCell");
  return {
    columns: [say(subject), ...columns.map((column) => say(column))],
    rows: rows.map(({ thing, cells }) => [
      typeof thing === "string" ? thing : (nameOf(thing, language) ?? thing.id),
      ...cells.map(shown),
    ]),
  };
}

function askWhat(question: Question, cards: readonly Entry[], { say }: Context): Untimed {
  return {
    ...bare(question.text, "clarify"),
    text: say("vague"),
    choices: cards.flatMap((card) => nameOf(card, question.language) ?? []),
  };
}

function conflictsOf({ head }: Entry): Answer["conflicts"] {
  if (head.kind !== "conflict") return [];
  const values = head.values.map(({ value, source, asOf }) => ({ value, source, asOf: asOf.iso }));
  return [{ about: head.about, values }];
}

function schemesOf(
  cited: readonly Passage[],
  { language, areas }: Question,
  { time }: Pick<Context, "time">,
): Answer["schemes"] {
  return cardsOf(cited)
    .filter(({ head }) => head.kind === "scheme")
    .map((card) => ({
      id: card.id,
      name: nameOf(card, language) ?? card.id,
      status: standingOf(card, { time, areas }),
      asOf: card.head.asOf.iso,
    }));
}

function clarify(question: Question, cards: readonly Entry[], { say }: Context): Untimed {
  const name = nameOf(cards[0], question.language) ?? "";
  return {
    ...bare(question.text, "clarify"),
    text: say("ambiguous", { name }),
    choices: cards.map(
      (card) => `${nameOf(card, question.language)}（${card.head.area.join("・")}）`,
    ),
  };
}

function declining(
  { language }: Question,
  finding: Exclude<Finding, { kind: "found" | "ambiguous" | "vague" | "which_type" }>,
  { say, time }: Context,
): string {
  if (finding.kind === "withheld") return say("withheld");
  if (finding.kind === "not_stated") return say("notStated", { note: finding.note[language] });
  const name = nameOf(finding.card, language);
  if (finding.kind === "nothing") return name ? say("notFoundAbout", { name }) : say("notFound");
  if (finding.records.length > 0) return notAmong(finding.records, { say, time, name });
  const asOf = finding.card?.head.asOf.text;
  return name && asOf ? say("notCurrentAbout", { name, asOf }) : say("notCurrent");
}

/** What is on file of calls tells nothing of what was asked: it is too old, or nothing fits. */
function notAmong(
  records: readonly Acceptance[],
  { name, say, time }: Pick<Context, "say" | "time"> & { readonly name: string | undefined },
): string {
  const [latest = ""] = records
    .map(({ retrievedAt }) => retrievedAt)
    .toSorted()
    .reverse();
  const retrievedAt = japanTime(latest);
  const counted = { count: String(records.length), retrievedAt };
  const isKnown = time !== undefined && records.some((record) => isFresh(record, time));
  if (isKnown) return say("noOpenCalls", counted);
  return name ? say("notCurrentRecord", { name, retrievedAt }) : say("notCurrentRecords", counted);
}

function searched(
  { language }: Question,
  { sources, cardsBySource, say }: Context,
): readonly string[] {
  const records = [...sources.keys()].filter(isRecordSource).length;
  const ofRecords = records > 0 ? [say("searchedRecords", { count: String(records) })] : [];
  const others = [...sources.values()].filter(({ id }) => !isRecordSource(id));
  const ofOthers = others.flatMap((source) => {
    const title = language === "en" ? source.titleEn : source.title;
    const count = cardsBySource.get(source.id);
    if (count === undefined) return source.indexed ? [say("searchedDocument", { title })] : [];
    const publisher = language === "en" ? source.publisherEn : source.publisher;
    return [say("searched", { title, publisher, asOf: source.asOf.text, count: String(count) })];
  });
  return [...ofOthers, ...ofRecords];
}
