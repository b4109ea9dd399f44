import { html } from "hono/html";
import type { LedgerEvent } from "../../ledger/records.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { ROLES } from "../../ledger/vocabulary.ts";
import { japanTime } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { foldedTable } from "../parts.ts";
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
  return foldedTable(
    words.title,
    [words.seq, words.at, words.who, words.what, words.about, words.reason, words.hash],
    events.map((event) => [
      [event.seq, "number"],
      [japanTime(event.at), "fixed"],
      [
        html`<div>${event.actor}<br /><small>${ROLES[event.role]?.[language] ?? event.role}</small></div>`,
      ],
      [`${actionText(event.action, language)}${stateOf(event, language)}`],
      [event.entity, "fixed"],
      [event.reason ?? "", "text"],
      [
        html`<details><summary><code>${event.hash.slice(0, 12)}…</code></summary><code>${event.hash}</code><br /><small>${words.previous} <code>${event.previous}</code></small></details>`,
      ],
    ]),
  );
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
