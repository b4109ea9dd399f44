import { html, raw } from "hono/html";
import type { AnswerRow, Listed } from "../../ledger/ledger.ts";
import type { Feedback, LedgerEvent, LoggedAnswer } from "../../ledger/records.ts";
import { FEEDBACK_CATEGORIES, ROLES } from "../../ledger/vocabulary.ts";
import { japanTime } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import { evidenceList, type Shown } from "../evidence.ts";
import type { Piece } from "../page.ts";
import { auditPage, facts, field, notice, number, option, panel, recordLink } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { badPeriodText, exportForm, pager, periodField } from "./lists.ts";
import type { AnswersQuery } from "./query.ts";
import { timeline } from "./timeline.ts";

const PATH = "/audit/questions";

export const QUESTION_WORDS = {
  ja: {
    title: "質問",
    about: "尋ねられたことと、その答え",
    filter: "絞り込み",
    outcome: "結果",
    any: "すべて",
    given: "答えた",
    declined: "答えなかった",
    feedback: "評価のあるものだけ",
    show: "表示",
    number: "番号",
    at: "日時",
    question: "質問",
    role: "役割",
    sources: "出典",
    feedbackTitle: "評価",
    none: "条件に合う質問はありません。",
    sealed: "（非公開。暗号化して保管）",
    kinds: {
      answered: "回答",
      partial: "一部回答",
      clarify: "聞き返し",
      not_found: "記載なし",
      refused: "辞退",
    },
    answer: "答え",
    asked: "質問の記録",
    asker: "質問者（ハッシュ）",
    engine: "エンジン",
    index: "索引の版",
    took: "所要時間",
    corrected: "訂正後の回答",
    noFeedback: "評価はまだありません。",
    history: "経過",
  },
  en: {
    title: "Questions",
    about: "what was asked, and what was answered",
    filter: "Filter",
    outcome: "Outcome",
    any: "any",
    given: "answered",
    declined: "declined",
    feedback: "With feedback only",
    show: "Show",
    number: "No.",
    at: "Time",
    question: "Question",
    role: "Role",
    sources: "Sources",
    feedbackTitle: "Feedback",
    none: "No question is like that.",
    sealed: "(confidential, kept encrypted)",
    kinds: {
      answered: "answered",
      partial: "in part",
      clarify: "asked back",
      not_found: "not on file",
      refused: "declined",
    },
    answer: "Answer",
    asked: "The question on record",
    asker: "Asked by (hash)",
    engine: "Engine",
    index: "Index",
    took: "Took",
    corrected: "Corrected by",
    noFeedback: "There is no feedback yet.",
    history: "History",
  },
} as const;

/** What was asked, the newest first. */
export function questionsPage(
  visit: Visit,
  { query, listed }: { readonly query: AnswersQuery; readonly listed: Listed<AnswerRow> },
) {
  const { language } = visit;
  const words = QUESTION_WORDS[language];
  const { fields, page, badPeriod } = query;
  const { rows, total } = listed;
  return auditPage(visit, {
    title: words.title,
    about: words.about,
    place: PATH,
    notice: badPeriod === undefined ? "" : notice(badPeriodText(badPeriod, language), "bad"),
    body: html`<section class="panel" aria-label="${words.filter}"><form class="filter" method="get" action="${PATH}">
        ${periodField(fields["period"], language)}
        ${field(
          words.outcome,
          html`<select name="outcome">${option("", words.any, fields["outcome"])}${option("given", words.given, fields["outcome"])}${option("declined", words.declined, fields["outcome"])}</select>`,
        )}
        <label class="check"><input type="checkbox" name="feedback" value="1" ${fields["feedback"] ? raw("checked") : ""} /> ${words.feedback}</label>
        <button>${words.show}</button>
      </form></section>
      <section class="panel">
        ${rows.length === 0 ? html`<p class="empty">${words.none}</p>` : table(rows, language)}
        ${pager(PATH, { fields, page, total, language })}
        ${total === 0 ? "" : exportForm("answers", fields, visit)}
      </section>`,
  });
}

function table(rows: readonly AnswerRow[], language: Language): Piece {
  const words = QUESTION_WORDS[language];
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.about}"><table class="cards">
    <thead><tr>${[words.number, words.at, words.question, words.outcome, words.role, words.sources, words.feedbackTitle].map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ({ answer, feedback }) => html`<tr>
        <th scope="row" data-label="${words.number}">${recordLink(answer.id)}</th>
        <td class="fixed" data-label="${words.at}">${japanTime(answer.at)}</td>
        <td class="text" data-label="${words.question}">${answer.question ?? words.sealed}</td>
        <td data-label="${words.outcome}">${kindChip(answer, language)}</td>
        <td data-label="${words.role}">${ROLES[answer.role][language]}</td>
        <td class="number" data-label="${words.sources}">${answer.citations.length}</td>
        <td data-label="${words.feedbackTitle}">${feedback.map(({ category }) => FEEDBACK_CATEGORIES[category][language]).join("、")}</td>
      </tr>`,
    )}</tbody></table></div>`;
}

function kindChip({ kind }: LoggedAnswer, language: Language): Piece {
  const { kinds } = QUESTION_WORDS[language];
  const isGiven = kind === "answered" || kind === "partial";
  const label = Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : kind;
  return html`<span class="state ${isGiven ? "on" : "over"}">${label}</span>`;
}

export interface QuestionView {
  readonly answer: LoggedAnswer;
  readonly shown: readonly Shown[];
  readonly feedback: readonly Feedback[];
  readonly events: readonly LedgerEvent[];
}

/** One question with its answer, what that rests on, and what people think of it. */
export function questionPage(visit: Visit, { answer, shown, feedback, events }: QuestionView) {
  const { language } = visit;
  const words = QUESTION_WORDS[language];
  return auditPage(visit, {
    title: answer.id,
    about: japanTime(answer.at),
    place: PATH,
    body: html`${panel(words.question, html`<p>${answer.question ?? words.sealed}</p>`)}
      ${panel(words.answer, html`<p>${kindChip(answer, language)} ${answer.text ?? words.sealed}</p>`)}
      ${panel(words.sources, evidenceList(shown, language))}
      ${panel(words.feedbackTitle, feedbackList(feedback, language))}
      ${panel(
        words.asked,
        facts([
          [words.role, ROLES[answer.role][language]],
          [words.asker, html`<code>${answer.asker}</code>`],
          [words.engine, answer.engine],
          [words.index, html`<code>${answer.indexVersion}</code>`],
          [words.took, `${number(answer.latencyMs)} ms`],
          [words.corrected, answer.correctedBy && recordLink(answer.correctedBy)],
        ]),
      )}
      ${panel(words.history, timeline(events, language))}`,
  });
}

function feedbackList(feedback: readonly Feedback[], language: Language): Piece {
  const words = QUESTION_WORDS[language];
  if (feedback.length === 0) return html`<p class="empty">${words.noFeedback}</p>`;
  return html`<ul class="evidence">${feedback.map(
    ({ id, category, comment, at, by }) =>
      html`<li><span class="state ${category === "useful" ? "won" : "bad"}">${FEEDBACK_CATEGORIES[category][language]}</span> ${comment} <span class="where">${id} ${by} ${japanTime(at)}</span></li>`,
  )}</ul>`;
}
