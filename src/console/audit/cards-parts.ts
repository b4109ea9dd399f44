import { html, raw } from "hono/html";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { facts, panel, recordLink } from "../parts.ts";

const WORDS = {
  ja: {
    lists: "一覧",
    cards: "資料のカード",
    register: "自分たちの名簿",
    cited: "引用・相手としているもの",
    answers: "回答",
    matches: "マッチング",
    notCited: "まだ、どの回答・マッチングにも出てきません。",
    newest: "それぞれ新しいものから50件までを示します。",
  },
  en: {
    lists: "Lists",
    cards: "Cards of documents",
    register: "Our own register",
    cited: "What cites it or is with it",
    answers: "Answers",
    matches: "Matches",
    notCited: "No answer and no match has it yet.",
    newest: "The newest fifty of each are shown.",
  },
} as const;

const LISTS = { cards: "/audit/cards", register: "/audit/register" } as const;

/** Ways between the two lists of what answers and candidates rest on. */
export function listTabs(here: keyof typeof LISTS, language: Language): Piece {
  const words = WORDS[language];
  const way = (list: keyof typeof LISTS) =>
    html`<a href="${LISTS[list]}" ${list === here ? raw('aria-current="page"') : ""}>${words[list]}</a>`;
  return html`<nav class="tabs" aria-label="${words.lists}">${way("cards")} ${way("register")}</nav>`;
}

/** Numbers of answers and matches. */
export interface Citing {
  readonly answers: readonly string[];
  readonly matches: readonly string[];
}

export function citingPanel({ answers, matches }: Citing, language: Language): Piece {
  const words = WORDS[language];
  const links = (ids: readonly string[]) =>
    ids.length === 0 ? undefined : html`${ids.map((id) => html`${recordLink(id)} `)}`;
  return panel(
    words.cited,
    answers.length + matches.length === 0
      ? html`<p class="empty">${words.notCited}</p>`
      : html`${facts([
          [words.answers, links(answers)],
          [words.matches, links(matches)],
        ])}<p class="note">${words.newest}</p>`,
  );
}
