import { html } from "hono/html";
import type { Expiring } from "../../corpus/standard-answer.ts";
import type { AnswerRow } from "../../ledger/ledger.ts";
import { may } from "../../ledger/permissions.ts";
import type { Consultation, Feedback } from "../../ledger/records.ts";
import { CONSULTATION_STATUSES, FEEDBACK_CATEGORIES } from "../../ledger/vocabulary.ts";
import { japanDay, japanTime } from "../../text/days.ts";
import type { Piece } from "../page.ts";
import { auditPage, csrfField, foldedTable, notice, panel, recordLink } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { QUESTION_WORDS } from "./questions-page.ts";

const WORDS = {
  ja: {
    title: "対応待ち",
    about: "資料と相談の世話をする人のために",
    consultations: "担当者への相談",
    feedback: "直してほしいと言われた回答",
    declined: "答えられなかった質問（新しい順）",
    expiring: "まもなく期限の標準回答（30日以内）",
    none: "いまはありません。",
    number: "番号",
    target: "対象",
    owner: "担当",
    due: "期限",
    status: "状態",
    what: "内容",
    at: "日時",
    question: "質問",
    name: "名称",
    done: "対応済みにする",
    how: "どう対応したか",
    wasDone: "対応済みとして記録しました。",
  },
  en: {
    title: "Queue",
    about: "for whoever looks after documents and consultations",
    consultations: "Consultations",
    feedback: "Answers that people want mended",
    declined: "Questions without an answer, the newest first",
    expiring: "Standard answers that expire within 30 days",
    none: "None now.",
    number: "No.",
    target: "About",
    owner: "Owner",
    due: "Due",
    status: "Status",
    what: "What",
    at: "Time",
    question: "Question",
    name: "Name",
    done: "Done",
    how: "What was done",
    wasDone: "It is on record as done.",
  },
} as const;

export interface QueueView {
  readonly consultations: readonly Consultation[];
  readonly feedback: readonly Feedback[];
  readonly declined: readonly AnswerRow[];
  readonly expiring: readonly Expiring[];
  readonly isDone: boolean;
}

/** What waits for somebody: consultations, complaints, gaps of the corpus, answers that run out. */
export function queuePage(visit: Visit, view: QueueView) {
  const words = WORDS[visit.language];
  return auditPage(visit, {
    title: words.title,
    about: words.about,
    place: "/audit/queue",
    notice: view.isDone ? notice(words.wasDone, "good") : "",
    body: html`${panel(words.consultations, consultations(visit, view))}
      ${panel(words.feedback, complaints(visit, view))}
      ${panel(words.declined, declined(visit, view))}
      ${panel(words.expiring, expiring(visit, view))}`,
  });
}

type Rows = Parameters<typeof foldedTable>[2];

function table(label: string, columns: readonly string[], rows: Rows, none: string): Piece {
  return rows.length === 0 ? html`<p class="empty">${none}</p>` : foldedTable(label, columns, rows);
}

function consultations({ language, now }: Visit, { consultations: all }: QueueView): Piece {
  const words = WORDS[language];
  const today = japanDay(now);
  return table(
    words.consultations,
    [words.number, words.target, words.what, words.owner, words.due, words.status],
    all.map(({ id, target, note, owner, dueOn, status }) => [
      [id],
      [recordLink(target)],
      [note ?? "", "text"],
      [owner],
      [dueOn, dayLook(dueOn, today)],
      [CONSULTATION_STATUSES[status][language]],
    ]),
    words.none,
  );
}

function complaints(visit: Visit, { feedback }: QueueView): Piece {
  const { language } = visit;
  const words = WORDS[language];
  const form = (id: string) =>
    may(visit.actor.role, "correct")
      ? html`<form class="filter" method="post" action="/audit/feedback/${id}/done">${csrfField(visit)}
          <label class="field"><span>${words.how}</span><input type="text" name="reason" required maxlength="500" /></label><button class="plain">${words.done}</button></form>`
      : "";
  return table(
    words.feedback,
    [words.number, words.target, words.status, words.what, words.at, words.done],
    feedback.map(({ id, target, category, comment, at }) => [
      [id],
      [recordLink(target)],
      [FEEDBACK_CATEGORIES[category][language]],
      [comment, "text"],
      [japanTime(at), "fixed"],
      [form(id)],
    ]),
    words.none,
  );
}

function declined({ language }: Visit, { declined: rows }: QueueView): Piece {
  const words = WORDS[language];
  const { kinds, sealed } = QUESTION_WORDS[language];
  return table(
    words.declined,
    [words.number, words.at, words.question, words.status],
    rows.map(({ answer: { id, at, question, kind } }) => [
      [recordLink(id)],
      [japanTime(at), "fixed"],
      [question ?? sealed, "text"],
      [kinds[kind as keyof typeof kinds] ?? kind],
    ]),
    words.none,
  );
}

function expiring({ language, now }: Visit, { expiring: all }: QueueView): Piece {
  const words = WORDS[language];
  const today = japanDay(now);
  return table(
    words.expiring,
    [words.name, words.owner, words.due],
    all.map(({ name, owner, until }) => [[name], [owner], [until, dayLook(until, today)]]),
    words.none,
  );
}

function dayLook(day: string, today: string): string {
  return day < today ? "fixed late" : "fixed";
}
