import type { Bilingual } from "../errors.ts";
import type { Labels } from "../ledger/vocabulary.ts";
import { areasIn } from "../text/areas.ts";
import { isDay } from "../text/days.ts";
import { westernYear } from "../text/japanese-era.ts";
import { tidyKey } from "./keys.ts";

/** What a cell says, or what is wrong with it. */
export type Cell<T> = { readonly value: T } | { readonly problem: Bilingual };

/** Longer texts are a mistake of the file, not a description. */
const MAX_LENGTH = 4000;

/** A text without white space around it; `undefined` when nothing stands there. */
export function textIn(cell: string): Cell<string | undefined> {
  const value = cell.replace(/^[\s\u3000]+|[\s\u3000]+$/gu, "");
  if (value.length <= MAX_LENGTH) return { value: value === "" ? undefined : value };
  return {
    problem: {
      ja: `${MAX_LENGTH}文字までにしてください（今は${value.length}文字）。`,
      en: `Keep it within ${MAX_LENGTH} characters (now ${value.length}).`,
    },
  };
}

/** A key as it is written down; see `foldedKey` for when two are one. */
export function keyIn(cell: string): Cell<string | undefined> {
  const value = tidyKey(cell);
  if (value === "") return { value: undefined };
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(value)) return { value };
  return {
    problem: {
      ja: "IDは文字・数字と . _ - で64文字までにしてください。",
      en: "An id has letters, digits and . _ - only, at most 64.",
    },
  };
}

/** Several words, between 、 , ; ／ or line breaks. */
export function listIn(cell: string): Cell<readonly string[]> {
  const words = cell.split(/[、,，;；／\n]/u).map((word) => word.trim());
  return { value: [...new Set(words.filter((word) => word !== ""))] };
}

/** A code of a vocabulary, by the code or by what people read for it. */
export function codeIn<Code extends string>(
  cell: string,
  labels: Labels<Code>,
): Cell<Code | undefined> {
  const wanted = plain(cell);
  if (wanted === "") return { value: undefined };
  // Object.entries forgets which keys the table has.
  const all = Object.entries<Bilingual>(labels) as [Code, Bilingual][];
  const found = all.find(([code, { ja, en }]) =>
    [code, ja, en].some((one) => plain(one) === wanted),
  );
  if (found) return { value: found[0] };
  const known = all.map(([, { ja }]) => ja).join("、");
  return {
    problem: {
      ja: `「${cell.trim()}」は使えません。使えるもの: ${known}`,
      en: `"${cell.trim()}" is not one of: ${all.map(([code]) => code).join(", ")}`,
    },
  };
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

/** A prefecture in its full form: 岡山 and 岡山県 are the same. */
export function prefectureIn(cell: string): Cell<string | undefined> {
  const value = cell.normalize("NFKC").trim();
  if (value === "") return { value: undefined };
  const [area, ...more] = areasIn(/[都道府県]$/u.test(value) ? value : `${value}県`);
  const [loose] = areasIn(value);
  const found = [area, loose].find((each) => each !== undefined && /[都道府県]$/u.test(each));
  if (found && more.length === 0) return { value: found };
  return {
    problem: {
      ja: `「${value}」は都道府県として読めません。岡山県のように書いてください。`,
      en: `"${value}" is no prefecture; write it like 岡山県.`,
    },
  };
}

export function numberIn(cell: string): Cell<number | undefined> {
  const value = cell.normalize("NFKC").replace(/[,\s人名]/gu, "");
  if (value === "") return { value: undefined };
  if (/^\d{1,7}$/u.test(value)) return { value: Number(value) };
  return {
    problem: {
      ja: `「${cell.trim()}」は人数として読めません。数字だけにしてください。`,
      en: `"${cell.trim()}" is no number of people; write digits only.`,
    },
  };
}

export function urlIn(cell: string): Cell<string | undefined> {
  const value = cell.trim();
  if (value === "") return { value: undefined };
  if (/^https?:\/\/\S{1,500}$/iu.test(value) && URL.canParse(value)) return { value };
  return {
    problem: {
      ja: `「${value}」はURLとして読めません。https:// から書いてください。`,
      en: `"${value}" is no URL; begin with https://.`,
    },
  };
}

/** A day: 2027-03-31, 2027/3/31, 2027年3月31日, 令和9年3月31日. */
export function dayIn(cell: string): Cell<string | undefined> {
  const day = dateIn(cell);
  if (day === "" || (day !== undefined && isDay(day))) return { value: day || undefined };
  return { problem: noDate(cell, { ja: "2027-03-31", en: "2027-03-31" }) };
}

/** A year, a month or a day: 2026, 2026-04, 令和8年4月1日. */
export function asOfIn(cell: string): Cell<string | undefined> {
  const date = dateIn(cell);
  if (date !== undefined && (date === "" || /^\d{4}(?:-\d{2})?$/u.test(date) || isDay(date))) {
    return { value: date || undefined };
  }
  return {
    problem: noDate(cell, { ja: "2026、2026-04、2026-04-01", en: "2026, 2026-04 or 2026-04-01" }),
  };
}

const DATE =
  /^(?:(\d{4})|(令和|平成|昭和|[RHS])(元|\d{1,2}))(?:年度|年|[-/.])?(?:(\d{1,2})(?:月|[-/.])?(?:(\d{1,2})日?)?)?$/iu;

/** As YYYY, YYYY-MM or YYYY-MM-DD; empty for an empty cell, `undefined` for what is no date. */
function dateIn(cell: string): string | undefined {
  const value = cell.normalize("NFKC").replace(/\s/gu, "");
  if (value === "") return "";
  const [, western, era = "", count, month, day] = DATE.exec(value) ?? [];
  const year = western
    ? Number(western)
    : count && westernYear(era, count === "元" ? 1 : Number(count));
  if (!year) return undefined;
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

function noDate(cell: string, shape: Bilingual): Bilingual {
  return {
    ja: `「${cell.trim()}」は日付として読めません。${shape.ja} のように書いてください。`,
    en: `"${cell.trim()}" is no date; write ${shape.en}.`,
  };
}
