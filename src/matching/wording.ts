import { readTexts, type SayOf, type WordingOf } from "../text/wording.ts";

const KEYS = [
  "reason",
  "reasonNamed",
  "reasonWorded",
  "reasonPlace",
  "gapCentre",
  "gapUnmet",
  "gapPlace",
  "gapCondition",
  "gapAnonymous",
  "gapNda",
  "excludedPlace",
  "excludedRefused",
  "excludedProfit",
  "excludedClosed",
  "excludedExpired",
  "noticeWeak",
  "noticeStatus",
  "noticeContact",
  "noticePerson",
  "noticeUniversity",
  "noticeUniversityAny",
  "notFound",
  "vague",
  "tooLong",
  "askPlace",
  "askPlaceAny",
  "askDeadline",
  "askBudget",
  "askAmount",
  "askSecrecy",
] as const;

export type Say = SayOf<(typeof KEYS)[number]>;
export type MatchWording = WordingOf<(typeof KEYS)[number]>;

/** Reads the wording of suggestions from YAML; throws when a text is missing, unknown or not in both languages. */
export function readMatchWording(yaml: string): MatchWording {
  return readTexts(yaml, KEYS);
}
