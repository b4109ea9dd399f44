import type { Bilingual } from "../errors.ts";
import { STATES } from "../ledger/states.ts";
import {
  ACTIVITY_KINDS,
  FEEDBACK_CATEGORIES,
  FINDING_CODES,
  type Labels,
} from "../ledger/vocabulary.ts";
import { japanTime } from "../text/days.ts";
import type { Language } from "../text/language.ts";
import type { FunnelStep } from "./funnel.ts";
import { INDICATORS_SOURCE, type Indicator } from "./indicators.ts";
import type { LedgerReport } from "./ledger-report.ts";
import type { Share } from "./share.ts";

/** What a value reads that nobody has collected: never 0. */
const NOT_COLLECTED: Bilingual = { ja: "未収集", en: "not collected" };

const TITLES = {
  ja: {
    title: "マッチング状況の報告",
    made: "作成、日本時間",
    all: "全期間",
    period: "期間",
    asOf: "時点",
    region: "地域",
    coordinator: "担当",
    indicators: "評価指標",
    needs: "ニーズ",
    registered: "登録",
    open: "受付中",
    unmatched: "候補なし",
    matches: "マッチング",
    funnel: "段階ごとの到達（その段階にいた案件）と、前の段階からの転換率",
    reached: "到達",
    times: "段階の滞留日数（期間内に終わった滞留）",
    median: "中央値",
    p90: "90%点",
    days: "日",
    silent: "紹介後30日無更新（期間内に30日が過ぎた紹介）",
    overdue: "期限超過",
    overdueSurveys: "期限を過ぎた成果アンケート",
    activities: "活動",
    answers: "回答",
    cited: "出典付き",
    declined: "回答なし・辞退",
    feedback: "評価",
    findings: "監査所見",
    head: "台帳の先頭（作成時点）",
    none: "なし",
    nothing: "対象なし",
    unavailable: "この絞り込みでは出せない",
    notes: "注",
    until: "期限",
  },
  en: {
    title: "Report on matches",
    made: "in Japan",
    all: "all time",
    period: "period",
    asOf: "as of",
    region: "region",
    coordinator: "coordinator",
    indicators: "Indicators",
    needs: "Needs",
    registered: "registered",
    open: "open",
    unmatched: "without a candidate",
    matches: "Matches",
    funnel:
      "How far they came (matches that were in the state), and conversion from the state before",
    reached: "reached",
    times: "Days in a state (of stays that ended in the period)",
    median: "median",
    p90: "90th percentile",
    days: " days",
    silent:
      "Nothing written within 30 days of an introduction (of those whose 30 days ended in the period)",
    overdue: "Overdue",
    overdueSurveys: "surveys overdue",
    activities: "Activities",
    answers: "Answers",
    cited: "with citations",
    declined: "declined",
    feedback: "Feedback",
    findings: "Audit findings",
    head: "Head of the ledger now",
    none: "none",
    nothing: "of none",
    unavailable: "not available under this filter",
    notes: "Notes",
    until: "due",
  },
} as const;

/** A report for a terminal, a line each. */
export function reportAsText(report: LedgerReport, language: Language): readonly string[] {
  const titles = TITLES[language];
  const { query, needs } = report;
  return [
    `${titles.title}（${japanTime(report.at)} ${titles.made}）`,
    [
      `${titles.period}: ${query.period?.label ?? titles.all}`,
      `${titles.asOf}: ${report.asOf}`,
      ...(query.region === undefined ? [] : [`${titles.region}: ${query.region}`]),
      ...(query.coordinator === undefined ? [] : [`${titles.coordinator}: ${query.coordinator}`]),
    ].join("  "),
    "",
    `${titles.indicators}:`,
    ...report.indicators.map((each) => `  ${each[language]}: ${indicatorText(each, language)}`),
    `  ${INDICATORS_SOURCE[language]}`,
    "",
    `${titles.needs}: ${titles.registered} ${needs.registered}、${titles.open} ${needs.open}、${titles.unmatched} ${needs.unmatched}`,
    `${titles.matches}: ${report.matches}`,
    "",
    `${titles.funnel}:`,
    ...report.funnel.map((step) => `  ${stepText(step, language)}`),
    "",
    `${titles.times}:`,
    ...orNone(
      report.timeInState.map(
        ({ state, stays, medianDays, p90Days }) =>
          `  ${STATES[state][language]}: ${titles.median} ${medianDays}${titles.days} / ${titles.p90} ${p90Days}${titles.days}（n=${stays}）`,
      ),
      titles.none,
    ),
    "",
    `${titles.silent}: ${shareText(report.silentAfterIntroduction, language)}`,
    ...overdueLines(report, language),
    "",
    `${titles.activities}: ${counts(report.activities, ACTIVITY_KINDS, language)}`,
    `${titles.answers}: ${answersText(report, language)}`,
    `${titles.feedback}: ${report.feedback === null ? titles.unavailable : counts(report.feedback, FEEDBACK_CATEGORIES, language)}`,
    `${titles.findings}: ${counts(report.findings, FINDING_CODES, language)}`,
    ...noteLines(report, language),
    `${titles.head}: seq=${report.head.seq} hash=${report.head.hash}`,
  ];
}

/** An indicator as people read it. */
export function indicatorText(indicator: Indicator, language: Language): string {
  if (indicator.unit === "share") return shareText(indicator, language);
  const { value, unit, from } = indicator;
  return value === undefined ? NOT_COLLECTED[language] : VALUES[unit](value, from)[language];
}

const VALUES: Readonly<
  Record<Exclude<Indicator["unit"], "share">, (value: number, from: number) => Bilingual>
> = {
  count: (value) => ({ ja: `${value}件`, en: String(value) }),
  people: (value) => ({ ja: `${value}人`, en: String(value) }),
  "of five": (value, from) => {
    const mean = `${value.toFixed(2)} / 5（n=${from}）`;
    return { ja: mean, en: mean };
  },
};

function stepText(step: FunnelStep, language: Language): string {
  const { registered, reached } = TITLES[language];
  const name = STATES[step.state][language];
  const before = step.after === undefined ? undefined : STATES[step.after][language];
  const share = shareText(step, language);
  return {
    ja: `${name}: ${reached} ${step.reached}件、${before === undefined ? registered : `「${before}」`}から ${share}`,
    en: `${name}: ${reached} ${step.reached}; from ${before === undefined ? registered : `"${before}"`} ${share}`,
  }[language];
}

function shareText({ count, of, share }: Share, language: Language): string {
  const unit = language === "ja" ? "件" : "";
  const rate = share === undefined ? TITLES[language].nothing : percent(share);
  return `${count}${unit} / ${of}${unit}（${rate}）`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function overdueLines({ overdue }: LedgerReport, language: Language): readonly string[] {
  const titles = TITLES[language];
  const { matches, surveys } = overdue;
  return [
    `${titles.overdue}: ${matches.length}`,
    ...matches.map(
      ({ id, state, coordinator, nextAction, nextActionDue }) =>
        `  ${id}（${STATES[state][language]}、${coordinator}）${nextAction} ${titles.until} ${nextActionDue}`,
    ),
    `${titles.overdueSurveys}: ${surveys.length}`,
    ...surveys.map(({ id, match, dueOn }) => `  ${id}（${match}）${titles.until} ${dueOn}`),
  ];
}

function answersText({ answers }: LedgerReport, language: Language): string {
  const titles = TITLES[language];
  if (answers === null) return titles.unavailable;
  const { total, cited, declined } = answers;
  return `${total}  ${titles.cited} ${shareText(cited, language)}  ${titles.declined} ${shareText(declined, language)}`;
}

function noteLines({ notes }: LedgerReport, language: Language): readonly string[] {
  if (notes.length === 0) return [];
  return [`${TITLES[language].notes}:`, ...notes.map((note) => `  ${note[language]}`)];
}

function orNone(lines: readonly string[], none: string): readonly string[] {
  return lines.length === 0 ? [`  ${none}`] : lines;
}

function counts<Code extends string>(
  found: Readonly<Record<string, number>>,
  labels: Labels<Code>,
  language: Language,
): string {
  // Object.entries forgets which keys the table has.
  const all = Object.entries<Bilingual>(labels) as [Code, Bilingual][];
  return all.map(([code, label]) => `${label[language]} ${found[code] ?? 0}`).join("、");
}
