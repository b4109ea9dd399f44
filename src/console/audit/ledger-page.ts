import { html, raw } from "hono/html";
import type { Ledger, Listed, MatchRow } from "../../ledger/ledger.ts";
import { STATES } from "../../ledger/states.ts";
import { isLive } from "../../ledger/transitions.ts";
import { FINDING_CODES } from "../../ledger/vocabulary.ts";
import { japanDay } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { auditPage, field, notice, option, stateChip } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { badPeriodText, exportForm, pager, periodField, sortHeading } from "./lists.ts";
import type { LedgerQuery } from "./query.ts";

const PATH = "/audit/ledger";
type Facets = Awaited<ReturnType<Ledger["facets"]>>;

const WORDS = {
  ja: {
    title: "台帳",
    about: "マッチングの一覧",
    filter: "絞り込み",
    state: "段階",
    coordinator: "担当",
    region: "地域",
    scheme: "制度",
    finding: "監査所見",
    noFinding: "未監査",
    words: "番号・相手先",
    overdue: "期限超過のみ",
    any: "すべて",
    show: "表示",
    clear: "条件を消す",
    number: "番号",
    need: "ニーズ",
    partner: "相手先・シーズ",
    next: "次の行動",
    due: "期限",
    score: "点数",
    registered: "登録日",
    none: "条件に合うマッチングはありません。条件をゆるめてください。",
    empty:
      "マッチングはまだありません。相談の画面かSlackでニーズを登録し、候補を記録すると、ここに並びます。",
  },
  en: {
    title: "Ledger",
    about: "matches",
    filter: "Filter",
    state: "State",
    coordinator: "Coordinator",
    region: "Region",
    scheme: "Scheme",
    finding: "Finding",
    noFinding: "not reviewed",
    words: "Number, partner",
    overdue: "Overdue only",
    any: "any",
    show: "Show",
    clear: "Clear",
    number: "No.",
    need: "Need",
    partner: "Partner, seed",
    next: "Next",
    due: "Due",
    score: "Score",
    registered: "Registered",
    none: "No match is like that. Loosen the filter.",
    empty:
      "There is no match yet. Register a need on the chat page or in Slack and record a candidate.",
  },
} as const;

/** The list of matches: filtered, sorted and cut into pages by the ledger. */
export function ledgerPage(
  visit: Visit,
  {
    query,
    listed,
    facets,
  }: { readonly query: LedgerQuery; readonly listed: Listed<MatchRow>; readonly facets: Facets },
) {
  const { language } = visit;
  const words = WORDS[language];
  const { fields, page, badPeriod } = query;
  const isFiltered = Object.keys(fields).some((name) => !["page", "sort", "way"].includes(name));
  const { total, rows } = listed;
  const empty = html`<p class="empty">${isFiltered ? words.none : words.empty}</p>`;
  return auditPage(visit, {
    title: words.title,
    about: words.about,
    place: PATH,
    notice: badPeriod === undefined ? "" : notice(badPeriodText(badPeriod, language), "bad"),
    body: html`<section class="panel" aria-label="${words.filter}">${filterForm(query, facets, language)}</section>
      <section class="panel">
        ${rows.length === 0 ? empty : table(rows, query, { language, today: japanDay(visit.now) })}
        ${pager(PATH, { fields, page, total, language })}
        ${total === 0 ? "" : exportForm("matches", fields, visit)}
      </section>`,
  });
}

function filterForm({ fields }: LedgerQuery, facets: Facets, language: Language): Piece {
  const words = WORDS[language];
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    field(
      label,
      html`<select name="${name}">${option("", words.any, fields[name])}${options.map(([value, text]) => option(value, text, fields[name]))}</select>`,
    );
  const same = (values: readonly string[]) => values.map((value) => [value, value] as const);
  const labelled = (table: Readonly<Record<string, Readonly<Record<Language, string>>>>) =>
    Object.entries(table).map(([code, label]) => [code, label[language]] as const);
  return html`<form class="filter" method="get" action="${PATH}">
    ${periodField(fields["period"], language)}
    ${choice("state", words.state, labelled(STATES))}
    ${choice("coordinator", words.coordinator, same(facets.coordinators))}
    ${choice("region", words.region, same(facets.regions))}
    ${choice(
      "scheme",
      words.scheme,
      facets.schemes.map(({ id, name }) => [id, name]),
    )}
    ${choice("finding", words.finding, [["none", words.noFinding], ...labelled(FINDING_CODES)])}
    ${field(words.words, html`<input type="text" name="q" value="${fields["q"] ?? ""}" />`)}
    <label class="check"><input type="checkbox" name="overdue" value="1" ${fields["overdue"] ? raw("checked") : ""} /> ${words.overdue}</label>
    <button>${words.show}</button>
    <a href="${PATH}">${words.clear}</a>
  </form>`;
}

function table(
  rows: readonly MatchRow[],
  { fields, paging: { order, isDescending } }: LedgerQuery,
  view: { readonly language: Language; readonly today: string },
): Piece {
  const words = WORDS[view.language];
  const sorted = { path: PATH, fields, order, isDescending };
  const heading = (by: string, label: string, isNumber = false) =>
    sortHeading(sorted, { by, label, isNumber });
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.about}"><table class="cards">
    <thead><tr>
      ${heading("number", words.number)}
      <th scope="col">${words.need}</th>
      ${heading("partner", words.partner)}
      ${heading("state", words.state)}
      <th scope="col">${words.region}</th>
      ${heading("coordinator", words.coordinator)}
      <th scope="col">${words.next}</th>
      ${heading("due", words.due)}
      ${heading("score", words.score, true)}
      <th scope="col">${words.finding}</th>
      <th scope="col">${words.registered}</th>
    </tr></thead>
    <tbody>${rows.map((row) => line(row, view))}</tbody>
  </table></div>`;
}

function line(
  { match, need, finding }: MatchRow,
  { language, today }: { readonly language: Language; readonly today: string },
): Piece {
  const words = WORDS[language];
  const { id, partner, seed, coordinator, nextAction, nextActionDue, score, createdAt } = match;
  const isLate = isLive(match.state) && nextActionDue < today;
  const code =
    finding &&
    html`<span class="state ${finding === "proper" ? "won" : "bad"}">${FINDING_CODES[finding][language]}</span>`;
  return html`<tr>
    <th scope="row" data-label="${words.number}"><a class="fixed" href="/audit/matches/${id}">${id}</a></th>
    <td class="text" data-label="${words.need}">${need?.summary ?? match.need}</td>
    <td data-label="${words.partner}"><span>${partner.name}${seed === undefined ? "" : html`<br /><small>${seed}</small>`}</span></td>
    <td data-label="${words.state}">${stateChip(match, language)}</td>
    <td class="fixed" data-label="${words.region}">${need?.region ?? ""}</td>
    <td data-label="${words.coordinator}">${coordinator}</td>
    <td data-label="${words.next}">${nextAction}</td>
    <td data-label="${words.due}" class="fixed ${isLate ? "late" : ""}">${nextActionDue}</td>
    <td data-label="${words.score}" class="number">${score.toFixed(2)}</td>
    <td data-label="${words.finding}">${code ?? ""}</td>
    <td data-label="${words.registered}" class="fixed">${japanDay(new Date(createdAt))}</td>
  </tr>`;
}
