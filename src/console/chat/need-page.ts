import { html } from "hono/html";
import { tokensTold } from "../../answers/answer-labels.ts";
import type { NeedDraft } from "../../desk/draft-need.ts";
import { needFacts, PROPOSALS } from "../../desk/need-on-record.ts";
import { OFFICE } from "../../ledger/permissions.ts";
import type { Match, Need } from "../../ledger/records.ts";
import { ANONYMITIES, CLOSE_REASONS, CONFIDENTIALITIES } from "../../ledger/vocabulary.ts";
import type { Suggestion, Suggestions } from "../../matching/suggestion.ts";
import type { Piece } from "../page.ts";
import { page } from "../page.ts";
import { csrfField, facts, field, notice, option, panel, recordLink, stateChip } from "../parts.ts";
import type { Visit } from "../visit.ts";
import { LONGEST_NEED } from "./need-values.ts";
import { NEED_WORDS } from "./need-words.ts";
import { partnerCard } from "./partner-cards.ts";

type Fields = Readonly<Record<string, string>>;

function needPageOf(
  visit: Visit,
  {
    title,
    told,
    body,
  }: { readonly title: string; readonly told?: Piece | "" | undefined; readonly body: Piece },
) {
  return page({
    visit,
    title,
    place: "/",
    body: html`<main id="main" class="audit narrow"><h1>${title}</h1>${told ?? ""}${body}</main>`,
  });
}

/** The form in which a need is written. Nothing is kept before a person has seen what would be. */
export function needFormPage(visit: Visit, fields: Fields, complaints: readonly string[] = []) {
  const words = NEED_WORDS[visit.language];
  return needPageOf(visit, {
    title: words.title,
    told:
      complaints.length > 0
        ? notice(html`${complaints.map((each) => html`<span>${each}<br /></span>`)}`, "bad")
        : "",
    body: html`<form class="panel stack" method="post" action="/need">${csrfField(visit)}${inputs(visit, fields)}
      <div><button>${words.preview}</button> <span class="note">${words.nothingYet}</span></div></form>`,
  });
}

function inputs({ language }: Visit, fields: Fields): Piece {
  const words = NEED_WORDS[language];
  const choice = (
    name: string,
    table: typeof ANONYMITIES | typeof CONFIDENTIALITIES,
    usual: string,
  ) =>
    html`<select name="${name}">${Object.entries(table).map(([code, label]) => option(code, label[language], fields[name] ?? usual))}</select>`;
  return html`${field(words.text, html`<textarea name="text" rows="5" required maxlength="${LONGEST_NEED}">${fields["text"] ?? ""}</textarea>`)}
    ${field(words.organisation, html`<input type="text" name="organisation" value="${fields["organisation"] ?? ""}" maxlength="200" autocomplete="organization" />`)}
    ${field(words.anonymity, choice("anonymity", ANONYMITIES, "field"))}
    ${field(words.confidentiality, choice("confidentiality", CONFIDENTIALITIES, "coordinators"))}
    ${field(words.region, html`<input type="text" name="region" value="${fields["region"] ?? ""}" maxlength="40" placeholder="${words.regionHint}" />`)}
    ${field(words.until, html`<input type="date" name="until" value="${fields["until"] ?? ""}" />`)}`;
}

/** What to make of a proposal, where something was proposed, or would be if it had not been refused. */
function proposalChoice({ language }: Visit, { proposal }: NeedDraft, fields: Fields): Piece | "" {
  if (proposal === undefined && fields["proposal"] !== "refuse") return "";
  const chosen = fields["proposal"] ?? "use";
  return field(
    NEED_WORDS[language].proposal,
    html`<select name="proposal">${Object.entries(PROPOSALS).map(([code, label]) => option(code, label[language], chosen))}</select>`,
  );
}

/** That a model proposes what is shown, and for staff what that has cost. */
function proposalNote(visit: Visit, { proposal, usage }: NeedDraft): Piece {
  const told = [
    ...(proposal ? [NEED_WORDS[visit.language].proposed] : []),
    ...costTold(visit, usage),
  ];
  return html`${told.map((each) => html`<p class="note">${each}</p>`)}`;
}

/** What a language model has cost, for staff. */
function costTold({ language, actor }: Visit, usage: NeedDraft["usage"]): readonly string[] {
  return usage && OFFICE.has(actor.role) ? [tokensTold(usage, language)] : [];
}

/** What would stand on record, and who might help; registered only when that is confirmed. */
export function needPreviewPage(
  visit: Visit,
  {
    fields,
    shown,
    form,
    draft,
    isChanged,
  }: {
    readonly fields: Fields;
    readonly shown: string;
    /** Names this form: sent twice it registers one need. */
    readonly form: string;
    readonly draft: NeedDraft;
    /** Whether it was to be registered, and is not what was shown. */
    readonly isChanged: boolean;
  },
) {
  const { language } = visit;
  const words = NEED_WORDS[language];
  const { need, holdsSecret, suggestions } = draft;
  const kept = Object.entries(fields).filter(([name]) => !["csrf", "shown", "form"].includes(name));
  return needPageOf(visit, {
    title: words.confirmTitle,
    told: html`${isChanged ? notice(words.changed, "bad") : ""}${similarNotice(visit, draft)}`,
    body: html`${panel(
      words.onRecord,
      html`${facts([
        [words.summary, need.summary],
        ...needFacts(need, language),
        [words.anonymity, ANONYMITIES[need.anonymity][language]],
        [words.confidentiality, CONFIDENTIALITIES[need.confidentiality][language]],
      ])}${proposalNote(visit, draft)}${holdsSecret || need.secret ? html`<p class="note">${words.secret}</p>` : ""}
      <div class="deeds"><form method="post" action="/need/register">${csrfField(visit)}<input type="hidden" name="shown" value="${shown}" /><input type="hidden" name="form" value="${form}" />
        ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button>${words.register}</button></form></div>`,
    )}
    ${panel(words.change, html`<form class="stack" method="post" action="/need">${csrfField(visit)}${inputs(visit, fields)}${proposalChoice(visit, draft, fields)}<div><button class="plain">${words.previewAgain}</button></div></form>`)}
    <p class="note">${words.found(suggestions.partners.length)}</p>`,
  });
}

function similarNotice({ language }: Visit, { similar }: NeedDraft): Piece | "" {
  if (similar.length === 0) return "";
  const { similar: title } = NEED_WORDS[language];
  return notice(html`${title}: ${similar.map(({ id, summary }) => html`<br />${id} ${summary}`)}`);
}

export interface NeedView {
  readonly need: Need;
  readonly suggestions: Suggestions;
  /** Those of this need that stand already. */
  readonly matches: readonly Match[];
  readonly told?: { readonly text: string; readonly kind: "good" | "bad" } | undefined;
}

/** A need on record with the partners suggested for it, and what became of those that were recorded. */
export function needPage(visit: Visit, { need, suggestions, matches, told }: NeedView) {
  const { language } = visit;
  const words = NEED_WORDS[language];
  const { partners, questions, notices, excluded } = suggestions;
  return needPageOf(visit, {
    title: `${need.id} ${words.partners}`,
    told: told && notice(told.text, told.kind),
    body: html`${panel(
      words.need,
      facts([[words.summary, need.summary], ...needFacts(need, language)]),
    )}
      ${panel(
        words.partners,
        html`${partners.length === 0 ? html`<p class="empty">${words.nobody}</p>` : html`<ol class="partners">${partners.map((partner) => suggested(visit, { partner, need, matches }))}</ol>`}
        ${lines(words.questions, questions)}
        ${lines(
          words.excluded,
          excluded.map(({ name, reason }) => `${name} — ${reason}`),
        )}
        ${lines(words.notices, [...notices, ...costTold(visit, suggestions.worded?.usage)])}`,
      )}`,
  });
}

function lines(title: string, texts: readonly string[]): Piece | "" {
  if (texts.length === 0) return "";
  return html`<h3>${title}</h3><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function suggested(
  visit: Visit,
  {
    partner,
    need,
    matches,
  }: { readonly partner: Suggestion; readonly need: Need; readonly matches: readonly Match[] },
): Piece {
  const match = matches.find((each) => each.partner.id === partner.id);
  return partnerCard(
    partner,
    visit.language,
    match ? standing(visit, match) : choices(visit, need, partner.id),
  );
}

/** How a partner stands that is a match already; its page is for staff. */
function standing({ language, actor }: Visit, match: Match): Piece {
  const id = OFFICE.has(actor.role) ? recordLink(match.id) : match.id;
  return html`<p>${id} ${stateChip(match, language)}</p>`;
}

/** 記録, 候補にする, 見送り: as below a suggestion in Slack. */
function choices(visit: Visit, need: Need, partner: string): Piece {
  const { language } = visit;
  const words = NEED_WORDS[language];
  const target = html`${csrfField(visit)}<input type="hidden" name="partner" value="${partner}" />`;
  const action = `/needs/${need.id}/partners`;
  return html`<div class="deeds">
    <form method="post" action="${action}">${target}<button name="deed" value="suggested">${words.candidate}</button>
      <button class="plain" name="deed" value="draft">${words.record}</button></form>
    <details class="inline"><summary>${words.pass}</summary><form class="filter" method="post" action="${action}">${target}
      ${field(words.why, html`<select name="closeReason">${Object.entries(CLOSE_REASONS).map(([code, label]) => html`<option value="${code}">${label[language]}</option>`)}</select>`)}
      ${field(words.reason, html`<input type="text" name="reason" maxlength="500" />`)}
      <button class="plain" name="deed" value="pass">${words.pass}</button></form></details></div>`;
}
