import { addDays, addMonths, endOfMonth, isDay } from "./days.ts";
import { eraYear, westernYear } from "./japanese-era.ts";

/** Days from the first to the last, both counted. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** As people read it: 2026年度第3四半期（2026-10-01〜2026-12-31） */
  readonly label: string;
}

/** The Japanese fiscal year of a day, which begins in April. */
export function fiscalYear(day: string): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1;
}

/** 1 for April to June … 4 for January to March. */
export function fiscalQuarter(day: string): number {
  return Math.floor(((Number(day.slice(5, 7)) + 8) % 12) / 3) + 1;
}

const YEAR = "(\\d{4}|(?:令和|平成|昭和|R|H|S)(?:元|\\d{1,2}))";
const FISCAL_YEAR = new RegExp(`^(?:FY)?${YEAR}(?:年度|FY)?$`, "iu");
const QUARTER = new RegExp(`^(?:FY)?${YEAR}(?:年度)?(?:第([1-4])四半期|-?Q([1-4]))$`, "iu");
const MONTH = new RegExp(`^${YEAR}(?:年|-|/)(\\d{1,2})月?$`, "iu");
const SPAN = /^(\d{4}-\d{2}-\d{2})(?:\.\.|~|〜|,)(\d{4}-\d{2}-\d{2})$/u;

/**
 * A period by the words of staff: 2026年度, 令和8年度, 2026Q3, 2026年度第3四半期, 2026-11, 2026年11月,
 * 2026-04-01..2026-09-30, 今年度, 前年度, 今四半期, 前四半期, 今月, 先月. Years and quarters are fiscal.
 * `undefined` for anything else.
 */
export function periodOf(text: string, today: string): Period | undefined {
  const plain = text.normalize("NFKC").replace(/\s/gu, "");
  return relative(plain, today) ?? named(plain);
}

function relative(text: string, today: string): Period | undefined {
  const year = fiscalYear(today);
  const quarter = fiscalQuarter(today);
  const month = today.slice(0, 7);
  const before = addMonths(`${month}-01`, -1).slice(0, 7);
  const periods: Readonly<Record<string, () => Period>> = {
    今年度: () => ofYear(year),
    前年度: () => ofYear(year - 1),
    昨年度: () => ofYear(year - 1),
    今四半期: () => ofQuarter(year, quarter),
    前四半期: () => (quarter === 1 ? ofQuarter(year - 1, 4) : ofQuarter(year, quarter - 1)),
    今月: () => ofMonth(month),
    先月: () => ofMonth(before),
  };
  return Object.hasOwn(periods, text) ? periods[text]?.() : undefined;
}

function named(text: string): Period | undefined {
  const [, first, last] = SPAN.exec(text) ?? [];
  if (first && last && isDay(first) && isDay(last) && first <= last) {
    return { from: first, to: last, label: `${first}〜${last}` };
  }
  const [, quarterYear, kanji, letter] = QUARTER.exec(text) ?? [];
  if (quarterYear) return inYear(quarterYear, (year) => ofQuarter(year, Number(kanji ?? letter)));
  const [, monthYear, month = ""] = MONTH.exec(text) ?? [];
  if (monthYear && Number(month) >= 1 && Number(month) <= 12) {
    return inYear(monthYear, (year) => ofMonth(`${year}-${month.padStart(2, "0")}`));
  }
  const [, year] = FISCAL_YEAR.exec(text) ?? [];
  return year === undefined ? undefined : inYear(year, ofYear);
}

function inYear(text: string, make: (year: number) => Period): Period | undefined {
  const [, era = "", count = ""] = /^(\D+)(元|\d{1,2})$/u.exec(text) ?? [];
  const year = era === "" ? Number(text) : westernYear(era, count === "元" ? 1 : Number(count));
  return year === undefined ? undefined : make(year);
}

function ofYear(year: number): Period {
  const era = eraYear(year);
  const name = era === undefined ? `${year}年度` : `${year}年度（${era}度）`;
  return dated(name, `${year}-04-01`, `${year + 1}-03-31`);
}

function ofQuarter(year: number, quarter: number): Period {
  const from = addMonths(`${year}-04-01`, 3 * (quarter - 1));
  return dated(`${year}年度第${quarter}四半期`, from, endOfMonth(addMonths(from, 2)));
}

function ofMonth(month: string): Period {
  const from = `${month}-01`;
  const [year, number] = month.split("-").map(Number);
  return dated(`${year}年${number}月`, from, endOfMonth(from));
}

function dated(name: string, from: string, to: string): Period {
  return { from, to, label: `${name}（${from}〜${to}）` };
}
