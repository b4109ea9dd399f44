import type { Bilingual } from "../errors.ts";
import type { Outcome } from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";
import type { FollowedMatch, ReportInput } from "./report-input.ts";

/** An indicator; without a value nobody has collected it. A count of the ledger's own may be 0. */
export interface Indicator extends Bilingual {
  readonly key: string;
  readonly value?: number;
  readonly unit: "count" | "share" | "of five";
  /** How many records the value rests on. */
  readonly from: number;
}

/** Whose list of indicators it is. */
export const INDICATORS_SOURCE: Bilingual = {
  ja: "指標: 産業構造審議会 地域経済産業分科会 資料（2006年11月10日）の評価項目。実用化=試作品レベル、事業化=製品化レベル（経済産業省、2007年10月25日）",
  en: "Indicators: those of the Industrial Structure Council's regional subcommittee (2006-11-10); put to use = a prototype, commercialised = a product (METI, 2007-10-25)",
};

/**
 * The indicators of the ministry's own evaluation. An outcome counts in the period in which it was
 * first reported, each match by what was reported last; nothing is estimated.
 */
export function indicatorsOf(input: ReportInput): readonly Indicator[] {
  const outcomes = outcomesOf(input);
  const satisfied = input.surveys.filter(
    ({ answeredAt, satisfaction }) => satisfaction !== undefined && input.isWithin(answeredAt),
  );
  const sum = (key: Count) => {
    const told = outcomes.flatMap(({ now, before }) =>
      now[key] === undefined ? [] : [now[key] - (before[key] ?? 0)],
    );
    return {
      ...(told.length > 0 && { value: told.reduce((total, value) => total + value, 0) }),
      from: told.length,
      unit: "count" as const,
    };
  };
  const mean = satisfied.reduce((total, { satisfaction = 0 }) => total + satisfaction, 0);
  return [
    { key: "newBusinesses", ja: "新事業開始", en: "new businesses", ...sum("newBusinesses") },
    { key: "deals", ja: "商談成立", en: "deals closed", ...reached(input, "deal") },
    { key: "foundings", ja: "創業", en: "foundings", ...sum("foundings") },
    { key: "listings", ja: "上場", en: "listings", ...sum("listings") },
    {
      key: "satisfaction",
      ja: "顧客満足度",
      en: "satisfaction",
      ...(satisfied.length > 0 && { value: mean / satisfied.length }),
      unit: "of five",
      from: satisfied.length,
    },
    { key: "newJobs", ja: "新規雇用", en: "new jobs", ...sum("newJobs") },
    {
      key: "prototypes",
      ja: "実用化率",
      en: "share put to use",
      ...shareOfExecuted(input, "prototype"),
    },
    {
      key: "products",
      ja: "事業化率",
      en: "share commercialised",
      ...shareOfExecuted(input, "commercialised"),
    },
  ];
}

type Count = Exclude<keyof Outcome, "level">;
type Counts = Partial<Record<Count, number>>;

/**
 * Of each match about which something was reported within the period what was known last, and what
 * was known before the period: a business that is told of at three months and again at twelve counts
 * once. What a later report does not repeat still stands.
 */
function outcomesOf({
  allMatches,
  surveys,
  isWithin,
}: ReportInput): readonly { readonly now: Counts; readonly before: Counts }[] {
  const told = [
    ...allMatches.map(({ match }) => [match.id, match.stateSince, match.outcome] as const),
    ...surveys.map(({ match, answeredAt, outcome }) => [match, answeredAt, outcome] as const),
  ].filter(([, at, outcome]) => at !== undefined && outcome !== undefined);
  const inOrder = told.sort(([, a = ""], [, b = ""]) => (a < b ? -1 : Number(a > b)));
  const found = new Map<string, { now: Counts; before: Counts; isTold: boolean }>();
  for (const [match, at, outcome] of inOrder) {
    const { level: _, ...counts } = outcome ?? { level: undefined };
    const known = found.get(match) ?? { now: {}, before: {}, isTold: false };
    if (isWithin(at))
      found.set(match, { ...known, now: { ...known.now, ...counts }, isTold: true });
    // What comes after the period is none of its business.
    else if (!known.isTold) {
      const before = { ...known.before, ...counts };
      found.set(match, { now: {}, before, isTold: false });
    }
  }
  return [...found.values()].filter(({ isTold }) => isTold);
}

/** Matches that came into the state within the period; the ledger counts them itself. */
function reached({ allMatches, isWithin }: ReportInput, state: State) {
  const count = allMatches.filter((followed) => wasIn(followed, state, isWithin)).length;
  return { value: count, from: allMatches.length, unit: "count" as const };
}

/** Of the matches that came to 実施, those that came on to the state; none without any. */
function shareOfExecuted({ allMatches, isWithin }: ReportInput, state: State) {
  const executed = allMatches.filter((followed) => wasIn(followed, "executing", isWithin));
  const done = executed.filter((followed) => wasIn(followed, state));
  return {
    ...(executed.length > 0 && { value: done.length / executed.length }),
    unit: "share" as const,
    from: executed.length,
  };
}

function wasIn(
  { stays }: Pick<FollowedMatch, "stays">,
  wanted: State,
  isWithin: (iso: string) => boolean = () => true,
): boolean {
  return stays.some(({ state, from }) => state === wanted && isWithin(from));
}
