import type { Evidence, SchemeMention } from "../ledger/records.ts";
import { STANDINGS } from "../ledger/vocabulary.ts";
import type { Language } from "../text/language.ts";
import { REGISTER } from "./register-entries.ts";
import type { Suggestion } from "./suggestion.ts";

/** What the parts of a suggestion are called where it is shown as text. */
export const SUGGESTION_LABELS = {
  ja: {
    similar: "似たニーズがすでに登録されています",
    gaps: "不足・確認",
    schemes: "関係する制度",
    evidence: "根拠",
    excluded: "外したもの",
    questions: "教えてください",
    notices: "ご注意",
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
    asOf: (date: string) => `as of ${date}`,
    card: "card",
    register: "register",
    possible: "might do",
  },
} as const;

/** A partner with what of it meets the need: 「岡山セラミックス技術振興財団 — 熱間クリープ試験炉」. */
export function nameWithSeed({
  name,
  seed,
}: {
  readonly name: string;
  readonly seed?: string | undefined;
}): string {
  return [name, seed].filter(Boolean).join(" — ");
}

/** Where a partner is, what it is known as today, and when that was so: 「岡山県、現況未確認、2004時点」. */
export function standingOf(
  { area, status, asOf }: Pick<Suggestion, "area" | "status" | "asOf">,
  language: Language,
): string {
  const labels = SUGGESTION_LABELS[language];
  return [area.join("・"), STANDINGS[status][language], labels.asOf(asOf)].join("、");
}

/** A scheme with its status, its date, and whether it is only possible. */
export function schemeLine({ name, status, asOf, use }: SchemeMention, language: Language): string {
  const labels = SUGGESTION_LABELS[language];
  // Cards are read before their status is: what no table knows is shown as it is.
  const known = STANDINGS[status as keyof typeof STANDINGS]?.[language] ?? status;
  const state = [known, labels.asOf(asOf), ...(use === "possible" ? [labels.possible] : [])];
  return `${name}（${state.join("、")}）`;
}

/** Where a quote stands: 「カード(okayama-2004 p.5) schemes/x.md」, or a record of one's own register. */
export function placeOf(
  { path, source, locator: { page } }: Pick<Evidence, "path" | "source" | "locator">,
  language: Language,
): string {
  const labels = SUGGESTION_LABELS[language];
  if (source === REGISTER) return `${labels.register} ${path}`;
  return `${labels.card}(${page === undefined ? source : `${source} p.${page}`}) ${path}`;
}
