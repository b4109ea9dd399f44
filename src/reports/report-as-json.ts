import type { Language } from "../text/language.ts";
import type { Indicator } from "./indicators.ts";
import type { LedgerReport } from "./ledger-report.ts";
import { indicatorText } from "./report-as-text.ts";
import type { Share } from "./share.ts";

/**
 * A report for programs. What is not known is `null`, so that no reader takes what is absent for
 * nothing; times are those of Japan, with their offset.
 */
export function reportAsJson(report: LedgerReport, language: Language): object {
  const { query, answers, overdue } = report;
  return {
    ...report,
    at: japanIso(report.at),
    query: {
      period: query.period ?? null,
      region: query.region ?? null,
      coordinator: query.coordinator ?? null,
    },
    indicators: report.indicators.map((each) => ({
      ...each,
      ...measureOf(each),
      text: indicatorText(each, language),
    })),
    funnel: report.funnel.map((step) => ({ after: null, ...whole(step) })),
    silentAfterIntroduction: whole(report.silentAfterIntroduction),
    overdue: {
      matches: overdue.matches.map((match) => ({
        ...match,
        createdAt: japanIso(match.createdAt),
        updatedAt: japanIso(match.updatedAt),
        stateSince: japanIso(match.stateSince),
      })),
      surveys: overdue.surveys,
    },
    answers: answers && {
      ...answers,
      cited: whole(answers.cited),
      declined: whole(answers.declined),
    },
  };
}

function measureOf(indicator: Indicator): object {
  if (indicator.unit !== "share") return { value: indicator.value ?? null };
  const { share } = whole(indicator);
  return { value: share, share };
}

function whole<T extends Share>(share: T): T & { readonly share: number | null } {
  return { ...share, share: share.share ?? null };
}

const JAPAN_MS = 9 * 60 * 60 * 1000;

function japanIso(iso: string): string {
  return `${new Date(Date.parse(iso) + JAPAN_MS).toISOString().slice(0, 19)}+09:00`;
}
