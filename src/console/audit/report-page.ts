import { html } from "hono/html";
import type { LedgerReport } from "../../reports/ledger-report.ts";
import { reportAsText } from "../../reports/report-as-text.ts";
import type { Piece } from "../page.ts";
import { auditPage, notice } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { badPeriodText, periodField } from "./lists.ts";
import type { Fields } from "./query.ts";

const WORDS = {
  ja: {
    title: "報告書",
    show: "表示",
    print: "ブラウザーの印刷（Ctrl+P）で、このまま紙やPDFになります。",
    filter: "期間を選ぶ",
  },
  en: {
    title: "Report",
    show: "Show",
    print: "Print this page (Ctrl+P) for paper or PDF.",
    filter: "Choose a period",
  },
} as const;

/** The report of a period, to be printed: what `ledger report` says. */
export function reportPage(
  visit: Visit,
  {
    report,
    fields,
    badPeriod,
  }: {
    readonly report: LedgerReport;
    readonly fields: Fields;
    readonly badPeriod?: string | undefined;
  },
) {
  const { language } = visit;
  const words = WORDS[language];
  const [title = "", ...lines] = reportAsText(report, language);
  return auditPage(visit, {
    title: words.title,
    place: "/audit/report",
    notice: badPeriod === undefined ? "" : notice(badPeriodText(badPeriod, language), "bad"),
    body: html`<form class="filter panel" method="get" action="/audit/report" aria-label="${words.filter}">
        ${periodField(fields["period"] ?? "今年度", language)}<button>${words.show}</button><span class="note">${words.print}</span></form>
      <article class="panel report"><h2>${title}</h2>${sections(lines)}</article>`,
  });
}

/** Lines that are indented on a terminal are items under the line before them. */
function sections(lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let items: string[] = [];
  const close = () => {
    if (items.length > 0)
      pieces.push(html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`);
    items = [];
  };
  for (const line of lines) {
    if (line.startsWith("  ")) items.push(line.trim());
    else {
      close();
      if (line.trim() !== "") pieces.push(html`<p class="section">${line}</p>`);
    }
  }
  close();
  return pieces;
}
