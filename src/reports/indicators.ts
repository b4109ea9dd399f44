import type { Bilingual } from "../errors.ts";
import type { Milestones } from "./milestones.ts";
import type { ReportInput } from "./report-input.ts";
import type { ReportedTime } from "./reported-time.ts";
import { type Share, shareOf } from "./share.ts";
import { type Count, knownFrom, type Telling } from "./told-outcomes.ts";

/**
 * An indicator; without a value nobody has collected it. A count of the ledger's own may be 0, and a
 * share of nothing has no value either.
 */
export type Indicator = Bilingual & {
  readonly key: string;
  readonly value?: number;
  /** How many records the value rests on. */
  readonly from: number;
} & ({ readonly unit: "count" | "people" | "of five" } | ({ readonly unit: "share" } & Share));

/** What the indicators are counted from. */
export type IndicatorInput = Pick<ReportInput, "time" | "tellings" | "surveys"> & {
  /** Of all matches of the region and coordinator, whenever they were registered. */
  readonly milestones: Milestones;
};

/** Whose list of indicators it is. */
export const INDICATORS_SOURCE: Bilingual = {
  ja: "指標: 産業構造審議会 地域経済産業分科会 資料（2006年11月10日）の評価項目。実用化=試作品レベル、事業化=製品化レベル（経済産業省、2007年10月25日）",
  en: "Indicators: those of the Industrial Structure Council's regional subcommittee (2006-11-10); put to use = a prototype, commercialised = a product (METI, 2007-10-25)",
};

/**
 * The indicators of the ministry's own evaluation. An outcome counts in the period in which it was
 * first reported, each match by what was reported last; a correction counts, as the difference, in
 * the period in which it was made. Nothing is estimated.
 */
export function indicatorsOf(input: IndicatorInput): readonly Indicator[] {
  const { isWithin } = input.time;
  const { of, deals, executed, prototypes, products } = input.milestones;
  const tellings = byMatch(input.tellings);
  const satisfied = input.surveys.filter(
    ({ answeredAt, satisfaction }) => satisfaction !== undefined && isWithin(answeredAt),
  );
  const sum = (key: Count) => {
    const told = tellings.flatMap((each) => growthOf(key, each, isWithin));
    return {
      ...(told.length > 0 && { value: told.reduce((total, value) => total + value, 0) }),
      from: told.length,
      unit: "count" as const,
    };
  };
  const mean = satisfied.reduce((total, { satisfaction = 0 }) => total + satisfaction, 0);
  return [
    { key: "newBusinesses", ja: "新事業開始", en: "new businesses", ...sum("newBusinesses") },
    { key: "deals", ja: "商談成立", en: "deals closed", value: deals, from: of, unit: "count" },
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
    { key: "newJobs", ja: "新規雇用", en: "new jobs", ...sum("newJobs"), unit: "people" },
    {
      key: "prototypes",
      ja: "実用化率",
      en: "share put to use",
      ...shareOfExecuted(prototypes, executed),
    },
    {
      key: "products",
      ja: "事業化率",
      en: "share commercialised",
      ...shareOfExecuted(products, executed),
    },
  ];
}

function byMatch(tellings: readonly Telling[]): readonly (readonly Telling[])[] {
  const found = new Map<string, Telling[]>();
  for (const telling of tellings) {
    found.set(telling.match, [...(found.get(telling.match) ?? []), telling]);
  }
  return [...found.values()];
}

/**
 * By how much a count of one match is other than before the period, when something was told of it
 * within: a business that is told of at three months and again at twelve counts once.
 */
function growthOf(
  key: Count,
  tellings: readonly Telling[],
  isWithin: ReportedTime["isWithin"],
): readonly number[] {
  if (!tellings.some(({ at, changed }) => isWithin(at) && changed.includes(key))) return [];
  const now = knownFrom(tellings)[key];
  const before = knownFrom(tellings.filter(({ at }) => !isWithin(at)))[key];
  return now === undefined && before === undefined ? [] : [(now ?? 0) - (before ?? 0)];
}

/** Of the matches that came to 実施, those that came on; none without any. */
function shareOfExecuted(count: number, executed: number) {
  const share = shareOf(count, executed);
  return {
    ...share,
    ...(share.share !== undefined && { value: share.share }),
    unit: "share" as const,
    from: executed,
  };
}
