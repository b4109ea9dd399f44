import { html } from "hono/html";
import type { LedgerEvent } from "../../ledger/records.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { ROLES } from "../../ledger/vocabulary.ts";
import { japanTime } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { ACTIONS } from "./actions.ts";

const WORDS = {
  ja: {
    seq: "番号",
    at: "日時",
    who: "操作した人",
    what: "内容",
    about: "対象",
    reason: "理由",
    hash: "ハッシュ",
    previous: "直前",
    title: "経過",
  },
  en: {
    seq: "Event",
    at: "Time",
    who: "By",
    what: "What",
    about: "About",
    reason: "Reason",
    hash: "Hash",
    previous: "before",
    title: "History",
  },
} as const;

/** Events below one another, each with its place in the chain. */
export function timeline(events: readonly LedgerEvent[], language: Language): Piece {
  const words = WORDS[language];
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.title}"><table>
    <thead><tr>${[words.seq, words.at, words.who, words.what, words.about, words.reason, words.hash].map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${events.map(
      (event) => html`<tr>
        <th scope="row" class="number">${event.seq}</th>
        <td class="fixed">${japanTime(event.at)}</td>
        <td>${event.actor}<br /><small>${ROLES[event.role]?.[language] ?? event.role}</small></td>
        <td>${actionText(event.action, language)}${stateOf(event, language)}</td>
        <td class="fixed">${event.entity}</td>
        <td class="text">${event.reason ?? ""}</td>
        <td><details><summary><code>${event.hash.slice(0, 12)}…</code></summary><code>${event.hash}</code><br /><small>${words.previous} <code>${event.previous}</code></small></details></td>
      </tr>`,
    )}</tbody></table></div>`;
}

/** What an action is called; one that is not known by name is shown by its code. */
function actionText(action: string, language: Language): string {
  return Object.hasOwn(ACTIONS, action)
    ? (ACTIONS[action as keyof typeof ACTIONS][language] ?? action)
    : action;
}

function stateOf({ payload, kind }: LedgerEvent, language: Language): string {
  const record = payload["record"];
  if (kind !== "match" || typeof record !== "object" || record === null) return "";
  const state = "state" in record ? String(record.state) : "";
  return Object.hasOwn(STATES, state) ? ` → ${STATES[state as State][language]}` : "";
}
