import { searchForm } from "../text/search-form.ts";
import { packStrings, type StringList } from "./string-list.ts";
import { createPostingsBuilder, type TermPostings } from "./term-postings.ts";
import { type Terms, termsOf } from "./terms.ts";

/** A text as it is searched for. */
export interface SearchableText {
  readonly title: string;
  readonly heading: string;
  readonly body: string;
}

/** Everything that a search reads: typed arrays, so that it costs little and is stored as it is. */
export interface TextIndex {
  readonly words: TermPostings;
  readonly pairs: TermPostings;
  /** Search forms of the texts: title, heading and body, `FIELD_END` after each. */
  readonly forms: StringList;
}

/** Never part of a search form, which has no control characters. */
export const FIELD_END = "\u0000";

/** How texts are cut into terms and what their fields count. */
export interface Analysis {
  readonly termsOf: (text: string) => Terms;
  /** Of title, heading and body. */
  readonly fieldWeights: readonly number[];
}

export const ANALYSIS: Analysis = {
  termsOf,
  // A title tells what all passages of a document are about, and so less of each one of them.
  fieldWeights: [0.5, 1, 1],
};

export function buildTextIndex(
  texts: readonly SearchableText[],
  analysis: Analysis = ANALYSIS,
): TextIndex {
  const words = createPostingsBuilder(analysis.fieldWeights);
  const pairs = createPostingsBuilder(analysis.fieldWeights);
  const forms: string[] = [];
  for (const { title, heading, body } of texts) {
    const fields = [title, heading, body];
    const terms = fields.map(analysis.termsOf);
    words.add(terms.map((field) => field.words));
    pairs.add(terms.map((field) => field.pairs));
    forms.push(fields.map((field) => searchForm(field) + FIELD_END).join(""));
  }
  return { words: words.build(), pairs: pairs.build(), forms: packStrings(forms) };
}
