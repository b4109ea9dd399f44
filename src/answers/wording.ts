import { readTexts, type SayOf, type WordingOf } from "../text/wording.ts";

/** Everything the assistant says in its own words. */
const KEYS = [
  "notFound",
  "notFoundAbout",
  "notStated",
  "withheld",
  "notCurrent",
  "notCurrentAbout",
  "notCurrentRecord",
  "notCurrentRecords",
  "noOpenCalls",
  "ambiguous",
  "vague",
  "refusedOrder",
  "refusedPersonalData",
  "refusedOpinion",
  "smallTalk",
  "empty",
  "tooLong",
  "sourceDate",
  "sourceUndated",
  "sourceRecord",
  "originalLanguage",
  "statusHistoricScheme",
  "statusHistoric",
  "statusPlanned",
  "statusRequested",
  "statusUnknown",
  "statusDocument",
  "statusSuperseded",
  "statusOpen",
  "statusScheduled",
  "statusClosed",
  "statusElsewhere",
  "statusStale",
  "moreOpen",
  "corrected",
  "unanswered",
  "searched",
  "searchedDocument",
  "searchedRecords",
  "columnThing",
  "columnAnswer",
  "columnMoney",
  "columnCount",
  "columnRatio",
  "columnDuration",
  "columnCondition",
  "columnPhase",
  "columnKeyFactor",
  "columnForerunners",
  "emptyCell",
  "whichType",
  "whichPhase",
  "mostDeciding",
  "standardAnswer",
  "modelFailed",
] as const;
export type WordingKey = (typeof KEYS)[number];

/** A text in the reader's language with its slots filled. */
export type Say = SayOf<WordingKey>;
export type Wording = WordingOf<WordingKey>;

/** Reads the wording from YAML; throws when a text is missing, unknown or not in both languages. */
export function readWording(yaml: string): Wording {
  return readTexts(yaml, KEYS);
}
