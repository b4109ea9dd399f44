import { html } from "hono/html";
import { CONSENT_DAYS } from "../../ledger/consents.ts";
import { CONSENT_FIELDS } from "../../ledger/partner-view.ts";
import { may } from "../../ledger/permissions.ts";
import type { Match } from "../../ledger/records.ts";
import { STATES } from "../../ledger/states.ts";
import { isLive, waysOf } from "../../ledger/transitions.ts";
import { CLOSE_REASONS } from "../../ledger/vocabulary.ts";
import { addDays, japanDay } from "../../text/days.ts";
import type { Piece } from "../page.ts";
import { csrfField, field } from "../parts.ts";
import type { Visit } from "../visit.ts";

const WORDS = {
  ja: {
    open: "段階を進める・終える",
    to: "進める先",
    reason: "理由・メモ（保留・再開・期限切れでは必須）",
    closeReason: "終える理由（不成立・取下げのとき）",
    none: "（なし）",
    move: "段階を変える",
    guard: "紹介には双方の有効な同意が要ります。",
    consent: "同意を記録する",
    side: "どちら側",
    sides: { need: "ニーズ側", partner: "相手側" },
    grantedBy: "同意した人・部署",
    fields: "示してよい項目",
    recipients: "示す相手",
    purpose: "目的",
    method: "方法",
    methods: "例: メール、面談",
    until: "有効期限",
    record: "同意を記録",
  },
  en: {
    open: "Move on or close",
    to: "To",
    reason: "Reason (needed to hold, reopen or expire)",
    closeReason: "Why it ends (closed, withdrawn)",
    none: "(none)",
    move: "Move",
    guard: "An introduction needs two live consents.",
    consent: "Record a consent",
    side: "Side",
    sides: { need: "need", partner: "partner" },
    grantedBy: "Given by",
    fields: "What may be shown",
    recipients: "To whom",
    purpose: "For what",
    method: "How",
    methods: "e.g. mail, in person",
    until: "Until",
    record: "Record the consent",
  },
} as const;

/** The ways that a match may go from here, for those who may take them. */
export function moveForm(visit: Visit, match: Match): Piece | "" {
  const { language, actor } = visit;
  const words = WORDS[language];
  const ways = waysOf(match).filter(({ by }) => by.includes(actor.role));
  if (ways.length === 0) return "";
  return html`<details><summary>${words.open}</summary>
    <form class="stack" method="post" action="/audit/matches/${match.id}/move">
      ${csrfField(visit)}<input type="hidden" name="from" value="${match.state}" />
      ${field(words.to, html`<select name="to">${ways.map(({ to }) => html`<option value="${to}">${STATES[to][language]}</option>`)}</select>`)}
      ${field(words.reason, html`<input type="text" name="reason" maxlength="500" />`)}
      ${field(words.closeReason, html`<select name="closeReason"><option value="">${words.none}</option>${Object.entries(CLOSE_REASONS).map(([code, label]) => html`<option value="${code}">${label[language]}</option>`)}</select>`)}
      <div><button>${words.move}</button> <span class="note">${words.guard}</span></div>
    </form></details>`;
}

/** Where a side's consent is written down. */
export function consentForm(visit: Visit, match: Match): Piece | "" {
  const { language, actor, now } = visit;
  const words = WORDS[language];
  if (!may(actor.role, "consent") || !isLive(match.state)) return "";
  return html`<details><summary>${words.consent}</summary>
    <form class="stack" method="post" action="/audit/matches/${match.id}/consent">${csrfField(visit)}
      ${field(words.side, html`<select name="side">${(["need", "partner"] as const).map((side) => html`<option value="${side}">${words.sides[side]}</option>`)}</select>`)}
      ${field(words.grantedBy, html`<input type="text" name="grantedBy" required maxlength="200" />`)}
      <fieldset><legend>${words.fields}</legend>${Object.entries(CONSENT_FIELDS).map(([name, label]) => html`<label class="check"><input type="checkbox" name="fields" value="${name}" /> ${label[language]}</label>`)}</fieldset>
      ${field(words.recipients, html`<input type="text" name="recipients" value="${match.partner.name}" required maxlength="300" />`)}
      ${field(words.purpose, html`<input type="text" name="purpose" required maxlength="300" />`)}
      ${field(words.method, html`<input type="text" name="method" required maxlength="100" placeholder="${words.methods}" />`)}
      ${field(words.until, html`<input type="date" name="until" required value="${addDays(japanDay(now), CONSENT_DAYS)}" />`)}
      <div><button>${words.record}</button></div>
    </form></details>`;
}
