import { html } from "hono/html";
import type { Passage } from "../desk/surface.ts";
import { cleanText } from "../text/clean-text.ts";
import type { Language } from "../text/language.ts";
import type { Piece } from "./page.ts";

/** A quote with where it stands, and the passage around it as it is in the file now. */
export interface Shown {
  readonly n?: number;
  readonly source: string;
  readonly path?: string;
  readonly page?: number;
  readonly section?: string;
  readonly quote?: string;
  readonly quoteOf?: "source" | "card";
  /** `undefined` where the file says something else by now. */
  readonly passage?: Passage | undefined;
}

const WORDS = {
  ja: {
    open: "前後を読む",
    gone: "この文は、今のファイルの中には見つかりません。記録したときの文です。",
    none: "根拠の記録はありません。",
    card: "カード",
    original: "原文",
    page: (page: number) => `${page}ページ`,
  },
  en: {
    open: "Read around it",
    gone: "The sentence does not stand in the file any more; it is shown as it was recorded.",
    none: "No evidence is on record.",
    card: "card",
    original: "original",
    page: (page: number) => `page ${page}`,
  },
} as const;

/** Quotes below one another, each with the passage that it stands in. */
export function evidenceList(shown: readonly Shown[], language: Language): Piece {
  const words = WORDS[language];
  if (shown.length === 0) return html`<p class="empty">${words.none}</p>`;
  return html`<ul class="evidence">${shown.map((each) => html`<li>${piece(each, language)}</li>`)}</ul>`;
}

function piece(each: Shown, language: Language): Piece {
  const words = WORDS[language];
  const { n, source, path, page, section, quote, quoteOf, passage } = each;
  const of = quoteOf && words[quoteOf === "card" ? "card" : "original"];
  const where = [of, source, page === undefined ? "" : words.page(page), section].filter(Boolean);
  return html`${quote === undefined ? "" : html`<blockquote lang="ja">${cleanText(quote)}</blockquote>`}
    <span class="where">${n === undefined ? "" : `[${n}] `}${where.join(" ")} <code>${path ?? ""}</code></span>
    ${passage ? html`<details><summary>${words.open}</summary>${passageView(passage, quote ?? "")}</details>` : ""}
    ${passage === undefined && quote !== undefined && path !== undefined ? html`<p class="note">${words.gone}</p>` : ""}`;
}

/** A passage with the quote marked in it. */
export function passageView({ before, text, after }: Passage, quote: string): Piece {
  const [start, end] = stretchOf(text, quote);
  return html`<div class="passage" lang="ja"><span class="around">${before}
</span>${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}<span class="around">
${after}</span></div>`;
}

/** Where the quote stands in the text, white space aside; nowhere: nothing is marked. */
function stretchOf(text: string, quote: string): readonly [number, number] {
  const places: number[] = [];
  let letters = "";
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    if (/\s/u.test(letter)) continue;
    places.push(i);
    letters += letter;
  }
  const wanted = cleanText(quote).replace(/\s/gu, "");
  const at = wanted === "" ? -1 : letters.indexOf(wanted);
  const [first, last] = [places[at], places[at + wanted.length - 1]];
  return first === undefined || last === undefined ? [0, 0] : [first, last + 1];
}
