import { html, raw } from "hono/html";
import {
  type Answer,
  type Citation,
  type CitedScheme,
  conflictLines,
  verdictIn,
} from "../../answers/answer.ts";
import { modelLine, STATUS_BADGES } from "../../answers/answer-labels.ts";
import type { Passage } from "../../desk/surface.ts";
import type { Suggestion } from "../../matching/suggestion.ts";
import { cleanText } from "../../text/clean-text.ts";
import { type Language, languageOf } from "../../text/language.ts";
import { passageView } from "../evidence.ts";
import type { Piece } from "../page.ts";
import { partnerCards } from "./partner-cards.ts";

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
    around: "前後を読む",
    partners: "相手の候補",
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
    around: "Read around it",
    partners: "Candidates",
  },
} as const;

/** What an answer is shown with. */
export interface AnswerExtras {
  /** Keeps the anchors of one answer apart from those of another. */
  readonly key: string;
  /** Where each citation stands now, by its number. */
  readonly passages?: ReadonlyMap<number, Passage>;
  readonly partners?: readonly Suggestion[];
  /** What can be done about it. */
  readonly deeds?: Piece | "";
}

/**
 * An answer as a piece of the page, its sources beside it. Everything in it is text to be escaped,
 * whoever wrote it.
 */
export function answerView(
  answer: Answer,
  { key, passages = new Map(), partners = [], deeds = "" }: AnswerExtras,
) {
  const language = languageOf(answer.question);
  const labels = LABELS[language];
  return html`<article class="answer ${answer.kind}" lang="${language}">
    <div class="said">
      ${answer.schemes.map((scheme) => badge(scheme, language))}
      <p class="text">${withMarks(answer.text, key)}</p>
      ${comparison(answer, key)}
      ${criteria(answer, language, key)}
      ${list(labels.choices, answer.choices ?? [])}
      ${conflicts(answer, language)}
      ${partners.length === 0 ? "" : html`<section><h3>${labels.partners}</h3>${partnerCards(partners, language)}</section>`}
      ${list(labels.searched, answer.searched ?? [])}
      ${list(labels.notices, answer.notices)}
      ${answer.model ? html`<p class="model">${modelLine(answer.model, language)}</p>` : ""}
      ${deeds}
    </div>
    ${sources(answer.citations, { language, key, passages })}
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

function sources(
  citations: readonly Citation[],
  {
    language,
    key,
    passages,
  }: {
    readonly language: Language;
    readonly key: string;
    readonly passages: ReadonlyMap<number, Passage>;
  },
) {
  if (citations.length === 0) return "";
  const labels = LABELS[language];
  const items = citations.map((citation, i) => {
    const of = citation.quoteOf === "card" ? labels.card(citation) : labels.original;
    const passage = passages.get(citation.n);
    return html`<li id="${key}-${citation.n}">
      <span class="n">[${citation.n}]</span>
      <cite>${citation.publisher}『${citation.title}』</cite>
      <span class="where">${labels.asOf} ${citation.asOf}${pageOf(citation, language)}</span>
      <blockquote lang="ja">${cleanText(citation.quote)}</blockquote>
      <span class="of">${of} <code>${citation.path}</code> ${citation.locator.section ?? ""}</span>
      ${passage ? html`<details ${i === 0 ? raw("open") : ""}><summary>${labels.around}</summary>${passageView(passage, citation.quote)}</details>` : ""}
    </li>`;
  });
  return html`<section class="beside"><h3>${labels.sources}</h3><ol class="sources">${items}</ol></section>`;
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
  if (found.length === 0) return "";
  return html`<div class="conflict" role="note">${list(LABELS[language].conflicts, conflictLines(found))}</div>`;
}

function list(title: string, lines: readonly string[]) {
  if (lines.length === 0) return "";
  return html`<section><h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}
