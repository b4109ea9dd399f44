import { claimForm } from "../claims/claim-form.ts";
import { addDays, addMonths, endOfMonth, isDay } from "../text/days.ts";
import { fiscalYear } from "../text/periods.ts";

/** A deadline further away is a misreading. */
const MOST_MONTHS = 60;

/**
 * The last day that a deadline names, as somebody wrote it: 来年3月末, 令和9年度末, 3か月以内, by March 2027.
 * `undefined` where it names none, more than one, a beginning, or one that is past or far off. `today` is a
 * day in Japan.
 */
export function lastDayOf(deadline: string, today: string): string | undefined {
  const form = claimForm(deadline);
  if (NOT_ONE_END.test(form)) return undefined;
  const day = READERS.map((read) => read(form, today)).find((each) => each !== undefined);
  return day !== undefined && isDay(day) && day >= today && day <= addMonths(today, MOST_MONTHS)
    ? day
    : undefined;
}

/** 来年4月から, 発注後2週間以内, 2月か3月末 */
const NOT_ONE_END = /(?<!今)(?:から|後(?=.*\d))|より|以降|以後|~|\d月.*\d月/u;

type Reader = (form: string, today: string) => string | undefined;

const READERS: readonly Reader[] = [inMonths, ofFiscalYear, ofMonth, ofYear, ofEnglishMonth];

/** So many years or months from the present one. */
const FROM_NOW: Readonly<Record<string, number>> = { 今: 0, 本: 0, 来: 1, 再来: 2 };

/** 3か月以内, 2週間後 */
function inMonths(form: string, today: string): string | undefined {
  const [, count = "", unit = ""] =
    /(?<![\d年月])(\d{1,3})(か月|ヶ月|ケ月|カ月|週間|日|年)(?:以内|後)/u.exec(form) ?? [];
  if (unit === "") return undefined;
  if (unit === "日") return addDays(today, Number(count));
  if (unit === "週間") return addDays(today, 7 * Number(count));
  return addMonths(today, (unit === "年" ? 12 : 1) * Number(count));
}

const YEAR = "20\\d{2}|今|本|来|再来";

/** The year that is written, or so many from that of now. */
function yearOf(named: string, now: number): number {
  return /^\d/u.test(named) ? Number(named) : now + (FROM_NOW[named] ?? 0);
}

/** No year is that of now, but 次年度 and 数年 are others. */
const UNNAMED = "(?<![\\d\\p{Script=Han}])";
const FISCAL_YEAR = new RegExp(`(?:(${YEAR})|${UNNAMED})年度(?:の?末|中|内|まで)`, "u");

/** The end of it: 来年度から is no deadline. */
function ofFiscalYear(form: string, today: string): string | undefined {
  const found = FISCAL_YEAR.exec(form);
  return found ? `${yearOf(found[1] ?? "今", fiscalYear(today)) + 1}-03-31` : undefined;
}

const DAY_WITHIN: Readonly<Record<string, number>> = { 初: 10, 上旬: 10, 中旬: 20 };
// A year that is none of these is no year to leave aside.
const MONTH = new RegExp(
  `(?:(?<year>${YEAR})年の?|(?<!年の?|\\d))(?<month>\\d{1,2})月の?(?:(?<day>\\d{1,2})日|(?<part>初|上旬|中旬))?`,
  "u",
);

/** 2027年3月31日, 来年3月末, 3月中旬: without a year the next one. */
function ofMonth(form: string, today: string): string | undefined {
  const { year, month, day, part } = MONTH.exec(form)?.groups ?? {};
  const number = Number(month);
  if (!(number >= 1 && number <= 12)) return relativeMonth(form, today);
  const inYear = (each: number) =>
    dayOf({ year: each, month: number, day: Number(day ?? DAY_WITHIN[part ?? ""] ?? 31) });
  const now = Number(today.slice(0, 4));
  if (year === undefined) return [now, now + 1].map(inYear).find((each) => each >= today);
  return inYear(yearOf(year, now));
}

/** 来月末, 今月中 */
function relativeMonth(form: string, today: string): string | undefined {
  const [, named = ""] = /(今|本|来|再来)月/u.exec(form) ?? [];
  const months = FROM_NOW[named];
  return months === undefined ? undefined : endOfMonth(addMonths(today, months));
}

const END_OF_YEAR = new RegExp(`(?:(${YEAR})|${UNNAMED})年(?:内|の?末|中)`, "u");

/** 年内, 来年末 */
function ofYear(form: string, today: string): string | undefined {
  const found = END_OF_YEAR.exec(form);
  return found ? `${yearOf(found[1] ?? "今", Number(today.slice(0, 4)))}-12-31` : undefined;
}

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );

function ofEnglishMonth(form: string): string | undefined {
  const [, name = "", year = ""] =
    new RegExp(`\\b(${MONTHS.join("|")})\\s?(20\\d{2})`, "u").exec(form) ?? [];
  return name === ""
    ? undefined
    : dayOf({ year: Number(year), month: MONTHS.indexOf(name) + 1, day: 31 });
}

/** A day of a month, or its last where the month is shorter. */
function dayOf({
  year,
  month,
  day,
}: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}): string {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const last = endOfMonth(first);
  const wanted = `${first.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return wanted < last ? wanted : last;
}
