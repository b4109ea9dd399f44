import { html } from "hono/html";
import { type Piece, page } from "../page.ts";
import type { Visit } from "../visit.ts";

const EXAMPLES = [
  "岡山県工業技術センターの集束イオンビーム装置は、いくらで、いつ整備されましたか？",
  "大学との共同研究に使えた岡山県の制度は？",
  "耐火物の高温特性を測れる機関を探しています",
  "ミクロものづくりネットの構築の予算は？",
  "Who can use the converted research equipment in the Okayama plan?",
] as const;

interface ChatPage {
  readonly visit: Visit;
  /** How much the answers rest on. */
  readonly size: { readonly cards: number; readonly documents: number };
  /** What was asked, and its answer: the page works without a script. */
  readonly asked?: { readonly question: string; readonly answer: Piece };
}

/** The chat page. All that comes from people or documents is escaped by the template. */
export function chatPage({ visit, size, asked }: ChatPage) {
  return page({
    visit,
    title: "相談",
    place: "/",
    script: "chat.js",
    body: html`<main id="main" class="chat">
      <section id="log" aria-live="polite" aria-label="会話">
        ${asked ? html`<p class="question">${asked.question}</p>${asked.answer}` : welcome(size)}
      </section>
      <form id="ask" action="/" method="post">
        <input type="hidden" name="csrf" value="${visit.csrf}" />
        <label for="q" class="hidden">質問 / Question</label>
        <textarea id="q" name="q" rows="1" maxlength="2000" required autofocus
          placeholder="例: 岡山TLOの支援は何年間？"></textarea>
        <button type="submit">聞く<small lang="en">Ask</small></button>
        <button type="button" id="fresh" hidden>新しい会話<small lang="en">New</small></button>
      </form>
      <p class="foot">
        資料の時点にご注意ください。申請の前に、公式の情報をご確認ください。
        <small lang="en">Mind the dates of the sources; check official information before you apply.</small>
      </p>
    </main>`,
  });
}

function welcome({ cards, documents }: ChatPage["size"]) {
  const held = [cards > 0 && `カード${cards}件`, documents > 0 && `資料の本文${documents}点`];
  return html`<div class="welcome">
    <p>${held.filter(Boolean).join("と")}をもとにお答えします。資料に書かれていないことは「書かれていません」とお答えします。</p>
    <ul class="examples">
      ${EXAMPLES.map((question) => html`<li><a href="/?q=${encodeURIComponent(question)}">${question}</a></li>`)}
    </ul>
  </div>`;
}
