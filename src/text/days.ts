const JAPAN_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day it is in Japan, YYYY-MM-DD. */
export function japanDay(at: Date): string {
  return new Date(at.getTime() + JAPAN_MS).toISOString().slice(0, 10);
}

/** Days in Japan, both counted, as times in UTC: from the first, up to the second and no more. */
export function utcSpan({ from, to }: { readonly from: string; readonly to: string }) {
  return [`${addDays(from, -1)}T15:00:00.000Z`, `${to}T15:00:00.000Z`] as const;
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A day as it is written in Japanese: 2027-03-31 → 2027年3月31日. */
export function japaneseDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of a later month, or its last day where the month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}

/** The last day of the month of a day. */
export function endOfMonth(day: string): string {
  return addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);
}

/** A time as people in Japan read it: 2026-11-27 16:30. */
export function japanTime(iso: string): string {
  const time = new Date(Date.parse(iso) + JAPAN_MS).toISOString();
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}
