import { type Acceptance, callAt, isFresh, isRecordSource } from "../corpus/acceptance.ts";
import type { Entry } from "../corpus/entry.ts";
import type { Source } from "../corpus/source.ts";
import type { Passage } from "../search/passage.ts";
import { japanTime } from "../text/days.ts";
import { type Language, languageOf } from "../text/language.ts";
import type { Question } from "./question.ts";
import { recordOf } from "./standing.ts";
import type { Say, WordingKey } from "./wording.ts";

interface Context {
  readonly sources: ReadonlyMap<string, Source>;
  readonly say: Say;
  /** The time at which the question is asked, if it is known. */
  readonly time: Date | undefined;
}

/** What a reader must know beside the answer: readings, status of each thing, caveats, dates. */
export function noticesFor(
  question: Question,
  cited: readonly Passage[],
  { sources, say, time }: Context,
): readonly string[] {
  const { language, links, areas } = question;
  const corrected = links.flatMap(({ typed, cards }) =>
    typed ? [say("corrected", { typed, meant: nameOf(cards[0], language) ?? typed })] : [],
  );
  const statuses = [...new Set(cited.map(({ card }) => card))].flatMap((card) => {
    const name = nameOf(card, language) ?? card.id;
    const record = recordOf(card);
    if (record) return callNotice(record, name, { say, time, areas });
    const key = statusKey(card);
    return key ? [say(key, { name })] : [];
  });
  const notes = cited.flatMap(({ statement }) => statement.note?.[language] || []);
  const dates = [
    ...new Set(cited.flatMap(({ statement }) => statement.locators.map((l) => l.source))),
  ]
    .map((id) => sources.get(id))
    .filter((source) => source !== undefined)
    .filter(({ id }) => !isRecordSource(id))
    .map((source) =>
      source.asOf.text === ""
        ? say("sourceUndated", { title: titleOf(source, language) })
        : say("sourceDate", {
            asOf: source.asOf.text,
            title: titleOf(source, language),
            publisher: language === "en" ? source.publisherEn : source.publisher,
          }),
    );
  const original = language === "en" && cited.some(isJapaneseDocument);
  const languages = original ? [say("originalLanguage")] : [];
  const records = cited.flatMap(({ card }) => recordOf(card) ?? []);
  const of = [...notes, ...dates, ...retrievalOf(records, say)];
  return [...new Set([...corrected, ...languages, ...statuses, ...of])];
}

/** Where records are from, and when they were asked for: one line for all of them. */
function retrievalOf(records: readonly Acceptance[], say: Say): readonly string[] {
  const times = records.map(({ retrievedAt }) => japanTime(retrievedAt)).toSorted();
  const [first, last] = [times.at(0), times.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [say("sourceRecord", { retrievedAt: first === last ? first : `${first} – ${last}` })];
}

/** A card has its sentences in English too; a document or a record has nobody to put them so. */
function isJapaneseDocument({ card, statement }: Passage): boolean {
  const isOriginal = card.head.kind === "document" || recordOf(card) !== undefined;
  return isOriginal && statement.en === undefined && languageOf(statement.text) === "ja";
}

/** How a scheme stands whose rounds a record told. */
function callNotice(
  record: Acceptance,
  name: string,
  { say, time, areas }: Pick<Context, "say" | "time"> & Pick<Question, "areas">,
): readonly string[] {
  if (time === undefined || !isFresh(record, time)) {
    return [say("statusStale", { name, retrievedAt: japanTime(record.retrievedAt) })];
  }
  const { standing, round } = callAt(record, time, areas);
  const opens = round?.opens === undefined ? "" : japanTime(round.opens);
  const closes = round?.closes === undefined ? "" : japanTime(round.closes);
  switch (standing) {
    case "open":
      return [say("statusOpen", { name, closes })];
    case "scheduled":
      return [say("statusScheduled", { name, opens })];
    case "closed":
      return [say("statusClosed", { name, closes })];
    case "unknown":
      return [
        say(round || record.rounds.length === 0 ? "statusUnknown" : "statusElsewhere", { name }),
      ];
  }
}

function titleOf({ title, titleEn }: Source, language: Language): string {
  return language === "en" ? titleEn : title;
}

export function nameOf(card: Entry | undefined, language: Language): string | undefined {
  return language === "en" ? card?.head.nameEn : card?.head.name;
}

/** Kinds of card about what somebody may want to use; the others tell what is or was so. */
const CAN_BE_HAD: ReadonlySet<Entry["head"]["kind"]> = new Set([
  "scheme",
  "programme",
  "organisation",
  "seed",
]);

function statusKey({ head }: Entry): WordingKey | undefined {
  switch (head.status) {
    case "historic":
      return ["scheme", "programme"].includes(head.kind)
        ? "statusHistoricScheme"
        : "statusHistoric";
    case "planned":
      return "statusPlanned";
    case "requested":
      return "statusRequested";
    case "unknown":
      if (head.kind === "document") return "statusDocument";
      return CAN_BE_HAD.has(head.kind) ? "statusUnknown" : "statusHistoric";
    case "superseded":
      return "statusSuperseded";
    case "open":
      // What nobody dated: whether it still is so is not known.
      return CAN_BE_HAD.has(head.kind) ? "statusUnknown" : undefined;
  }
}
