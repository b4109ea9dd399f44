import { html } from "hono/html";
import type { Listed, MatchRow } from "../../ledger/ledger.ts";
import { may } from "../../ledger/permissions.ts";
import { STATES } from "../../ledger/states.ts";
import { INDICATORS_SOURCE, type Indicator } from "../../reports/indicators.ts";
import type { Overview } from "../../reports/overview.ts";
import { indicatorText } from "../../reports/report-as-text.ts";
import type { Targets } from "../../reports/targets.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import {
  auditPage,
  csrfField,
  field,
  meter,
  notice,
  number,
  option,
  panel,
  recordLink,
} from "../parts.ts";
import type { Visit } from "../visit.ts";
import { lyingBars, standingBars } from "./charts.ts";
import { doubleNet } from "./double-net.ts";
import { badPeriodText, periodField } from "./lists.ts";
import { OVERVIEW_WORDS } from "./overview-words.ts";
import { address, type Fields } from "./query.ts";

/** What the overview shows. */
export interface OverviewView {
  readonly fields: Fields;
  readonly badPeriod?: string | undefined;
  readonly overview: Overview;
  readonly fiscalYear: number;
  readonly targets: Targets;
  readonly facets: {
    readonly regions: readonly string[];
    readonly coordinators: readonly string[];
  };
  /** Live matches whose next action is overdue, longest first. */
  readonly overdue: Listed<MatchRow>;
  readonly unreviewed: number;
  readonly openConsultations: number;
  /** The newest matches of the period, as the lines of the double net. */
  readonly net: Listed<MatchRow>;
  readonly isDone: boolean;
}

/** The overview: where staff begin. */
export async function overviewPage(visit: Visit, view: OverviewView) {
  const { language } = visit;
  const words = OVERVIEW_WORDS[language];
  const { overview, badPeriod } = view;
  const told =
    badPeriod === undefined
      ? view.isDone && notice(words.targetsSet, "good")
      : notice(badPeriodText(badPeriod, language), "bad");
  return auditPage(visit, {
    title: words.title,
    about: words.about(overview.query.period?.label ?? words.all, overview.asOf),
    place: "/audit",
    notice: told || "",
    body: html`<section class="panel" aria-label="${words.filter}">${filterForm(view, language)}</section>
      ${figures(view, language)}
      <div class="columns">
        <div>
          ${panel(words.indicators, indicators(visit, view))}
          ${panel(words.funnel, await funnel(overview, language))}
        </div>
        <div>
          ${panel(words.overdue, overdueList(view, language))}
          ${panel(words.months, await months(overview, language))}
          ${panel(words.times, await times(overview, language))}
        </div>
      </div>
      ${panel(words.net, net(view, language))}
      <p class="note">${words.head} <code>${overview.head.seq}:${overview.head.hash}</code></p>`,
  });
}

function filterForm({ fields, facets }: OverviewView, language: Language): Piece {
  const words = OVERVIEW_WORDS[language];
  const choice = (name: string, label: string, values: readonly string[]) =>
    field(
      label,
      html`<select name="${name}">${option("", words.any, fields[name])}${values.map((value) => option(value, value, fields[name]))}</select>`,
    );
  return html`<form class="filter" method="get" action="/audit">
    ${periodField(fields["period"] ?? "今年度", language)}
    ${choice("region", words.region, facets.regions)}
    ${choice("coordinator", words.coordinator, facets.coordinators)}
    <button>${words.show}</button>
  </form>`;
}

function figures(view: OverviewView, language: Language): Piece {
  const words = OVERVIEW_WORDS[language];
  const { fields, overview, overdue, unreviewed, openConsultations } = view;
  const figure = (value: number, label: string, href: string, isLate = false) =>
    html`<li class="${isLate && value > 0 ? "late" : ""}"><a href="${href}">${label}</a><b>${number(value)}</b></li>`;
  const ledger = (changes: Fields) =>
    address("/audit/ledger", { ...fields, period: fields["period"] ?? "今年度" }, changes);
  return html`<section class="panel" aria-label="${words.now}"><ul class="figures">
    ${figure(overview.matches, words.matches, ledger({}))}
    ${figure(overdue.total, words.overdueCount, address("/audit/ledger", { ...fields, period: "", overdue: "1", sort: "due" }), true)}
    ${figure(unreviewed, words.unreviewed, ledger({ finding: "none" }))}
    ${figure(openConsultations, words.consultations, "/audit/queue")}
  </ul></section>`;
}

function indicators(visit: Visit, view: OverviewView): Piece {
  const { language, actor } = visit;
  const words = OVERVIEW_WORDS[language];
  const { overview, targets, fiscalYear } = view;
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.indicators}"><table>
    <thead><tr><th scope="col">${words.indicator}</th><th scope="col" class="number">${words.value}</th><th scope="col" class="number">${words.target}</th><th scope="col">${words.reached}</th><th scope="col" class="number">${words.from}</th></tr></thead>
    <tbody>${overview.indicators.map((each) => indicatorLine(each, targets[each.key], language))}</tbody>
  </table></div>
  <p class="note">${words.targetsOf(fiscalYear)} ${INDICATORS_SOURCE[language]}</p>
  ${may(actor.role, "need") && actor.role !== "firm" ? targetsForm(visit, view) : ""}`;
}

function indicatorLine(
  indicator: Indicator,
  target: number | undefined,
  language: Language,
): Piece {
  const { value, from } = indicator;
  const isKnown = value !== undefined && target !== undefined && target > 0;
  const share = isKnown ? value / target : 0;
  const percent = `${Math.round(share * 100)}%`;
  return html`<tr>
    <th scope="row">${indicator[language]}</th>
    <td class="number">${indicatorText(indicator, language)}</td>
    <td class="number">${target === undefined ? "—" : targetText(indicator, target)}</td>
    <td>${isKnown ? html`${percent} ${meter(share, percent)}` : ""}</td>
    <td class="number">${number(from)}</td>
  </tr>`;
}

function targetText({ unit }: Indicator, target: number): string {
  return unit === "share" ? `${Math.round(target * 1000) / 10}%` : number(target);
}

function targetsForm(visit: Visit, { overview, targets, fiscalYear }: OverviewView): Piece {
  const { language } = visit;
  const words = OVERVIEW_WORDS[language];
  const shown = ({ unit, key }: Indicator) => {
    const target = targets[key];
    if (target === undefined) return "";
    return String(unit === "share" ? Math.round(target * 1000) / 10 : target);
  };
  return html`<details><summary>${words.setTargets(fiscalYear)}</summary>
    <form class="stack" method="post" action="/audit/targets">
      ${csrfField(visit)}<input type="hidden" name="year" value="${fiscalYear}" />
      <div class="filter">${overview.indicators.map((each) =>
        field(
          `${each[language]}${each.unit === "share" ? "（%）" : ""}`,
          html`<input type="number" name="${each.key}" min="0" step="any" value="${shown(each)}" />`,
        ),
      )}</div>
      <div><button>${words.save}</button> <span class="note">${words.targetsNote}</span></div>
    </form></details>`;
}

function overdueList({ overdue, fields }: OverviewView, language: Language): Piece {
  const words = OVERVIEW_WORDS[language];
  if (overdue.total === 0) return html`<p class="empty">${words.nothingOverdue}</p>`;
  const all = address("/audit/ledger", { ...fields, period: "", overdue: "1", sort: "due" });
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.overdue}"><table>
    <thead><tr><th scope="col">${words.match}</th><th scope="col">${words.due}</th><th scope="col">${words.next}</th><th scope="col">${words.coordinator}</th></tr></thead>
    <tbody>${overdue.rows.map(
      ({ match }) => html`<tr>
        <th scope="row">${recordLink(match.id)}<br /><small>${match.partner.name}</small></th>
        <td class="fixed late">${match.nextActionDue}</td>
        <td>${match.nextAction}</td>
        <td>${match.coordinator}</td>
      </tr>`,
    )}</tbody>
  </table></div>
  <p><a href="${all}">${words.allOverdue(overdue.total)}</a></p>`;
}

async function funnel({ funnel: steps }: Overview, language: Language): Promise<Piece> {
  const words = OVERVIEW_WORDS[language];
  const bars = steps.map(({ state, reached, share, after }) => ({
    name: STATES[state][language],
    value: reached,
    label: `${number(reached)}${after === undefined || share === undefined ? "" : `  (${Math.round(share * 100)}%)`}`,
  }));
  return html`${await lyingBars(bars, { title: words.funnel })}<p class="note">${words.funnelNote}</p>`;
}

async function months({ months: counted }: Overview, language: Language): Promise<Piece> {
  const words = OVERVIEW_WORDS[language];
  if (counted.length === 0) return html`<p class="empty">${words.nothing}</p>`;
  const bars = counted.map(({ month, count }) => ({
    name: `${month.slice(2, 4)}/${Number(month.slice(5))}`,
    value: count,
    label: number(count),
  }));
  return standingBars(bars, { title: words.months });
}

async function times({ timeInState }: Overview, language: Language): Promise<Piece> {
  const words = OVERVIEW_WORDS[language];
  if (timeInState.length === 0) return html`<p class="empty">${words.nothing}</p>`;
  const bars = timeInState.map(({ state, stays, medianDays, p90Days }) => ({
    name: STATES[state][language],
    value: medianDays,
    label: words.days(medianDays, p90Days, number(stays)),
  }));
  return html`${await lyingBars(bars, { title: words.times, labelWidth: 190 })}<p class="note">${words.timesNote}</p>`;
}

function net({ net: { rows, total } }: OverviewView, language: Language): Piece {
  const words = OVERVIEW_WORDS[language];
  if (rows.length === 0) return html`<p class="empty">${words.nothing}</p>`;
  return html`${doubleNet(rows, language)}<p class="note">${words.netNote(rows.length, total)}</p>`;
}
