import { html, raw } from "hono/html";
import { OFFICE } from "../ledger/permissions.ts";
import { ROLES } from "../ledger/vocabulary.ts";
import type { Language } from "../text/language.ts";
import type { Visit } from "./visit.ts";

/** A piece of a page; what comes from people or documents is escaped by the template. */
export type Piece = ReturnType<typeof html>;

/** The pages that the bar at the top leads to. */
const PLACES = [
  { path: "/", ja: "相談", en: "Ask" },
  { path: "/audit", ja: "概況", en: "Overview" },
  { path: "/audit/ledger", ja: "台帳", en: "Ledger" },
  { path: "/audit/questions", ja: "質問", en: "Questions" },
  { path: "/audit/queue", ja: "対応待ち", en: "Queue" },
  { path: "/audit/cards", ja: "カード", en: "Cards" },
  { path: "/audit/verify", ja: "検証", en: "Verify" },
  { path: "/audit/report", ja: "報告書", en: "Report" },
] as const;
export type Place = (typeof PLACES)[number]["path"];

const WORDS = {
  ja: {
    local: "この端末から利用中（サインイン不要）",
    skip: "本文へ",
    out: "サインアウト",
    menu: "ページ",
    other: "English",
  },
  en: {
    local: "On this machine (no sign-in needed)",
    skip: "To the text",
    out: "Sign out",
    menu: "Pages",
    other: "日本語",
  },
} as const;

/** A whole page around its body. */
export function page({
  visit,
  title,
  place,
  body,
  script,
}: {
  readonly visit: Visit;
  readonly title: string;
  readonly place?: Place;
  readonly body: Piece;
  /** Name of the script among the assets, where the page has one. */
  readonly script?: string;
}) {
  const { language } = visit;
  const words = WORDS[language];
  return html`${raw("<!doctype html>")}
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} — Musubi</title>
    <link rel="stylesheet" href="/assets/console.css" />
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    ${script ? html`<script type="module" src="/assets/${script}"></script>` : ""}
  </head>
  <body>
    <a class="skip" href="#main">${words.skip}</a>
    <header class="top">
      <a class="brand" href="/">Musubi <span lang="ja">結び</span></a>
      <nav aria-label="${words.menu}">${links(visit, place)}</nav>
      <div class="who">${who(visit)} · <a href="/language?to=${other(language)}" lang="${other(language)}">${words.other}</a></div>
    </header>
    ${body}
  </body>
</html>`;
}

function links({ actor, language }: Visit, place: Place | undefined) {
  const isStaff = OFFICE.has(actor.role);
  const shown = PLACES.filter(({ path }) => isStaff || path === "/");
  return html`<ul>${shown.map(
    (each) =>
      html`<li><a href="${each.path}" ${each.path === place ? raw('aria-current="page"') : ""}>${each[language]}</a></li>`,
  )}</ul>`;
}

function who({ actor, isLocal, language, csrf }: Visit) {
  const words = WORDS[language];
  if (isLocal) return words.local;
  return html`${actor.id}（${ROLES[actor.role][language]}）
    <form method="post" action="/sign-out"><input type="hidden" name="csrf" value="${csrf}" /><button>${words.out}</button></form>`;
}

function other(language: Language): Language {
  return language === "ja" ? "en" : "ja";
}

/** A page with nothing but a message. */
export function messagePage(
  visit: Visit,
  {
    title,
    text,
    kind = "bad",
  }: { readonly title: string; readonly text: string; readonly kind?: "good" | "bad" },
) {
  return page({
    visit,
    title,
    body: html`<main id="main" class="audit"><h1>${title}</h1><p class="notice ${kind}" role="alert">${text}</p></main>`,
  });
}
