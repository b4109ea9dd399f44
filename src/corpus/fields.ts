import { z } from "zod";
import { areasIn, isArea } from "../text/areas.ts";
import { isDay } from "../text/days.ts";
import { parseAsOf } from "./as-of.ts";

export const text = z.string().trim().min(1);

export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, {
  error: "小文字の英数字とハイフン（拡張子なし） / lower-case letters, digits and hyphens",
});

/** A day of the calendar: 2027-03-31. */
export const day = text.refine(isDay, {
  error: "暦にある日（例: 2027-03-31） / a day of the calendar",
});

/** A date in both calendars; see `parseAsOf`. */
export const asOf = text.transform((value, context) => {
  const parsed = parseAsOf(value);
  if (parsed) return parsed;
  context.addIssue({
    code: "custom",
    message: "和暦と西暦を併記した日付（例: 平成16年度（2004年度）） / a date in both calendars",
  });
  return z.NEVER;
});

/** 都道府県, 地方 (中国地方), 全国, or 海外 with the country: 海外・ドイツ; see `isArea`. */
export const area = text.superRefine((value, context) => {
  if (isArea(value)) return;
  const [meant = "岡山県、中国地方、全国、海外・ドイツ"] = areasIn(value);
  context.addIssue({
    code: "custom",
    message: `都道府県か地方の正式な名、全国、海外 / the full name of a prefecture or bloc, 全国 or 海外 (${meant})`,
  });
});
