import { html } from "hono/html";
import { FEEDBACK_CATEGORIES } from "../../ledger/vocabulary.ts";
import type { Piece } from "../page.ts";
import { csrfField } from "../parts.ts";
import type { Visit } from "../visit.ts";

const WORDS = {
  ja: {
    useful: "役に立った",
    wrong: "ここが違う…",
    what: "どこが違いますか",
    comment: "くわしく（任意。社名や個人名は書かない）",
    send: "送る",
    consult: "担当者に相談",
    need: "ニーズとして登録",
    deeds: "この回答について",
  },
  en: {
    useful: "Useful",
    wrong: "Something is wrong…",
    what: "What is wrong?",
    comment: "More (may be left out; no names of firms or people)",
    send: "Send",
    consult: "Ask a person",
    need: "Register as a need",
    deeds: "About this answer",
  },
} as const;

/** What somebody can do about an answer that is on record: the same as in Slack. */
export function answerDeeds(
  visit: Visit,
  { answerId, question }: { readonly answerId?: string | undefined; readonly question: string },
): Piece | "" {
  if (answerId === undefined) return "";
  const words = WORDS[visit.language];
  const target = html`${csrfField(visit)}<input type="hidden" name="target" value="${answerId}" />`;
  const wrongs = Object.entries(FEEDBACK_CATEGORIES).filter(([code]) => code !== "useful");
  return html`<div class="deeds" role="group" aria-label="${words.deeds}" lang="${visit.language}">
    <form method="post" action="/feedback" data-inline>${target}<button class="plain" name="category" value="useful">${words.useful}</button></form>
    <details class="inline"><summary>${words.wrong}</summary>
      <form class="stack" method="post" action="/feedback" data-inline>${target}
        <label class="field"><span>${words.what}</span><select name="category">${wrongs.map(([code, label]) => html`<option value="${code}">${label[visit.language]}</option>`)}</select></label>
        <label class="field"><span>${words.comment}</span><textarea name="comment" rows="2" maxlength="1000"></textarea></label>
        <div><button>${words.send}</button></div></form></details>
    <form method="post" action="/consult" data-inline>${target}<button class="plain">${words.consult}</button></form>
    <form method="post" action="/need/write">${csrfField(visit)}<input type="hidden" name="text" value="${question}" /><button class="plain">${words.need}</button></form>
    <small class="where">${answerId}</small>
  </div>`;
}
