import type { Source } from "../corpus/source.ts";
import type { Passage } from "../search/passage.ts";
import type { Language } from "../text/language.ts";
import type { Citation } from "./answer.ts";
import { unbackedFigures } from "./quote-check.ts";

/** Sentences and the citations that carry them. */
export interface Composed {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** Longest text of an answer, in code points. */
export const MAX_TEXT = 400;

/**
 * Puts statements together as an answer: each sentence ends with the numbers of its citations, and
 * no sentence is cut; what does not fit is left out. English readers get the card's English
 * sentence, if every figure in it stands in the quote.
 */
export function composeAnswer(
  passages: readonly Passage[],
  sources: ReadonlyMap<string, Source>,
  language: Language,
): Composed {
  const citations: Citation[] = [];
  const sentences: string[] = [];
  let length = 0;
  for (const passage of passages) {
    const cited = citationsOf(passage, sources, language, citations.length);
    const marks = cited.map(({ n }) => `[${n}]`).join("");
    const sentence = mark(rendering(passage, language), marks);
    length += [...sentence].length + 1;
    if (sentences.length > 0 && length > MAX_TEXT) break;
    sentences.push(sentence);
    citations.push(...cited);
  }
  return { text: sentences.join(language === "en" ? " " : ""), citations };
}

/** One citation for each source document that the statement rests on. */
function citationsOf(
  { card, statement }: Passage,
  sources: ReadonlyMap<string, Source>,
  language: Language,
  offset: number,
): readonly Citation[] {
  const ids = [...new Set(statement.locators.map(({ source }) => source))];
  return ids.map((id, index) => {
    const source = sources.get(id);
    const locator = statement.locators.find((candidate) => candidate.source === id);
    return {
      n: offset + index + 1,
      source: id,
      title: (language === "en" ? source?.titleEn : source?.title) ?? id,
      publisher: (language === "en" ? source?.publisherEn : source?.publisher) ?? "",
      asOf: source?.asOf.iso ?? "",
      path: card.path,
      locator: {
        ...(locator?.page && { page: locator.page }),
        ...(locator?.section && { section: locator.section }),
      },
      quote: statement.text,
      quoteOf: "card",
    };
  });
}

function rendering({ statement }: Passage, language: Language): string {
  const { text, en } = statement;
  if (language === "ja" || !en) return text;
  return unbackedFigures(en, [text]).length === 0 ? en : text;
}

/** Sets the marks before the full stop of every sentence, or at the end of a text without one. */
export function mark(text: string, marks: string): string {
  const stop = /(?:。|\.(?=\s|$))(?![^「]*」)/gu;
  return stop.test(text) ? text.replace(stop, (dot) => `${marks}${dot}`) : `${text}${marks}`;
}
