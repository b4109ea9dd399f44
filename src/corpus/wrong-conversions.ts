import { yearsIn } from "../text/japanese-era.ts";
import { parseYen } from "../text/yen.ts";

/** What stands in brackets and should say the same as what stands before them. */
interface Disagreement {
  readonly expected: string;
  readonly came: string;
}

const BRACKETS = /([^()。、]{1,40})\(([^()]{1,40})\)/gu;
const AMOUNT = /\d[\d,.兆億万千百]*円$/u;

/**
 * Conversions in a sentence that are not of what they stand behind: 平成14年度（2003年度）,
 * 5,000千円（5,000万円）. A rounded one (約…) is not looked at.
 */
export function wrongConversions(sentence: string): readonly Disagreement[] {
  return [...sentence.normalize("NFKC").matchAll(BRACKETS)].flatMap(
    ([, before = "", within = ""]) => [...wrongYears(before, within), ...wrongYen(before, within)],
  );
}

const DATE = "[\\d元年度月日頃〜~～–・./令和平成昭和大正明治-]+";
const DATE_BEFORE = new RegExp(`(?<!${DATE.slice(0, -1)})${DATE}$`, "u");
const DATE_WITHIN = new RegExp(`^${DATE}`, "u");

function wrongYears(before: string, within: string): readonly Disagreement[] {
  const date = DATE_BEFORE.exec(before)?.[0] ?? "";
  const converted = DATE_WITHIN.exec(within)?.[0] ?? "";
  const years = yearsIn(date);
  if (years.length === 0 || yearsIn(converted).every((year) => years.includes(year))) return [];
  const expected = `${date} と同じ年 / the same year as ${date}`;
  return [{ expected, came: within }];
}

function wrongYen(before: string, within: string): readonly Disagreement[] {
  const amount = AMOUNT.exec(before)?.[0] ?? "";
  const yen = parseYen(amount);
  const converted = parseYen(within);
  if (yen === undefined || converted === undefined || yen === converted) return [];
  const expected = `${amount} と同じ金額 / the same amount as ${amount}`;
  return [{ expected, came: within }];
}
