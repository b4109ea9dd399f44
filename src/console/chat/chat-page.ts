import { html } from "hono/html";
import { OFFICE } from "../../ledger/permissions.ts";
import { type Piece, page } from "../page.ts";
import type { Visit } from "../visit.ts";

const WORDS = {
  ja: {
    title: "相談",
    welcome: (held: string) =>
      `${held}をもとにお答えします。どの文にも出典を付け、資料に書かれていないことは「書かれていません」とお答えします。`,
    cards: (count: number) => `カード${count}件`,
    documents: (count: number) => `資料の本文${count}点`,
    and: "と",
    roles: { coordinator: "コーディネーターの方", firm: "企業の方", auditor: "監査・企画の方" },
    examples: "質問の例",
    conversation: "会話",
    threads: "会話の一覧",
    question: "質問",
    placeholder: "例: 岡山TLOの支援は何年間？（Enterで送信、Shift+Enterで改行）",
    ask: "聞く",
    fresh: "新しい会話",
    need: "ニーズを登録する",
    audit: "台帳の概況を見る",
    looking: "調べています…",
    lost: "つながりません。Musubiが動いているか確かめて、もう一度お試しください。",
    foot: "資料の時点にご注意ください。申請の前に、公式の情報をご確認ください。",
  },
  en: {
    title: "Ask",
    welcome: (held: string) =>
      `Answers rest on ${held}. Every sentence has its source; what the documents do not say is said to be missing.`,
    cards: (count: number) => `${count} cards`,
    documents: (count: number) => `${count} documents`,
    and: " and ",
    roles: { coordinator: "Coordinators", firm: "Firms", auditor: "Auditors and planners" },
    examples: "Examples",
    conversation: "Conversation",
    threads: "Conversations",
    question: "Question",
    placeholder:
      "e.g. For how many years is a TLO supported? (Enter sends, Shift+Enter breaks the line)",
    ask: "Ask",
    fresh: "New",
    need: "Register a need",
    audit: "See how the ledger stands",
    looking: "Looking it up…",
    lost: "No connection. Check that Musubi is running and try again.",
    foot: "Mind the dates of the sources; check official information before you apply.",
  },
} as const;

const EXAMPLES = {
  coordinator: [
    "岡山県工業技術センターの集束イオンビーム装置は、いくらで、いつ整備されましたか？",
    "耐火物の高温特性を測れる機関を探しています",
    "大学との共同研究に使えた岡山県の制度は？",
  ],
  firm: [
    "ベンチャー企業が大都市圏に販路を広げるときに使えた制度は？",
    "先端研究スタートアップ支援事業とは？",
    "Who can use the converted research equipment in the Okayama plan?",
  ],
  auditor: [
    "産業クラスター計画の評価指標には何がありますか？",
    "ミクロものづくりネットの構築の予算は？",
    "実用化率と事業化率は、どう違いますか？",
  ],
} as const;
type ExampleRole = keyof typeof EXAMPLES;

interface ChatPage {
  readonly visit: Visit;
  /** How much the answers rest on. */
  readonly size: { readonly cards: number; readonly documents: number };
  /** What was asked, and its answer: the page works without a script. */
  readonly asked?: { readonly question: string; readonly answer: Piece };
}

/** The chat page. All that comes from people or documents is escaped by the template. */
export function chatPage({ visit, size, asked }: ChatPage) {
  const words = WORDS[visit.language];
  return page({
    visit,
    title: words.title,
    place: "/",
    script: "chat.js",
    body: html`<main id="main" class="chat">
      <h1 class="hidden">Musubi — ${words.title}</h1>
      <nav id="threads" aria-label="${words.threads}" hidden></nav>
      <section id="log" role="log" aria-live="polite" aria-label="${words.conversation}">
        ${asked ? html`<p class="question">${asked.question}</p>${asked.answer}` : welcome(visit, size)}
      </section>
      <form id="ask" action="/" method="post" data-looking="${words.looking}" data-lost="${words.lost}">
        <input type="hidden" name="csrf" value="${visit.csrf}" />
        <label for="q" class="hidden">${words.question}</label>
        <textarea id="q" name="q" rows="1" maxlength="2000" required autofocus placeholder="${words.placeholder}"></textarea>
        <button type="submit">${words.ask}</button>
        <button type="button" id="fresh" hidden>${words.fresh}</button>
      </form>
      <p class="foot">${words.foot}</p>
    </main>`,
  });
}

function welcome(visit: Visit, { cards, documents }: ChatPage["size"]) {
  const { language, actor } = visit;
  const words = WORDS[language];
  const held = [
    ...(cards > 0 ? [words.cards(cards)] : []),
    ...(documents > 0 ? [words.documents(documents)] : []),
  ].join(words.and);
  // Object.keys forgets which keys the table has.
  const roles = Object.keys(EXAMPLES) as ExampleRole[];
  return html`<div class="welcome">
    <p>${words.welcome(held)}</p>
    <div class="examples">${roles.map((role) => examples(role, visit))}</div>
    <p class="deeds"><a class="button plain" href="/need">${words.need}</a>
      ${OFFICE.has(actor.role) ? html`<a class="button plain" href="/audit">${words.audit}</a>` : ""}</p>
  </div>`;
}

function examples(role: ExampleRole, { language }: Visit): Piece {
  const words = WORDS[language];
  return html`<section><h2>${words.roles[role]}</h2>
    <ul>${EXAMPLES[role].map((question) => html`<li><a href="/?q=${encodeURIComponent(question)}">${question}</a></li>`)}</ul></section>`;
}
