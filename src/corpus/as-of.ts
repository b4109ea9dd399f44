import { eraYear, yearsIn } from "../text/japanese-era.ts";

/** A date as people read it, in both calendars, and as machines sort it. */
export interface AsOf {
  /** 平成16年度（2004年度） */
  readonly text: string;
  /** 2004, 2007-10-25, or 2023/2024 for a span. */
  readonly iso: string;
}

const WESTERN = /(?<!\d)((?:18|19|20)\d{2})(?:-(\d{2})(?:-(\d{2}))?)?/gu;

/**
 * Reads a date given in both calendars: 平成16年度（2004年度）, 平成19年10月25日（2007-10-25）.
 * The western half is what sorts. `undefined` when a calendar is missing.
 */
export function parseAsOf(text: string): AsOf | undefined {
  const { western, eraYears } = calendarsOf(text);
  if (western.length === 0 || eraYears.length === 0) return undefined;
  return { text, iso: western.join("/") };
}

/** Reads a date that a document prints in either calendar: 平成１５年１月３１日, 2006年 11月10日. */
export function parsePrintedDate(printed: string): AsOf | undefined {
  const plain = printed.normalize("NFKC").replace(/\s/gu, "");
  const [year] = yearsIn(plain);
  if (year === undefined) return undefined;
  const parts = [...plain.matchAll(/(\d{1,2})(?=[月日])/gu)].map(([digits]) =>
    digits.padStart(2, "0"),
  );
  const iso = [year, ...parts].join("-");
  const afterYear = plain.replace(/^.*?年/u, "");
  return { text: `${eraYear(year) ?? ""}${afterYear}（${iso}）`, iso };
}

/** Whether the two calendars of a date name the same years. */
export function calendarsAgree({ text }: AsOf): boolean {
  const { western, eraYears } = calendarsOf(text);
  const years = new Set(western.map((date) => Number(date.slice(0, 4))));
  return [...years].join() === eraYears.join();
}

function calendarsOf(text: string) {
  const plain = text.normalize("NFKC");
  const western = [...plain.matchAll(WESTERN)].map((match) => match[0]);
  return { western, eraYears: yearsIn(plain.replace(WESTERN, " ")) };
}
