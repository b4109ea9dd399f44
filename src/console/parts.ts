import { html, raw } from "hono/html";
import type { Match } from "../ledger/records.ts";
import { STATES, type State } from "../ledger/states.ts";
import { isIntroduced, isLive } from "../ledger/transitions.ts";
import type { Language } from "../text/language.ts";
import { type Piece, type Place, page } from "./page.ts";
import type { Visit } from "./visit.ts";

/** A page for staff: a title, what it is about, and panels. */
export function auditPage(
  visit: Visit,
  {
    title,
    about = "",
    place,
    notice,
    body,
    script,
  }: {
    readonly title: string;
    readonly about?: string;
    readonly place: Place;
    /** What was just done, or could not be. */
    readonly notice?: Piece | "" | undefined;
    readonly body: Piece;
    readonly script?: string;
  },
) {
  return page({
    visit,
    title,
    place,
    ...(script && { script }),
    body: html`<main id="main" class="audit">
      <h1>${title}${about === "" ? "" : html`<small>${about}</small>`}</h1>
      ${notice ?? ""}
      ${body}
    </main>`,
  });
}

export function panel(title: string, body: Piece | readonly Piece[], id?: string): Piece {
  return html`<section class="panel"${id ? html` id="${id}"` : ""}><h2>${title}</h2>${body}</section>`;
}

export function notice(text: string | Piece, kind: "good" | "bad" | "" = ""): Piece {
  return html`<p class="notice ${kind}" role="${kind === "bad" ? "alert" : "status"}">${text}</p>`;
}

/** Names and values beside one another; what is not known is left out. */
export function facts(
  pairs: readonly (readonly [name: string, value: Piece | string | number | undefined])[],
): Piece {
  const known = pairs.filter(([, value]) => value !== undefined && value !== "");
  return html`<dl class="facts">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

type TableCell = readonly [value: Piece | string | number, look?: string];

/**
 * A table whose rows become cards on a phone, with the name of each column before its value. The first
 * cell heads its row.
 */
export function foldedTable(
  label: string,
  columns: readonly string[],
  rows: readonly (readonly TableCell[])[],
): Piece {
  const cells = ([[head, look = ""] = [""], ...rest]: readonly TableCell[]) =>
    html`<th scope="row" class="${look}" data-label="${columns[0]}">${head}</th>${rest.map(
      ([value, of = ""], i) => html`<td class="${of}" data-label="${columns[i + 1]}">${value}</td>`,
    )}`;
  return html`<div class="wide" role="region" tabindex="0" aria-label="${label}"><table class="folded">
    <thead><tr>${columns.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`;
}

/** Where a match stands: before the introduction, after it, at a good end, at another. */
export function phaseOf(match: Pick<Match, "state" | "heldFrom">): "" | "on" | "won" | "over" {
  const { state } = match;
  if (state === "deal" || state === "commercialised") return "won";
  if (!isLive(state)) return "over";
  return isIntroduced(match) ? "on" : "";
}

export function stateChip(
  match: { readonly state: State; readonly heldFrom?: State },
  language: Language,
): Piece {
  return html`<span class="state ${phaseOf(match)}">${STATES[match.state][language]}</span>`;
}

/** A hidden field that shows that a form is ours. */
export function csrfField({ csrf }: Visit): Piece {
  return html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

export function option(value: string, label: string, chosen: string | undefined): Piece {
  return html`<option value="${value}" ${value === (chosen ?? "") ? raw("selected") : ""}>${label}</option>`;
}

/** A field with its name above it. */
export function field(name: string, control: Piece): Piece {
  return html`<label class="field"><span>${name}</span>${control}</label>`;
}

/** A share as a bar; widths are attributes, as styles may not stand in a page. */
export function meter(share: number, label: string): Piece {
  const width = Math.max(0, Math.min(100, share * 100)).toFixed(1);
  return html`<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="${label}"><rect width="100" height="6"></rect><rect width="${width}" height="6"></rect></svg>`;
}

/** A link to a record by its number, where there is a page of it. */
export function recordLink(id: string): Piece | string {
  if (/^M-\d+$/u.test(id)) return html`<a class="fixed" href="/audit/matches/${id}">${id}</a>`;
  if (/^A-\d+$/u.test(id)) return html`<a class="fixed" href="/audit/questions/${id}">${id}</a>`;
  return id;
}

export function number(value: number): string {
  return value.toLocaleString("ja-JP");
}
