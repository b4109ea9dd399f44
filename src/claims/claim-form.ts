import { westernYear } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { parseYen } from "../text/yen.ts";

const ERA_YEAR =
  /(令和|平成|昭和|大正|明治|(?<![a-z0-9])[rhs](?=\d{1,2}(?:年|\.\d)))(元|\d{1,2})(?!\d)(年度?)?(?:~(\d{1,2})(?=年))?/gu;
const NUMERIC_DATE = /(?<![\d.])((?:18|19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])/gu;
const YEN = /\d[\d.兆億万千百]*円/gu;
/** 2004年(2004年): the same year in two calendars, the same amount in two units. */
const SAME_AGAIN = /(?<![\d.])(\d[^()]{2,16})\(\1\)/gu;

/**
 * The form in which a claim and its quote are compared: the search form with years in the western
 * calendar, dates in one notation and amounts as whole yen; white space only between Latin words.
 */
export function claimForm(text: string): string {
  return searchForm(text)
    .replace(/\s+/gu, " ")
    .replace(/(?<![a-z0-9.,)]) | (?![a-z0-9(])/gu, "")
    .replace(ERA_YEAR, (whole, era: string, first: string, unit = "", last?: string) => {
      const from = westernYear(era, first === "元" ? 1 : Number(first));
      if (from === undefined) return whole;
      const to = last === undefined ? "" : `~${westernYear(era, Number(last))}`;
      return `${from}${unit}${to}`;
    })
    .replace(NUMERIC_DATE, (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`)
    .replace(YEN, (amount) => `${parseYen(amount) ?? amount}円`.replace("円円", "円"))
    .replace(SAME_AGAIN, "$1");
}
