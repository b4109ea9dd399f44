import type { Statement } from "../corpus/card.ts";
import type { Locator } from "../corpus/locator.ts";
import type { Source } from "../corpus/source.ts";
import type { Passage } from "../search/passage.ts";
import { isLive } from "../text/is-live.ts";
import type { Language } from "../text/language.ts";
import { givesOrder } from "../text/orders.ts";
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
    const headings = headingsOf(passage, citations);
    const citing = (statement: Statement, before: number) =>
      citationsOf({ ...passage, statement }, sources, language).map((citation, i) => ({
        ...citation,
        n: citations.length + before + i + 1,
      }));
    const own = citing(passage.statement, 0);
    const above = headings.map((heading, i) =>
      citing({ ...passage.statement, ...heading }, own.length + i),
    );
    const titles = headings.map(({ text }, i) => `${text}${marksOf(above[i] ?? [])}： `).join("");
    const sentence = titles + closed(mark(rendering(passage, language), marksOf(own)));
    const cited = [...own, ...above.flat()];
    length += [...sentence].length + 1;
    if (sentences.length > 0 && length > MAX_TEXT) break;
    sentences.push(sentence);
    citations.push(...cited);
  }
  return { text: sentences.join(language === "en" ? " " : ""), citations };
}

function marksOf(citations: readonly Citation[]): string {
  return citations.map(({ n }) => `[${n}]`).join("");
}

/** Longest heading that is said before an excerpt. */
const MAX_HEADING = 60;

/**
 * What an excerpt of a document stands under and no sentence before it has said: without its heading
 * 「1997年に第1号に選ばれた」 does not tell who was. The outermost heading, quoted like the rest: on a slide the inner ones are captions of boxes.
 * An address or an order heads nothing.
 */
export function headingsOf(
  { statement }: Pick<Passage, "statement">,
  said: readonly { readonly quote: string }[] = [],
): NonNullable<Statement["under"]> {
  return (statement.under ?? [])
    .filter(({ text }) => text.length <= MAX_HEADING && !isLive(text) && !givesOrder(text))
    .slice(0, 1)
    .filter(({ quote }) => !said.some((citation) => citation.quote === quote));
}

/** One citation for each source document that the statement rests on. */
export function citationsOf(
  { card, statement }: Pick<Passage, "card" | "statement">,
  sources: ReadonlyMap<string, Source>,
  language: Language,
): readonly Omit<Citation, "n">[] {
  const ids = [...new Set(statement.locators.map(({ source }) => source))];
  return ids.map((id) => {
    const locators = statement.locators.filter((locator) => locator.source === id);
    return {
      source: id,
      ...describe(sources.get(id), id, language),
      path: card.path,
      locator: locatorOf(locators),
      quote: quoteOf(statement),
      quoteOf: card.head.kind === "document" ? "source" : "card",
    };
  });
}

function describe(source: Source | undefined, id: string, language: Language) {
  if (!source) return { title: id, publisher: "", asOf: "" };
  const { title, titleEn, publisher, publisherEn, asOf } = source;
  return language === "en"
    ? { title: titleEn, publisher: publisherEn, asOf: asOf.iso }
    : { title, publisher, asOf: asOf.iso };
}

/** Where in one source: its first page, and where there is more than one place all of them. */
function locatorOf(locators: readonly Locator[]): Citation["locator"] {
  const page = locators.find((locator) => locator.page !== undefined)?.page;
  const several = locators.length > 1 || locators.some(({ lastPage }) => lastPage !== undefined);
  const places = several ? locators.map(placeOf) : locators.flatMap(({ section }) => section ?? []);
  const section = places.filter(Boolean).join("、");
  return { ...(page !== undefined && { page }), ...(section && { section }) };
}

function placeOf({ page, lastPage, section }: Locator): string {
  const pages = lastPage === undefined ? page : `${page}-${lastPage}`;
  return [pages && `p.${pages}`, section].filter(Boolean).join(" ");
}

/** What stands in the file, word for word. */
export function quoteOf({ text, quote }: Statement): string {
  return quote ?? text;
}

/** The sentence in the reader's language: the card's English, if every figure in it stands in the quote. */
export function rendering({ statement }: Pick<Passage, "statement">, language: Language): string {
  const { text, en } = statement;
  if (language === "ja" || !en) return text;
  return unbackedFigures(en, [text]).length === 0 ? en : text;
}

/** An excerpt of a document may be an item or a heading: it ends where the next one begins. */
function closed(sentence: string): string {
  return /[。.!！?？]\s*$/u.test(sentence) ? sentence : `${sentence}。`;
}

/** Sets the marks before the full stop of every sentence, and at the end of a text that has none there. */
export function mark(text: string, marks: string): string {
  // "no. 1" goes on; so does a number before its point unless it is a year or a share.
  const stop = /。|(?<=[A-Za-z)"\]%]|\d{3})(?<!\bno)\.(?=\s|$)/giu;
  const marked = text
    .split(/(?<=[「」])/u)
    // What ends at 」 stands within 「」: its stops end no sentence of ours.
    .map((part) => (part.endsWith("」") ? part : part.replace(stop, (dot) => marks + dot)))
    .join("");
  // An excerpt may end in the midst of things: what stands after the last stop is marked too.
  return /\]。?$|\]\.$/u.test(marked) ? marked : marked + marks;
}
