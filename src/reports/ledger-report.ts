import type { Ledger } from "../ledger/ledger.ts";
import { overdueAmong } from "../ledger/overdue.ts";
import type { Actor, Head, LoggedAnswer, Match, Survey } from "../ledger/records.ts";
import {
  ACTIVITY_KINDS,
  FEEDBACK_CATEGORIES,
  FINDING_CODES,
  type Labels,
} from "../ledger/vocabulary.ts";
import { addDays, japanDay } from "../text/days.ts";
import { type CourseFigures, countCourses } from "./course-figures.ts";
import { type Indicator, indicatorsOf } from "./indicators.ts";
import { type ReportInput, type ReportQuery, readReportInput } from "./report-input.ts";
import { notesOn, type ReportNote } from "./report-notes.ts";
import { type Share, shareOf } from "./share.ts";

export interface LedgerReport {
  readonly query: ReportQuery;
  /** When it was made, ISO 8601 in UTC. */
  readonly at: string;
  /** The day in Japan on which it was made. */
  readonly on: string;
  /** The day in Japan up to whose end it knows the ledger: the last of the period, or today while that lasts. */
  readonly asOf: string;
  readonly indicators: readonly Indicator[];
  readonly needs: {
    readonly registered: number;
    readonly open: number;
    readonly unmatched: number;
  };
  readonly matches: CourseFigures["matches"];
  readonly funnel: CourseFigures["funnel"];
  readonly timeInState: CourseFigures["timeInState"];
  /** Introductions that came to be a month old in the period, and those about which nothing was written in that month. */
  readonly silentAfterIntroduction: Share;
  readonly overdue: { readonly matches: readonly Match[]; readonly surveys: readonly Survey[] };
  readonly activities: Readonly<Record<string, number>>;
  /** `null`, as feedback, where the notes say why there is none. */
  readonly answers: {
    readonly total: number;
    readonly cited: Share;
    readonly declined: Share;
  } | null;
  readonly feedback: Readonly<Record<string, number>> | null;
  readonly findings: Readonly<Record<string, number>>;
  readonly head: Head;
  /** What a reader must know of the figures named. */
  readonly notes: readonly ReportNote[];
}

const SILENT_DAYS = 30;

/**
 * The report of a ledger over a period, a region, a coordinator. Once the period is over every report
 * about it says the same, but for the day on which it was made and the head of the chain. Throws a
 * `UserError` for who may not see it.
 */
export async function createReport(
  ledger: Ledger,
  query: ReportQuery,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<LedgerReport> {
  const today = japanDay(now);
  const input = await readReportInput(ledger, query, { by, today });
  const { asOf } = input.time;
  const counted = countCourses(input.time);
  for (const { match, stays } of input.allMatches) {
    counted.add({ createdAt: Date.parse(match.createdAt), stays });
  }
  const { milestones, ...figures } = counted.figures();
  return {
    query,
    at: now.toISOString(),
    on: today,
    asOf,
    indicators: indicatorsOf({ ...input, milestones }),
    needs: needsOf(input),
    ...figures,
    silentAfterIntroduction: silenceOf(input),
    overdue: overdueAmong(
      { matches: input.allMatches.map(({ match }) => match), surveys: input.surveys },
      asOf,
    ),
    activities: countBy(ACTIVITY_KINDS, input.activities, ({ kind }) => kind),
    answers: input.answers && answersOf(input.answers),
    feedback:
      input.feedback && countBy(FEEDBACK_CATEGORIES, input.feedback, ({ category }) => category),
    findings: countBy(FINDING_CODES, input.reviews, ({ finding }) => finding),
    head: input.head,
    notes: notesOn(input, query.period),
  };
}

function needsOf({ needs, matchedNeeds }: ReportInput): LedgerReport["needs"] {
  const open = needs.filter(({ status }) => status === "open");
  return {
    registered: needs.length,
    open: open.length,
    unmatched: open.filter(({ id }) => !matchedNeeds.has(id)).length,
  };
}

function silenceOf({ allMatches, time }: ReportInput): Share {
  const old = allMatches.flatMap(({ stays, touched }) => {
    const introduced = stays.since[stays.states.indexOf("introduced")];
    if (introduced === undefined) return [];
    const until = addDays(japanDay(new Date(introduced)), SILENT_DAYS);
    if (!time.isDayWithin(until)) return [];
    const isSilent = !touched.some(
      (time) => Date.parse(time) > introduced && japanDay(new Date(time)) <= until,
    );
    return [isSilent];
  });
  return shareOf(old.filter(Boolean).length, old.length);
}

function answersOf(answers: readonly LoggedAnswer[]): LedgerReport["answers"] {
  const given = answers.filter(({ kind }) => kind === "answered" || kind === "partial");
  const declined = answers.filter(({ kind }) => kind === "not_found" || kind === "refused");
  return {
    total: answers.length,
    cited: shareOf(given.filter(({ citations }) => citations.length > 0).length, given.length),
    declined: shareOf(declined.length, answers.length),
  };
}

/** How many there are with each code; none is counted too. */
function countBy<T, Code extends string>(
  labels: Labels<Code>,
  items: readonly T[],
  codeOf: (item: T) => Code,
): Record<string, number> {
  const counts = new Map<string, number>(Object.keys(labels).map((code) => [code, 0]));
  for (const item of items) counts.set(codeOf(item), (counts.get(codeOf(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
