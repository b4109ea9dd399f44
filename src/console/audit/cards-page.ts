import { html } from "hono/html";
import type { Card } from "../../corpus/card.ts";
import { STANDINGS } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { auditPage, facts, field, option, panel } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { type Citing, citingPanel, listTabs } from "./cards-parts.ts";
import { pager } from "./lists.ts";
import { type Fields, PAGE_SIZE } from "./query.ts";

const PATH = "/audit/cards";

const KINDS = {
  ja: {
    scheme: "制度",
    programme: "施策",
    organisation: "機関",
    seed: "シーズ",
    case: "事例",
    process: "進め方",
    "region-type": "地域の型",
    region: "地域",
    indicator: "指標",
    siting: "立地",
    measure: "取組",
    conflict: "資料の食い違い",
    "standard-answer": "標準回答",
  },
  en: {
    scheme: "scheme",
    programme: "programme",
    organisation: "organisation",
    seed: "seed",
    case: "case",
    process: "process",
    "region-type": "type of region",
    region: "region",
    indicator: "indicator",
    siting: "siting",
    measure: "measure",
    conflict: "conflict of sources",
    "standard-answer": "standard answer",
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<Card["head"]["kind"], string>>>>;

const WORDS = {
  ja: {
    title: "カード",
    about: "答えと候補のもとになる資料のカード",
    kind: "種類",
    status: "現況",
    search: "名称・キーワード",
    any: "すべて",
    show: "表示",
    filter: "絞り込み",
    name: "名称",
    area: "地域",
    asOf: "時点",
    none: "条件に合うカードはありません。",
    file: "ファイル",
    aliases: "別名",
    english: "英語名",
    keywords: "キーワード",
    statements: "書いてあること",
    related: "関連するカード",
    where: "出典の場所",
  },
  en: {
    title: "Cards",
    about: "what answers and candidates rest on",
    kind: "Kind",
    status: "Status",
    search: "Name, keyword",
    any: "any",
    show: "Show",
    filter: "Filter",
    name: "Name",
    area: "Region",
    asOf: "As of",
    none: "No card is like that.",
    file: "File",
    aliases: "Other names",
    english: "English name",
    keywords: "Keywords",
    statements: "What it says",
    related: "Related cards",
    where: "Place in the source",
  },
} as const;

/** Cards by kind, status and words, by their names. */
export function cardsPage(
  visit: Visit,
  {
    cards,
    fields,
    page,
  }: { readonly cards: readonly Card[]; readonly fields: Fields; readonly page: number },
) {
  const { language } = visit;
  const words = WORDS[language];
  const kinds = [...new Set(cards.map(({ head }) => head.kind))];
  const statuses = [...new Set(cards.map(({ head }) => head.status))];
  const found = cards.filter((card) => isWanted(card, fields));
  const rows = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return auditPage(visit, {
    title: words.title,
    about: words.about,
    place: PATH,
    body: html`${listTabs("cards", language)}<section class="panel" aria-label="${words.filter}"><form class="filter" method="get" action="${PATH}">
        ${field(words.kind, html`<select name="kind">${option("", words.any, fields["kind"])}${kinds.map((kind) => option(kind, KINDS[language][kind], fields["kind"]))}</select>`)}
        ${field(words.status, html`<select name="status">${option("", words.any, fields["status"])}${statuses.map((status) => option(status, STANDINGS[status][language], fields["status"]))}</select>`)}
        ${field(words.search, html`<input type="text" name="q" value="${fields["q"] ?? ""}" />`)}
        <button>${words.show}</button></form></section>
      <section class="panel">
        ${rows.length === 0 ? html`<p class="empty">${words.none}</p>` : table(rows, language)}
        ${pager(PATH, { fields, page, total: found.length, language })}
      </section>`,
  });
}

function isWanted({ head, id }: Card, { kind, status, q }: Fields): boolean {
  if (kind !== undefined && head.kind !== kind) return false;
  if (status !== undefined && head.status !== status) return false;
  if (q === undefined) return true;
  const wanted = q.normalize("NFKC").toLowerCase();
  const texts = [id, head.name, head.nameEn, ...head.aliases, ...head.keywords];
  return texts.some((text) => text.normalize("NFKC").toLowerCase().includes(wanted));
}

function table(cards: readonly Card[], language: Language): Piece {
  const words = WORDS[language];
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.about}"><table class="cards">
    <thead><tr>${[words.name, words.kind, words.status, words.asOf, words.area].map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${cards.map(
      ({ id, head }) => html`<tr>
        <th scope="row" data-label="${words.name}"><a href="${PATH}/${id}">${language === "ja" ? head.name : head.nameEn}</a></th>
        <td data-label="${words.kind}">${KINDS[language][head.kind]}</td>
        <td data-label="${words.status}">${statusBadge(head.status, language)}</td>
        <td data-label="${words.asOf}">${head.asOf.text}</td>
        <td data-label="${words.area}">${head.area.join("・")}</td>
      </tr>`,
    )}</tbody></table></div>`;
}

function statusBadge(status: Card["head"]["status"], language: Language): Piece {
  return html`<span class="state ${status === "open" ? "won" : "over"}">${STANDINGS[status][language]}</span>`;
}

export interface CardView {
  readonly card: Card;
  readonly related: readonly Card[];
  readonly citing: Citing;
}

/** A card with what it says, and what cites it. */
export function cardPage(visit: Visit, { card, related, citing }: CardView) {
  const { language } = visit;
  const words = WORDS[language];
  const { head } = card;
  return auditPage(visit, {
    title: language === "ja" ? head.name : head.nameEn,
    about: KINDS[language][head.kind],
    place: PATH,
    body: html`${listTabs("cards", language)}<section class="panel" aria-label="${head.name}">${facts(
      [
        [words.status, statusBadge(head.status, language)],
        [words.asOf, head.asOf.text],
        [words.area, head.area.join("・")],
        [
          language === "ja" ? words.english : words.name,
          language === "ja" ? head.nameEn : head.name,
        ],
        [words.aliases, head.aliases.join("、")],
        [words.keywords, head.keywords.join("、")],
        [words.file, html`<code>${card.path}</code>`],
        [
          words.related,
          related.length === 0
            ? undefined
            : html`${related.map((each) => html`<div><a href="${PATH}/${each.id}">${each.head.name}</a></div>`)}`,
        ],
      ],
    )}</section>
    ${panel(words.statements, statements(card, language))}
    ${citingPanel(citing, language)}`,
  });
}

function statements({ statements: all }: Card, language: Language): Piece {
  return html`<ul class="evidence">${all.map(
    ({ heading, text, en, locators }) => html`<li><h3>${heading}</h3>
      <div lang="ja">${text}</div>${language === "en" && en ? html`<div lang="en">${en}</div>` : ""}
      <span class="where">${locators.map(({ source, page, section }) => [source, page === undefined ? "" : `p.${page}`, section].filter(Boolean).join(" ")).join("、")}</span></li>`,
  )}</ul>`;
}
