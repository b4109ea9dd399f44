import { REGISTER } from "../matching/register-entries.ts";
import type { SimilarNeed, Suggestion, Suggestions } from "../matching/suggestion.ts";
import { cleanText } from "../text/clean-text.ts";
import { type Language, languageOf } from "../text/language.ts";

const LABELS = {
  ja: {
    similar: "似たニーズがすでに登録されています",
    gaps: "不足・確認",
    schemes: "関係する制度",
    evidence: "根拠",
    excluded: "外したもの",
    questions: "教えてください",
    notices: "ご注意",
    status: {
      historic: "過去資料",
      requested: "要求段階",
      planned: "計画",
      unknown: "現況未確認",
      superseded: "後継あり",
      open: "受付中",
      registered: "名簿",
    },
    asOf: (date: string) => `${date}時点`,
    card: "カード",
    register: "名簿",
    possible: "使える可能性",
  },
  en: {
    similar: "Open needs about the same",
    gaps: "Lacking or to be checked",
    schemes: "Schemes",
    evidence: "Evidence",
    excluded: "Left out",
    questions: "Please tell",
    notices: "Please note",
    status: {
      historic: "historic",
      requested: "requested",
      planned: "planned",
      unknown: "present state not confirmed",
      superseded: "superseded",
      open: "open",
      registered: "in the register",
    },
    asOf: (date: string) => `as of ${date}`,
    card: "card",
    register: "register",
    possible: "might do",
  },
} as const;
type Labels = (typeof LABELS)[Language];

/** Suggestions for a terminal: each partner with why, what is lacking and where that stands. */
export function suggestionsAsText(
  suggestions: Suggestions & { readonly similar?: readonly SimilarNeed[] },
  terminal: Language,
): string {
  const language = languageOf(suggestions.need) === "en" ? "en" : terminal;
  const labels = LABELS[language];
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
  return partners.map((partner, i) => partnerBlock(partner, i + 1, LABELS[language])).join("\n\n");
}

function partnerBlock(partner: Suggestion, rank: number, labels: Labels): string {
  const { name, seed, area, status, asOf, score, reasons, gaps, schemes, evidence } = partner;
  const what = [name, seed].filter(Boolean).join(" — ");
  const state = [area.join("・"), labels.status[status], labels.asOf(asOf)].join("、");
  return [
    `${rank}. ${what}（${state}） ${score.toFixed(2)}`,
    ...reasons.map((reason) => `   ${reason}`),
    ...indented(labels.gaps, gaps),
    ...indented(
      labels.schemes,
      schemes.map((scheme) => {
        // Cards are read before their status is: what no table knows is shown as it is.
        const known = labels.status[scheme.status as keyof Labels["status"]] ?? scheme.status;
        const state = [known, labels.asOf(scheme.asOf)];
        if (scheme.use === "possible") state.push(labels.possible);
        return `${scheme.name}（${state.join("、")}）`;
      }),
    ),
    ...indented(
      labels.evidence,
      evidence.map(({ quote, path, source, locator: { page } }) => {
        if (source === REGISTER) return `「${cleanText(quote)}」 — ${labels.register} ${path}`;
        const from = page === undefined ? source : `${source} p.${page}`;
        return `「${cleanText(quote)}」 — ${labels.card}(${from}) ${path}`;
      }),
    ),
  ].join("\n");
}

function indented(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`   ${title}:`, ...lines.map((line) => `     ${line}`)];
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
