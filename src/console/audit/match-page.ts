import { html } from "hono/html";
import { needFacts } from "../../desk/need-on-record.ts";
import type { CaseFile, Secret } from "../../ledger/ledger.ts";
import { CONSENT_FIELDS } from "../../ledger/partner-view.ts";
import { may } from "../../ledger/permissions.ts";
import type { Need } from "../../ledger/records.ts";
import { isLive } from "../../ledger/transitions.ts";
import { vitagoraStep } from "../../ledger/vitagora.ts";
import {
  ANONYMITIES,
  CLOSE_REASONS,
  CONFIDENTIALITIES,
  FINDING_CODES,
  type Labels,
  NEED_TYPES,
  ORGANISATION_TYPES,
  OUTCOME_LEVELS,
  SEED_TYPES,
} from "../../ledger/vocabulary.ts";
import { schemeLine } from "../../matching/suggestion-labels.ts";
import { japanDay, japanTime } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import { evidenceList, type Shown } from "../evidence.ts";
import type { Piece } from "../page.ts";
import {
  auditPage,
  csrfField,
  facts,
  field,
  foldedTable,
  meter,
  notice,
  panel,
  stateChip,
} from "../parts.ts";
import type { Visit } from "../visit.ts";
import { consentForm, moveForm } from "./match-forms.ts";
import { MATCH_WORDS } from "./match-words.ts";
import { registerLink } from "./register-page.ts";
import { timeline } from "./timeline.ts";

export interface MatchView {
  readonly file: CaseFile;
  /** The evidence with the passages it stands in. */
  readonly evidence: readonly Shown[];
  /** What the vault keeps, where somebody asked to see it; the look is on record. */
  readonly secret?: Secret | "none" | undefined;
  /** What was just done, or why it could not be. */
  readonly told?: { readonly text: string; readonly kind: "good" | "bad" } | undefined;
}

/** A match with both sides, what it rests on, what was written about it, and what a reviewer says. */
export function matchPage(visit: Visit, view: MatchView) {
  const { language } = visit;
  const words = MATCH_WORDS[language];
  const { file, told } = view;
  const { match } = file;
  return auditPage(visit, {
    title: match.id,
    about: `${match.partner.name}${match.seed === undefined ? "" : ` — ${match.seed}`}`,
    place: "/audit/ledger",
    notice: told && notice(told.text, told.kind),
    body: html`${panel(words.standing, html`${standing(visit, file)}${moveForm(visit, match)}`)}
      <div class="columns">
        ${panel(words.needSide, needSide(visit, view), "need")}
        ${panel(words.partnerSide, partnerSide(file, language))}
      </div>
      ${panel(words.why, why(view, language))}
      ${panel(words.consents, html`${consents(file, visit)}${consentForm(visit, match)}`, "consents")}
      ${outcomes(file, language)}
      ${panel(words.review, review(visit, file), "review")}
      ${panel(words.timeline, timeline(file.events, language), "timeline")}`,
  });
}

function standing({ language, now }: Visit, { match }: CaseFile): Piece {
  const words = MATCH_WORDS[language];
  const isLate = isLive(match.state) && match.nextActionDue < japanDay(now);
  const due = html`<span class="${isLate ? "late" : ""}">${match.nextActionDue}${isLate ? ` ${words.late}` : ""}</span>`;
  return facts([
    [words.state, html`${stateChip(match, language)} ${vitagoraStep(match.state, language) ?? ""}`],
    [words.since, japanTime(match.stateSince)],
    [words.next, html`${match.nextAction}（${words.due} ${due}）`],
    [words.coordinator, match.coordinator],
    [words.proposedBy, words.proposers[match.proposedBy]],
    [words.closeReason, match.closeReason && CLOSE_REASONS[match.closeReason][language]],
    [words.registered, japanTime(match.createdAt)],
  ]);
}

function needSide(visit: Visit, { file: { need, match }, secret }: MatchView): Piece {
  const { language } = visit;
  const words = MATCH_WORDS[language];
  if (need === undefined) return html`<p class="empty">${match.need}</p>`;
  const { profile } = need;
  return html`${facts([
    [words.number, need.id],
    [words.summary, need.summary],
    [words.organisation, need.organisation ?? ANONYMITIES[need.anonymity][language]],
    ...needFacts(need, language),
    [words.industry, profile.industry],
    [words.technologies, profile.technologies.join("、")],
    [words.materials, profile.materials.join("、")],
    [words.confidentiality, CONFIDENTIALITIES[need.confidentiality][language]],
    [words.status, words.statuses[need.status]],
  ])}${secretPart(visit, { need, match: match.id, secret })}`;
}

/** What is kept in the vault: hidden until somebody who may asks for it. */
function secretPart(
  visit: Visit,
  {
    need,
    match,
    secret,
  }: { readonly need: Need; readonly match: string; readonly secret: MatchView["secret"] },
): Piece | "" {
  const words = MATCH_WORDS[visit.language];
  if (need.sealed === undefined) return "";
  if (need.sealed.erasedAt !== undefined) {
    return html`<p class="note">${words.erased(japanTime(need.sealed.erasedAt))}</p>`;
  }
  if (secret === "none") return html`<p class="note">${words.noKey}</p>`;
  if (secret !== undefined) {
    return html`<h3>${words.secret}</h3>${facts([
      [words.organisation, secret.organisation],
      [words.details, secret.text],
    ])}<p class="note">${words.lookRecorded}</p>`;
  }
  if (!may(visit.actor.role, "secret")) return html`<p class="note">${words.sealed}</p>`;
  return html`<form class="deeds" method="post" action="/audit/secrets/${need.id}#need">
    ${csrfField(visit)}<input type="hidden" name="match" value="${match}" /><button class="plain">${words.openSecret}</button>
    <span class="note">${words.lookIsRecorded}</span></form>`;
}

function partnerSide({ match }: CaseFile, language: Language): Piece {
  const words = MATCH_WORDS[language];
  const { partner, seed, schemes } = match;
  const name =
    partner.origin === "card"
      ? html`<a href="/audit/cards/${partner.id}">${partner.name}</a>`
      : registerLink(partner.id, partner.name);
  return facts([
    [words.name, name],
    [words.seed, seed],
    [words.origin, words.origins[partner.origin]],
    [words.region, partner.region],
    [words.disclosure, partner.disclosure && CONFIDENTIALITIES[partner.disclosure][language]],
    [
      words.schemes,
      schemes.length === 0
        ? undefined
        : html`${schemes.map((scheme) => html`<div><a href="/audit/cards/${scheme.id}">${schemeLine(scheme, language)}</a></div>`)}`,
    ],
  ]);
}

function why({ file: { match }, evidence }: MatchView, language: Language): Piece {
  const words = MATCH_WORDS[language];
  const { parts, reasons, gaps, score } = match;
  return html`<p>${words.score} <b>${score.toFixed(2)}</b></p>
    ${foldedTable(
      words.parts,
      [words.part, words.score, words.share, words.ofNeed, words.ofSeed],
      parts.map((part) => [
        [partName(part.part, words.partNames)],
        [part.score.toFixed(2), "number"],
        [meter(part.score, part.score.toFixed(2))],
        [inWords(part.need, language), "text"],
        [inWords(part.seed, language), "text"],
      ]),
    )}
    ${lines(words.reasons, reasons)}${lines(words.gaps, gaps)}
    <h3>${words.evidence}</h3>${evidenceList(evidence, language)}`;
}

function partName(part: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, part) ? (names[part] ?? part) : part;
}

const CODES: Labels<string> = { ...NEED_TYPES, ...ORGANISATION_TYPES, ...SEED_TYPES };

/** Codes of kinds in words; anything else as it is. */
function inWords(text: string, language: Language): string {
  const words = text.split("・").map((code) => CODES[code]?.[language]);
  return words.every((word) => word !== undefined) ? words.join("・") : text;
}

function lines(title: string, texts: readonly string[]): Piece | "" {
  if (texts.length === 0) return "";
  return html`<h3>${title}</h3><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function consents({ consents: all }: CaseFile, { language, now }: Visit): Piece {
  const words = MATCH_WORDS[language];
  if (all.length === 0) return html`<p class="empty">${words.noConsent}</p>`;
  const today = japanDay(now);
  const holds = ({ withdrawnAt, until }: (typeof all)[number]) => {
    if (withdrawnAt !== undefined)
      return html`<span class="state over">${words.withdrawn(japanTime(withdrawnAt))}</span>`;
    return until < today
      ? html`<span class="state over">${words.ended}</span>`
      : html`<span class="state won">${words.live}</span>`;
  };
  return foldedTable(
    words.consents,
    [
      ...[words.number, words.side, words.grantedBy, words.fields, words.recipients],
      ...[words.purpose, words.method, words.granted, words.until, words.holds],
    ],
    all.map((each) => [
      [each.id],
      [words.sides[each.side]],
      [each.grantedBy],
      [each.fields.map((name) => consentField(name, language)).join("、")],
      [each.recipients.join("、")],
      [each.purpose],
      [each.method],
      [japanTime(each.grantedAt), "fixed"],
      [each.until, "fixed"],
      [holds(each)],
    ]),
  );
}

function consentField(name: string, language: Language): string {
  return Object.hasOwn(CONSENT_FIELDS, name)
    ? CONSENT_FIELDS[name as keyof typeof CONSENT_FIELDS][language]
    : name;
}

function outcomes({ match, surveys, activities }: CaseFile, language: Language): Piece | "" {
  const words = MATCH_WORDS[language];
  if (match.outcome === undefined && surveys.length === 0 && activities.length === 0) return "";
  const level = (outcome: CaseFile["match"]["outcome"]) =>
    outcome && OUTCOME_LEVELS[outcome.level][language];
  return panel(
    words.outcomes,
    html`${facts([
      [words.outcome, level(match.outcome)],
      ...surveys.map(
        (each) =>
          [
            words.survey(each.months),
            each.answeredAt === undefined
              ? words.dueOn(each.dueOn)
              : words.answered(japanTime(each.answeredAt), each.satisfaction, level(each.outcome)),
          ] as const,
      ),
      ...activities.map(({ on, note }) => [`${words.activity} ${on}`, note] as const),
    ])}`,
  );
}

function review(visit: Visit, { match, reviews }: CaseFile): Piece {
  const { language, actor } = visit;
  const words = MATCH_WORDS[language];
  const known =
    reviews.length === 0
      ? html`<p class="empty">${words.noReview}</p>`
      : html`<ul class="evidence">${reviews.map(
          ({ id, finding, comment, reviewer, at }) => html`<li>
            <span class="state ${finding === "proper" ? "won" : "bad"}">${FINDING_CODES[finding][language]}</span>
            ${comment} <span class="where">${id} ${reviewer} ${japanTime(at)}</span></li>`,
        )}</ul>`;
  if (!may(actor.role, "review")) return known;
  return html`${known}
    <h3>${words.newReview}</h3>
    <form class="stack" method="post" action="/audit/matches/${match.id}/review">
      ${csrfField(visit)}
      ${field(
        words.finding,
        html`<select name="finding" required><option value="">${words.choose}</option>${Object.entries(FINDING_CODES).map(([code, label]) => html`<option value="${code}">${label[language]}</option>`)}</select>`,
      )}
      ${field(words.comment, html`<textarea name="comment" rows="3" maxlength="2000"></textarea>`)}
      <div><button>${words.record}</button> <span class="note">${words.recorded}</span></div>
    </form>`;
}
