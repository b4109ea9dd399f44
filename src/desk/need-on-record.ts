import { createHash } from "node:crypto";
import type { NewNeed } from "../ledger/ledger.ts";
import { type Labels, NEED_TYPES } from "../ledger/vocabulary.ts";
import type { Language } from "../text/language.ts";

type OnRecord = Pick<NewNeed, "type" | "summary" | "profile" | "region" | "expiresOn">;

/** What somebody makes of the proposal of a language model. */
export const PROPOSALS = {
  use: { ja: "言語モデルの案を使う", en: "Use the proposal of the language model" },
  refuse: { ja: "案を使わず、書いたとおりに記録する", en: "Record it as it was written" },
} as const satisfies Labels<string>;
export type ProposalChoice = keyof typeof PROPOSALS;

/** Tells whether a need would stand on record as it was shown. */
export function recordDigest({ type, summary, profile, region, expiresOn }: OnRecord): string {
  return createHash("sha256")
    .update(JSON.stringify([type, summary, profile, region ?? null, expiresOn]))
    .digest("hex");
}

const LABELS = {
  ja: {
    type: "種類",
    region: "地域",
    expires: "期限",
    deadline: "必要な時期",
    budget: "予算",
    target: "目標の仕様・数量",
  },
  en: {
    type: "Kind",
    region: "Region",
    expires: "Last day",
    deadline: "Needed by",
    budget: "Budget",
    target: "Specifications and quantities",
  },
} as const;

/** What stands on record of a need beside its summary, as people read it. */
export function needFacts(
  { type, profile, region, expiresOn }: OnRecord,
  language: Language,
): readonly (readonly [string, string])[] {
  const labels = LABELS[language];
  const facts: readonly (readonly [string, string | undefined])[] = [
    [labels.type, NEED_TYPES[type][language]],
    [labels.region, region],
    [labels.deadline, profile.deadline],
    [labels.budget, profile.budget],
    [labels.target, profile.target],
    [labels.expires, expiresOn],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}
