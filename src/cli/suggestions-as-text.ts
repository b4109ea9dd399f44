import type { SimilarNeed, Suggestion, Suggestions } from "../matching/suggestion.ts";
import {
  nameWithSeed,
  placeOf,
  SUGGESTION_LABELS,
  schemeLine,
  standingOf,
} from "../matching/suggestion-labels.ts";
import { shownText } from "../text/clean-text.ts";
import { type Language, languageOf } from "../text/language.ts";

/** Suggestions for a terminal: each partner with why, what is lacking and where that stands. */
export function suggestionsAsText(
  suggestions: Suggestions & { readonly similar?: readonly SimilarNeed[] },
  terminal: Language,
): string {
  const language = languageOf(suggestions.need) === "en" ? "en" : terminal;
  const labels = SUGGESTION_LABELS[language];
  const { partners, excluded, questions, notices, similar = [] } = suggestions;
  const blocks = [
    list(
      labels.similar,
      similar.map(({ id, summary }) => `${id} ${summary}`),
    ),
    partnersAsText(partners, language),
    list(
      labels.excluded,
      excluded.map(({ name, reason }) => `${name}: ${reason}`),
    ),
    list(labels.questions, questions),
    list(labels.notices, notices),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

/** Partners one below the other, each with why, what is lacking and where that stands. */
export function partnersAsText(partners: readonly Suggestion[], language: Language): string {
  return partners.map((partner, i) => partnerBlock(partner, i + 1, language)).join("\n\n");
}

function partnerBlock(partner: Suggestion, rank: number, language: Language): string {
  const labels = SUGGESTION_LABELS[language];
  const { score, reasons, gaps, schemes, evidence } = partner;
  return [
    `${rank}. ${nameWithSeed(partner)}（${standingOf(partner, language)}） ${score.toFixed(2)}`,
    ...reasons.map((reason) => `   ${reason}`),
    ...indented(labels.gaps, gaps),
    ...indented(
      labels.schemes,
      schemes.map((scheme) => schemeLine(scheme, language)),
    ),
    ...indented(
      labels.evidence,
      evidence.map((each) => `「${shownText(each.quote)}」 — ${placeOf(each, language)}`),
    ),
  ].join("\n");
}

function indented(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`   ${title}:`, ...lines.map((line) => `     ${line}`)];
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
