import { html, raw } from "hono/html";

const EXAMPLES = [
  "岡山県工業技術センターの集束イオンビーム装置は、いくらで、いつ整備されましたか？",
  "大学との共同研究に使えた岡山県の制度は？",
  "耐火物の高温特性を測れる機関を探しています",
  "ミクロものづくりネットの構築の予算は？",
  "Who can use the converted research equipment in the Okayama plan?",
] as const;

interface ChatPage {
  /** How much the answers rest on. */
  readonly size: { readonly cards: number; readonly documents: number };
  /** The question in the address, and its answer: the page works without a script. */
  readonly asked?: { readonly question: string; readonly answer: ReturnType<typeof html> };
}

/** The chat page. All that comes from people or documents is escaped by the template. */
export function chatPage({ size, asked }: ChatPage) {
  return html`${raw("<!doctype html>")}
<html lang="ja">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Musubi（結び）</title>
    <link rel="stylesheet" href="/assets/chat.css" />
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <script type="module" src="/assets/chat.js"></script>
  </head>
  <body>
    <header>
      <h1>Musubi <span lang="ja">結び</span></h1>
      <p>制度・機器・連携先を、出典の文とともに答えます。 <small lang="en">Every sentence with its source.</small></p>
    </header>
    <main>
      <section id="log" aria-live="polite" aria-label="会話">
        ${asked ? html`<p class="question">${asked.question}</p>${asked.answer}` : welcome(size)}
      </section>
    </main>
    <form id="ask" action="/" method="get">
      <label for="q" class="hidden">質問 / Question</label>
      <textarea id="q" name="q" rows="1" maxlength="2000" required autofocus
        placeholder="例: 岡山TLOの支援は何年間？"></textarea>
      <button type="submit">聞く<small lang="en">Ask</small></button>
      <button type="button" id="fresh" hidden>新しい会話<small lang="en">New</small></button>
    </form>
    <footer>
      資料の時点にご注意ください。申請の前に、公式の情報をご確認ください。
      <small lang="en">Mind the dates of the sources; check official information before you apply.</small>
    </footer>
  </body>
</html>`;
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
