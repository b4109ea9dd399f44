import { searchForm } from "../text/search-form.ts";
import { packStrings, type StringList } from "./string-list.ts";
import { createPostingsBuilder, type TermPostings } from "./term-postings.ts";
import { termsOf } from "./terms.ts";

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

// A title tells what all passages of a document are about, and so less of each one of them.
const FIELD_WEIGHTS = [0.5, 1, 1];

export function buildTextIndex(texts: readonly SearchableText[]): TextIndex {
  const words = createPostingsBuilder(FIELD_WEIGHTS);
  const pairs = createPostingsBuilder(FIELD_WEIGHTS);
  const forms: string[] = [];
  for (const { title, heading, body } of texts) {
    const fields = [title, heading, body];
    const terms = fields.map(termsOf);
    words.add(terms.map((field) => field.words));
    pairs.add(terms.map((field) => field.pairs));
    forms.push(fields.map((field) => searchForm(field) + FIELD_END).join(""));
  }
  return { words: words.build(), pairs: pairs.build(), forms: packStrings(forms) };
}
