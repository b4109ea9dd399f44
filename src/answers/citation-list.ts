import type { Source } from "../corpus/source.ts";
import type { Passage } from "../search/passage.ts";
import type { Language } from "../text/language.ts";
import type { Citation } from "./answer.ts";
import { citationsOf } from "./compose-answer.ts";

/** The citations of an answer while criteria and tables add theirs to those of the text. */
export interface CitationList {
  /** The [n] of a statement, which is cited now if it was not before. */
  cite(passage: Pick<Passage, "card" | "statement">): number;
  all(): readonly Citation[];
}

export function createCitationList(
  ofText: readonly Citation[],
  { sources, language }: { sources: ReadonlyMap<string, Source>; language: Language },
): CitationList {
  const citations = [...ofText];
  return {
    cite(passage) {
      const wanted = citationsOf(passage, sources, language);
      const known = citations.find(({ path, quote }) =>
        wanted.some((other) => other.path === path && other.quote === quote),
      );
      if (known) return known.n;
      const n = citations.length + 1;
      citations.push(...wanted.map((citation, i) => ({ ...citation, n: n + i })));
      return n;
    },
    all: () => citations,
  };
}
