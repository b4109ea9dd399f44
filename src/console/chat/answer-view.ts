import { html } from "hono/html";
import {
  type Answer,
  type Citation,
  type CitedScheme,
  conflictLines,
  verdictIn,
} from "../../answers/answer.ts";
import { modelLine, STATUS_BADGES } from "../../answers/answer-labels.ts";
import { cleanText } from "../../text/clean-text.ts";
import { type Language, languageOf } from "../../text/language.ts";

const LABELS = {
  ja: {
    sources: "出典",
    notices: "ご確認ください",
    searched: "調べた資料",
    choices: "候補",
    criteria: "要件（人が確かめるための目安）",
    scheme: "制度",
    condition: "要件",
    verdict: "判定",
    conflicts: "資料による違い",
    asOf: "時点",
    page: (page: number) => `${page}ページ`,
    card: (citation: Citation) => `カード（${citation.source}${page(citation, "ja")}より）`,
    original: "原文",
  },
  en: {
    sources: "Sources",
    notices: "Please note",
    searched: "Searched",
    choices: "Choices",
    criteria: "Conditions (a guide; a person decides)",
    scheme: "Scheme",
    condition: "Condition",
    verdict: "Verdict",
    conflicts: "Where sources differ",
    asOf: "as of",
    page: (page: number) => `page ${page}`,
    card: (citation: Citation) => `Card (after ${citation.source}${page(citation, "en")})`,
    original: "Original",
  },
} as const;

/**
 * An answer as a piece of the page. Everything in it is text to be escaped, whoever wrote it; `key`
 * keeps the anchors of one answer apart from those of another.
 */
export function answerView(answer: Answer, key: string) {
  const language = languageOf(answer.question);
  const labels = LABELS[language];
  return html`<article class="answer ${answer.kind}" lang="${language}">
    ${answer.schemes.map((scheme) => badge(scheme, language))}
    <p class="text">${withMarks(answer.text, key)}</p>
    ${comparison(answer, key)}
    ${criteria(answer, language, key)}
    ${list(labels.choices, answer.choices ?? [])}
    ${conflicts(answer, language)}
    ${sources(answer.citations, language, key)}
    ${list(labels.searched, answer.searched ?? [])}
    ${list(labels.notices, answer.notices)}
    ${answer.model ? html`<p class="model">${modelLine(answer.model, language)}</p>` : ""}
  </article>`;
}

function badge({ name, status, asOf }: CitedScheme, language: Language) {
  return html`<span class="badge ${status}" title="${name} (${asOf})">${STATUS_BADGES[status][language]}</span>`;
}

/** The text with its [n] as links to the sources below it. */
function withMarks(text: string, key: string) {
  return text.split(/(\[\d+\])/u).map((piece) => {
    const n = /^\[(\d+)\]$/u.exec(piece)?.[1];
    return n ? html`<a class="mark" href="#${key}-${n}">[${n}]</a>` : piece;
  });
}

function sources(citations: readonly Citation[], language: Language, key: string) {
  if (citations.length === 0) return "";
  const labels = LABELS[language];
  const items = citations.map((citation) => {
    const of = citation.quoteOf === "card" ? labels.card(citation) : labels.original;
    return html`<li id="${key}-${citation.n}">
      <span class="n">[${citation.n}]</span>
      <cite>${citation.publisher}『${citation.title}』</cite>
      <span class="where">${labels.asOf} ${citation.asOf}${pageOf(citation, language)}</span>
      <blockquote lang="ja">${cleanText(citation.quote)}</blockquote>
      <span class="of">${of} <code>${citation.path}</code> ${citation.locator.section ?? ""}</span>
    </li>`;
  });
  return html`<section><h3>${labels.sources}</h3><ol class="sources">${items}</ol></section>`;
}

function pageOf({ locator }: Citation, language: Language): string {
  return locator.page === undefined ? "" : ` · ${LABELS[language].page(locator.page)}`;
}

function page({ locator }: Citation, language: Language): string {
  if (locator.page === undefined) return "";
  return language === "ja" ? ` p.${locator.page}` : `, p. ${locator.page}`;
}

function comparison({ table: compared }: Answer, key: string) {
  return compared ? table(compared.columns, compared.rows, key) : "";
}

function criteria({ criteria: judged }: Answer, language: Language, key: string) {
  if (judged.length === 0) return "";
  const labels = LABELS[language];
  const rows = judged.map(({ scheme, text, verdict, n }) => [
    scheme,
    `${text}[${n}]`,
    verdictIn(language, verdict),
  ]);
  return html`<section><h3>${labels.criteria}</h3>
    ${table([labels.scheme, labels.condition, labels.verdict], rows, key)}</section>`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[], key: string) {
  return html`<div class="wide"><table>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([name = "", ...cells]) =>
        html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${withMarks(cell, key)}</td>`)}</tr>`,
    )}</tbody>
  </table></div>`;
}

function conflicts({ conflicts: found }: Answer, language: Language) {
  return list(LABELS[language].conflicts, conflictLines(found));
}

function list(title: string, lines: readonly string[]) {
  if (lines.length === 0) return "";
  return html`<section><h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}
