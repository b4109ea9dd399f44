import type { Card } from "../corpus/card.ts";
import type { Source } from "../corpus/source.ts";
import type { Passage } from "../search/passage.ts";
import type { Language } from "../text/language.ts";
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
      say("sourceDate", {
        asOf: source.asOf.text,
        title: language === "en" ? source.titleEn : source.title,
        publisher: language === "en" ? source.publisherEn : source.publisher,
      }),
    );
  return [...new Set([...corrected, ...statuses, ...notes, ...dates])];
}

export function nameOf(card: Card | undefined, language: Language): string | undefined {
  return language === "en" ? card?.head.nameEn : card?.head.name;
}

function statusKey({ head }: Card): WordingKey | undefined {
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
      return "statusUnknown";
    case "superseded":
      return "statusSuperseded";
    case "open":
      return undefined;
  }
}
