import { type Document, type Extract, pageAt, textOf, type Unit } from "../corpus/document.ts";
import type { Quote } from "./proposal.ts";

/** A sentence, an item, a row or a heading of a document, in its place. */
export interface Sentence extends Quote {
  /** Set for a heading: it names, and states nothing. */
  readonly heads: boolean;
}

/** Marks before what is said: 1 (2) ③ ・ ○ */
const MARKS =
  /^(?:[・•○●◆■◇□*#-]+ ?|例[）)] ?|(?:19|20)\d\d年 |[（(]?(?:\d{1,2}|[①-⑳ⅰ-ⅹⅠ-Ⅹ])[）).．、]* ?(?![\d年月日,.]))+/u;

/** Between the cells of a row, which begin with the headings of their columns. */
const CELL = / (?=[^\s:：、。]{1,20}[:：])/gu;

/**
 * What can be quoted of a document, an extract after the other; the cells of a row are set apart by
 * tabs. What was mended by reading it, or has lost its figures, is left out.
 */
export function sentencesOf(document: Document): readonly (readonly Sentence[])[] {
  return document.extracts.map((extract) => {
    const section = sectionOf(extract);
    return extract.units
      .filter((unit) => !unit.doubtful && isAsItStands(unit, document))
      .map((unit) => ({
        text: textOf(document, unit)
          .replace(/\s+/gu, " ")
          .replace(CELL, "\t")
          .trim()
          .replace(MARKS, "")
          .trim(),
        heads: unit.heads === true,
        ...pageOf(unit, extract, document),
        ...section,
      }))
      .filter(({ text }) => /^[^|].*\p{L}{3}/u.test(text));
  });
}

/** Lines may be joined; a figure that was put back where it was torn from stands elsewhere. */
function isAsItStands({ text, start, end }: Unit, document: Document): boolean {
  if (text === undefined) return true;
  return withoutSpace(text) === withoutSpace(document.text.slice(start, end));
}

/** Whether a text stands in a document, white space aside; a mended figure does not. */
export function isVerbatim(text: string, document: Document): boolean {
  const wanted = withoutSpace(text);
  return wanted !== "" && lettersOf(document).includes(wanted);
}

const letters = new WeakMap<Document, string>();

function lettersOf(document: Document): string {
  const known = letters.get(document) ?? withoutSpace(document.text);
  letters.set(document, known);
  return known;
}

export function withoutSpace(text: string): string {
  return text.replace(/\s/gu, "");
}

function pageOf({ start }: Unit, extract: Extract, document: Document): Pick<Quote, "page"> {
  const page = pageAt(document, extract, start);
  return { ...(page !== undefined && { page }) };
}

function sectionOf({ heading }: Extract): Pick<Quote, "section"> {
  const section = heading
    .split(" > ")
    .at(-1)
    ?.replace(/^#+\s*/u, "")
    .trim();
  return { ...(section && { section }) };
}
