import { AREA_NAMES, areasIn, isCity } from "./areas.ts";

/** Where something is looked for, in the full forms of `areasIn`. */
export interface AskedAreas {
  readonly within: readonly string[];
  readonly outside: readonly string[];
  /** The text without what it says of where not to look. */
  readonly rest: string;
}

// 東京や大阪, Tokyo or Osaka: what is said of the last is said of all. The bounds keep a long row of
// names from being read once for each of its names.
const LIST = `${AREA_NAMES}(?:(?:と|や|、|,|・|/|か|または|又は|及び|および|\\band\\b|\\bor\\b|\\s){1,5}${AREA_NAMES}){0,20}`;
const SUFFIX = "(?:地方|地域|エリア|[県府都道市]?内)?";
const NOT_THERE = [
  "以外",
  "[はを]?(?:除(?:[くきけ]|い[てた]|外)|のぞ(?:[くき]|い[てた]))",
  "(?:では|じゃ|で)(?:な[いくか]|無[いく]|ありません)",
  "[はを]避け",
  "は(?:だめ|ダメ|不可|NG)",
  "の外(?=[でにのか、]|$)",
  "(?<=[県府都道])外(?=[でにのか、]|$)",
].join("|");
/** 北海道以外でも, 北海道でなくても: anywhere will do. */
const NOT_ONLY = "(?<anywhere>(?:[でに]|から)?も|て(?:も|よ|い))?";
// 岡山大学以外: somebody of that name is not wanted, which says nothing of the place.
const BODY = "(?<body>[\\p{Script=Han}\\p{Script=Katakana}ー]{1,12}?)?";
const NOT_BEFORE =
  "\\b(?:outside(?: of)?|other than|except(?: for| in)?|excluding|not (?:in|from|near)|anywhere but|but not(?: in)?|away from)(?: the)? ";
const AFTER = new RegExp(`(?<list>${LIST})${SUFFIX}${BODY}(?:${NOT_THERE})${NOT_ONLY}`, "giu");
const BEFORE = new RegExp(`${NOT_BEFORE}(?<list>${LIST})`, "giu");
const NAME = new RegExp(AREA_NAMES, "giu");

/**
 * Reads where something is looked for and where not: 北海道以外, 東京や大阪を除く, outside Osaka. A city
 * that is not wanted says nothing of the rest of its prefecture.
 */
export function askedAreas(text: string): AskedAreas {
  const form = text.normalize("NFKC");
  const refusals = [...form.matchAll(AFTER), ...form.matchAll(BEFORE)];
  const outside = refusals.flatMap(({ groups }) =>
    groups?.anywhere || groups?.body ? [] : namesIn(groups?.list ?? ""),
  );
  const rest = refusals.reduce((left, [refusal]) => left.replace(refusal, " "), form);
  return {
    within: areasIn(rest),
    outside: [...new Set(outside.flatMap(areasIn))],
    rest: refusals.length === 0 ? text : rest,
  };
}

function namesIn(list: string): readonly string[] {
  return [...list.matchAll(NAME)].map(([name]) => name).filter((name) => !isCity(name));
}
