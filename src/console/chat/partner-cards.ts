import { html } from "hono/html";
import type { Suggestion } from "../../matching/suggestion.ts";
import {
  nameWithSeed,
  placeOf,
  SUGGESTION_LABELS,
  schemeLine,
  standingOf,
} from "../../matching/suggestion-labels.ts";
import { cleanText } from "../../text/clean-text.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";

const WORDS = {
  ja: { score: "点数", why: "理由・根拠を見る" },
  en: { score: "score", why: "Reasons and evidence" },
} as const;

/** Partners as cards, the best first. */
export function partnerCards(partners: readonly Suggestion[], language: Language): Piece {
  return html`<ol class="partners">${partners.map((partner) => partnerCard(partner, language))}</ol>`;
}

/** A partner with what speaks for it and what is lacking; `below`: what can be done about it. */
export function partnerCard(
  partner: Suggestion,
  language: Language,
  below: Piece | "" = "",
): Piece {
  const words = WORDS[language];
  const labels = SUGGESTION_LABELS[language];
  const { score, reasons, gaps, schemes, evidence } = partner;
  return html`<li>
    <h4>${nameWithSeed(partner)}</h4>
    <p class="where">${standingOf(partner, language)} ・ ${words.score} ${score.toFixed(2)}</p>
    ${lines("", reasons.slice(0, 2))}
    ${lines(labels.gaps, gaps)}
    <details><summary>${words.why}</summary>
      ${lines("", reasons.slice(2))}
      ${lines(
        labels.schemes,
        schemes.map((scheme) => schemeLine(scheme, language)),
      )}
      <h5>${labels.evidence}</h5>
      ${evidence.map((each) => html`<blockquote lang="ja">${cleanText(each.quote)}</blockquote><p class="where">${placeOf(each, language)}</p>`)}
    </details>
    ${below}
  </li>`;
}

function lines(title: string, texts: readonly string[]): Piece | "" {
  if (texts.length === 0) return "";
  return html`${title === "" ? "" : html`<h5>${title}</h5>`}<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}
