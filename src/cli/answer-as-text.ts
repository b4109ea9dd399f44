import {
  type Answer,
  type Citation,
  type Criterion,
  conflictLines,
  verdictIn,
} from "../answers/answer.ts";
import { ANSWER_LABELS, modelLine } from "../answers/answer-labels.ts";
import type { GivenAnswer } from "../desk/answering.ts";
import { shownText } from "../text/clean-text.ts";
import { type Language, languageOf } from "../text/language.ts";
import { partnersAsText } from "./suggestions-as-text.ts";

/** An answer for a terminal: the text, then where it comes from and what to keep in mind. */
export function answerAsText(answer: Answer & Partial<GivenAnswer>, terminal: Language): string {
  const language = languageOf(answer.question) === "en" ? "en" : terminal;
  const labels = ANSWER_LABELS[language];
  const { partners = [] } = answer;
  const blocks = [
    answer.text,
    table(answer.table),
    list(
      labels.criteria,
      answer.criteria.map((criterion) => criterionLine(criterion, language)),
    ),
    list(labels.conflicts, conflictLines(answer.conflicts)),
    list(labels.choices, answer.choices ?? []),
    list(
      labels.sources,
      answer.citations.map((citation) => citationLine(citation, language)),
    ),
    list(labels.searched, answer.searched ?? []),
    partners.length > 0 && `${labels.partners}:\n${partnersAsText(partners, language)}`,
    list(labels.notices, answer.notices),
    answer.model && modelLine(answer.model, language),
    answer.answerId !== undefined && `${labels.number}: ${answer.answerId}`,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** Rows of a comparison one below the other: cells are sentences, too long to stand side by side. */
function table(compared: Answer["table"]): string {
  if (!compared) return "";
  const [thing = "", ...columns] = compared.columns;
  return compared.rows
    .map(([name, ...cells]) =>
      [`${thing}: ${name}`, ...cells.map((cell, i) => `  ${columns[i]}: ${cell}`)].join("\n"),
    )
    .join("\n");
}

function criterionLine({ scheme, text, verdict, n }: Criterion, language: Language): string {
  return `${verdictIn(language, verdict)}  ${scheme}: ${text} [${n}]`;
}

function citationLine(citation: Citation, language: Language): string {
  const { n, title, publisher, asOf, locator, quote, quoteOf, path, source } = citation;
  const labels = ANSWER_LABELS[language];
  const page = locator.page === undefined ? "" : ` ${labels.page(locator.page)}`;
  const where = quoteOf === "card" ? `${labels.card}(${source}${page}) ${path}` : `${path}${page}`;
  const of = [where, locator.section].filter(Boolean).join(" ");
  const dated = asOf === "" ? "" : `(${asOf})`;
  return `[${n}] ${publisher}『${title}』${dated}${page}\n      「${shownText(quote)}」 — ${of}`;
}
