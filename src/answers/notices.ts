import type { Entry } from "../corpus/entry.ts";
import type { Source } from "../corpus/source.ts";
import type { Passage } from "../search/passage.ts";
import { type Language, languageOf } from "../text/language.ts";
import type { Question } from "./question.ts";
import type { Say, WordingKey } from "./wording.ts";

/** What a reader must know beside the answer: readings, status of each thing, caveats, dates. */
export function noticesFor(
  question: Question,
  cited: readonly Passage[],
  { sources, say }: { sources: ReadonlyMap<string, Source>; say: Say },
): readonly string[] {
  const { language, links } = question;
  const corrected = links.flatMap(({ typed, cards }) =>
    typed ? [say("corrected", { typed, meant: nameOf(cards[0], language) ?? typed })] : [],
  );
  const statuses = [...new Set(cited.map(({ card }) => card))].flatMap((card) => {
    const key = statusKey(card);
    return key ? [say(key, { name: nameOf(card, language) ?? card.id })] : [];
  });
  const notes = cited.flatMap(({ statement }) => statement.note?.[language] || []);
  const dates = [
    ...new Set(cited.flatMap(({ statement }) => statement.locators.map((l) => l.source))),
  ]
    .map((id) => sources.get(id))
    .filter((source) => source !== undefined)
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
  return [...new Set([...corrected, ...languages, ...statuses, ...notes, ...dates])];
}

/** A card has its sentences in English too; a document has nobody to put them so. */
function isJapaneseDocument({ card, statement }: Passage): boolean {
  return card.head.kind === "document" && languageOf(statement.text) === "ja";
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
      return undefined;
  }
}
