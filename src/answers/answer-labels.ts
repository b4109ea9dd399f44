import type { Language } from "../text/language.ts";
import type { CitedScheme } from "./answer.ts";

/** What the parts of an answer are called where it is shown as text. */
export const ANSWER_LABELS = {
  ja: {
    sources: "出典",
    notices: "ご注意",
    choices: "候補",
    criteria: "要件",
    conflicts: "資料による違い",
    searched: "調べた資料",
    partners: "相手の候補",
    number: "回答番号",
    card: "カード",
    page: (p: number) => `p.${p}`,
  },
  en: {
    sources: "Sources",
    notices: "Please note",
    choices: "Choices",
    criteria: "Conditions",
    conflicts: "Where sources differ",
    searched: "Searched",
    partners: "Candidates",
    number: "Number of this answer",
    card: "card",
    page: (p: number) => `p. ${p}`,
  },
} as const;

/** The status of a scheme in two or three words. */
export const STATUS_BADGES: Readonly<
  Record<CitedScheme["status"], Readonly<Record<Language, string>>>
> = {
  historic: { ja: "過去の制度", en: "Past scheme" },
  requested: { ja: "要求段階", en: "Requested" },
  planned: { ja: "計画段階", en: "Planned" },
  unknown: { ja: "現況未確認", en: "Not verified" },
  superseded: { ja: "後継あり", en: "Superseded" },
  open: { ja: "受付中", en: "Open" },
  scheduled: { ja: "受付前", en: "Not yet open" },
  closed: { ja: "受付終了", en: "Closed" },
};
