import { html } from "hono/html";
import { CONFIDENTIALITIES, ORGANISATION_TYPES, SEED_TYPES } from "../../ledger/vocabulary.ts";
import { isSeed, type Organisation, type Seed, STATUS_LABELS } from "../../partners/records.ts";
import { japanDay } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { auditPage, facts, field, option, panel } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { type Citing, citingPanel, listTabs } from "./cards-parts.ts";
import { pager } from "./lists.ts";
import { type Fields, PAGE_SIZE } from "./query.ts";
import {
  isChosen,
  nameOf,
  type RegisterRow,
  type RegisterStatus,
  statusOf,
} from "./register-rows.ts";
import { REGISTER_WORDS } from "./register-words.ts";

const PATH = "/audit/register";

/** The page of a record by its id. */
export function registerLink(key: string, name: string): Piece {
  return html`<a href="${PATH}/${encodeURIComponent(key)}">${name}</a>`;
}

/** Organisations with their seeds, as far as the role may see them, by their ids. */
export function registerPage(
  visit: Visit,
  {
    rows,
    fields,
    page,
  }: { readonly rows: readonly RegisterRow[]; readonly fields: Fields; readonly page: number },
) {
  const { language } = visit;
  const words = REGISTER_WORDS[language];
  const today = japanDay(visit.now);
  const found = rows.filter((row) => isChosen(row, fields, today));
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return auditPage(visit, {
    title: words.title,
    about: words.about,
    place: "/audit/cards",
    body: html`${listTabs("register", language)}
      <section class="panel" aria-label="${words.filter}">${filterForm(rows, fields, language)}</section>
      <section class="panel">
        ${shown.length === 0 ? html`<p class="empty">${rows.length === 0 ? words.empty : words.none}</p>` : table(shown, today, language)}
        ${pager(PATH, { fields, page, total: found.length, language })}
      </section>`,
  });
}

function filterForm(rows: readonly RegisterRow[], fields: Fields, language: Language): Piece {
  const words = REGISTER_WORDS[language];
  const choice = (name: string, label: string, values: readonly (readonly [string, string])[]) =>
    field(
      label,
      html`<select name="${name}">${option("", words.any, fields[name])}${values.map(([value, text]) => option(value, text, fields[name]))}</select>`,
    );
  const labelled = (labels: Readonly<Record<string, { readonly [L in Language]: string }>>) =>
    Object.entries(labels).map(([value, label]) => [value, label[language]] as const);
  const regions = [...new Set(rows.map(({ holder }) => holder.prefecture ?? ""))];
  return html`<form class="filter" method="get" action="${PATH}">
    ${choice("what", words.what, [
      ["organisation", words.organisation],
      ["seed", words.seed],
    ])}
    ${choice("status", words.status, [...labelled(STATUS_LABELS), ["expired", words.expired]])}
    ${choice("disclosure", words.disclosure, labelled(CONFIDENTIALITIES))}
    ${choice(
      "region",
      words.region,
      regions
        .filter((region) => region !== "")
        .sort()
        .map((region) => [region, region]),
    )}
    ${field(words.search, html`<input type="text" name="q" value="${fields["q"] ?? ""}" />`)}
    <button>${words.show}</button></form>`;
}

function table(rows: readonly RegisterRow[], today: string, language: Language): Piece {
  const words = REGISTER_WORDS[language];
  const titles = [
    ...[words.name, words.what, words.holder, words.status],
    ...[words.asOf, words.disclosure, words.region],
  ];
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.about}"><table class="cards">
    <thead><tr>${titles.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ({ record, holder }) => html`<tr>
        <th scope="row" data-label="${words.name}">${registerLink(record.key, nameOf(record))}</th>
        <td data-label="${words.what}">${kindOf(record, language)}</td>
        <td data-label="${words.holder}">${isSeed(record) ? registerLink(holder.key, holder.name) : ""}</td>
        <td data-label="${words.status}">${statusBadge(statusOf(record, today), language)}</td>
        <td data-label="${words.asOf}">${record.asOf}</td>
        <td data-label="${words.disclosure}">${CONFIDENTIALITIES[record.disclosure][language]}</td>
        <td data-label="${words.region}">${holder.prefecture ?? ""}</td>
      </tr>`,
    )}</tbody></table></div>`;
}

function kindOf(record: Organisation | Seed, language: Language): string {
  return isSeed(record)
    ? `${REGISTER_WORDS[language].seed}: ${SEED_TYPES[record.type][language]}`
    : ORGANISATION_TYPES[record.type][language];
}

function statusBadge(status: RegisterStatus, language: Language): Piece {
  const text =
    status === "expired" ? REGISTER_WORDS[language].expired : STATUS_LABELS[status][language];
  return html`<span class="state ${status === "active" ? "won" : "over"}">${text}</span>`;
}

export interface RecordView extends RegisterRow {
  /** Of an organisation, those that may be seen. */
  readonly seeds: readonly Seed[];
  readonly citing: Citing;
}

/** A record of the register, and what has to do with it. */
export function recordPage(visit: Visit, { record, holder, seeds, citing }: RecordView) {
  const { language } = visit;
  const words = REGISTER_WORDS[language];
  const today = japanDay(visit.now);
  const own = isSeed(record)
    ? factsOfSeed(record, holder, language)
    : factsOfHolder(record, language);
  return auditPage(visit, {
    title: nameOf(record),
    about: kindOf(record, language),
    place: "/audit/cards",
    body: html`${listTabs("register", language)}
      <section class="panel" aria-label="${nameOf(record)}">${facts([
        [words.status, statusBadge(statusOf(record, today), language)],
        [words.asOf, record.asOf],
        [words.expiresOn, record.expiresOn],
        [words.disclosure, CONFIDENTIALITIES[record.disclosure][language]],
        [words.id, html`<code>${record.key}</code>`],
        ...own,
      ])}</section>
      ${record.description ? panel(words.says, html`<p lang="ja">${record.description}</p>`) : ""}
      ${isSeed(record) ? "" : panel(words.seeds, seedList(seeds, today, language))}
      ${citingPanel(citing, language)}`,
  });
}

type Facts = Parameters<typeof facts>[0];

function factsOfHolder(organisation: Organisation, language: Language): Facts {
  const words = REGISTER_WORDS[language];
  const { kana, aliases, prefecture, municipality, fields, employees, url } = organisation;
  return [
    [words.kana, kana],
    [words.aliases, aliases.join("、")],
    [words.place, [prefecture, municipality].filter(Boolean).join("")],
    [words.fields, fields.join("、")],
    [words.employees, employees],
    // As text: nobody has looked at where it leads.
    [words.url, url],
  ];
}

function factsOfSeed(seed: Seed, holder: Organisation, language: Language): Facts {
  const words = REGISTER_WORDS[language];
  return [
    [words.holder, registerLink(holder.key, holder.name)],
    [words.region, holder.prefecture],
    [words.keywords, seed.keywords.join("、")],
    [words.conditions, seed.conditions],
    [words.availability, seed.availability],
  ];
}

function seedList(seeds: readonly Seed[], today: string, language: Language): Piece {
  const words = REGISTER_WORDS[language];
  if (seeds.length === 0) return html`<p class="empty">${words.noSeeds}</p>`;
  return html`<ul>${seeds.map(
    (seed) =>
      html`<li>${registerLink(seed.key, seed.title)} <small>${kindOf(seed, language)}</small> ${statusBadge(statusOf(seed, today), language)}</li>`,
  )}</ul>`;
}
