import { html } from "hono/html";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { csrfField, field, number } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { address, type Fields, PAGE_SIZE } from "./query.ts";

const WORDS = {
  ja: {
    period: "期間",
    example: "例: 今年度、2026Q3",
    periods: ["今年度", "前年度", "今四半期", "前四半期", "今月", "先月", "全期間"],
    bad: (text: string) =>
      `「${text}」は期間として読めません。今年度、2026年度、2026Q3、2026-11、2026-04-01..2026-09-30 のように書いてください。全期間を示しています。`,
    of: (from: number, to: number, total: number) =>
      total === 0 ? "0件" : `${number(total)}件のうち ${number(from)}〜${number(to)}件目`,
    pages: "ページ送り",
    first: "最初",
    before: "前",
    next: "次",
    last: "最後",
    page: (page: number, pages: number) => `${number(page)} / ${number(pages)}ページ`,
    export: "この絞り込みで書き出す",
    exported: "書き出しは、だれが何件書き出したかを台帳に記録します。",
  },
  en: {
    period: "Period",
    example: "今年度, 2026Q3, 2026-11",
    periods: ["今年度", "前年度", "今四半期", "前四半期", "今月", "先月", "全期間"],
    bad: (text: string) =>
      `"${text}" cannot be read as a period. Write 2026年度, 2026Q3, 2026-11 or 2026-04-01..2026-09-30. All time is shown.`,
    of: (from: number, to: number, total: number) =>
      total === 0 ? "none" : `${number(from)} to ${number(to)} of ${number(total)}`,
    pages: "Pages",
    first: "First",
    before: "Before",
    next: "Next",
    last: "Last",
    page: (page: number, pages: number) => `page ${number(page)} of ${number(pages)}`,
    export: "Export these rows",
    exported: "Who exported how many rows goes on record.",
  },
} as const;

export function periodField(value: string | undefined, language: Language): Piece {
  const words = WORDS[language];
  return html`${field(words.period, html`<input type="text" name="period" list="periods" value="${value ?? ""}" placeholder="${words.example}" autocomplete="off" />`)}
    <datalist id="periods">${words.periods.map((each) => html`<option value="${each}"></option>`)}</datalist>`;
}

export function badPeriodText(text: string, language: Language): string {
  return WORDS[language].bad(text);
}

/** How many rows there are, and the ways to the other pages. */
export function pager(
  path: string,
  {
    fields,
    page,
    total,
    language,
  }: {
    readonly fields: Fields;
    readonly page: number;
    readonly total: number;
    readonly language: Language;
  },
): Piece {
  const words = WORDS[language];
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const from = (page - 1) * PAGE_SIZE + 1;
  const way = (label: string, to: number) =>
    to < 1 || to > pages || to === page
      ? html`<span class="note">${label}</span>`
      : html`<a href="${address(path, fields, { page: String(to) })}">${label}</a>`;
  return html`<nav class="pages" aria-label="${words.pages}">
    <span>${words.of(Math.min(from, total), Math.min(from + PAGE_SIZE - 1, total), total)}</span>
    ${way(words.first, 1)} ${way(words.before, page - 1)}
    <span>${words.page(Math.min(page, pages), pages)}</span>
    ${way(words.next, page + 1)} ${way(words.last, pages)}
  </nav>`;
}

/** Buttons that export what the list shows, all pages of it. */
export function exportForm(kind: string, fields: Fields, visit: Visit): Piece {
  const words = WORDS[visit.language];
  const { page: _, sort: __, way: ___, ...rest } = fields;
  return html`<form class="deeds" method="post" action="/audit/export/${kind}">
    ${csrfField(visit)}
    ${Object.entries(rest).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <span>${words.export}:</span>
    ${["csv", "xlsx", "jsonl"].map((format) => html`<button class="plain" name="format" value="${format}">${format.toUpperCase()}</button>`)}
    <span class="note">${words.exported}</span>
  </form>`;
}

/** A heading that sorts by its column, and says how it is sorted. */
export function sortHeading(
  {
    path,
    fields,
    order,
    isDescending,
  }: {
    readonly path: string;
    readonly fields: Fields;
    readonly order: string;
    readonly isDescending: boolean;
  },
  {
    by,
    label,
    isNumber = false,
  }: { readonly by: string; readonly label: string; readonly isNumber?: boolean },
): Piece {
  const isHere = by === order;
  const way = isHere && !isDescending ? "down" : "up";
  const sorted = isHere ? (isDescending ? "descending" : "ascending") : "none";
  const sign = isHere ? (isDescending ? " ▾" : " ▴") : "";
  return html`<th scope="col" aria-sort="${sorted}" class="${isNumber ? "number" : ""}"><a href="${address(path, fields, { sort: by, way, page: "" })}">${label}${sign}</a></th>`;
}
