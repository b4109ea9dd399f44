import type { Answer, Citation } from "../answers/answer.ts";
import { cleanText } from "../text/clean-text.ts";
import { type Language, languageOf } from "../text/language.ts";

const LABELS = {
  ja: {
    sources: "出典",
    notices: "ご注意",
    choices: "候補",
    searched: "調べた資料",
    card: "カード",
    page: (p: number) => `p.${p}`,
  },
  en: {
    sources: "Sources",
    notices: "Please note",
    choices: "Choices",
    searched: "Searched",
    card: "card",
    page: (p: number) => `p. ${p}`,
  },
} as const;

/** An answer for a terminal: the text, then where it comes from and what to keep in mind. */
export function answerAsText(answer: Answer, terminal: Language): string {
  const language = languageOf(answer.question) === "en" ? "en" : terminal;
  const labels = LABELS[language];
  const blocks = [
    answer.text,
    list(labels.choices, answer.choices ?? []),
    list(
      labels.sources,
      answer.citations.map((citation) => citationLine(citation, language)),
    ),
    list(labels.searched, answer.searched ?? []),
    list(labels.notices, answer.notices),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

function citationLine(citation: Citation, language: Language): string {
  const { n, title, publisher, asOf, locator, quote, quoteOf, path, source } = citation;
  const labels = LABELS[language];
  const page = locator.page === undefined ? "" : ` ${labels.page(locator.page)}`;
  const where = quoteOf === "card" ? `${labels.card}(${source}${page}) ${path}` : `${path}${page}`;
  const of = [where, locator.section].filter(Boolean).join(" ");
  return `[${n}] ${publisher}『${title}』(${asOf})${page}\n      「${cleanText(quote)}」 — ${of}`;
}
