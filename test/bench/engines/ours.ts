import type { SearchableText } from "../../../src/search/text-index.ts";
import { createTextSearch } from "../../../src/search/text-search.ts";
import type { Engine } from "./engine.ts";

/** The search that answers questions, over cards and documents alike. It has one setting. */
export function createEngine(texts: readonly SearchableText[]): Engine {
  const index = createTextSearch(texts);
  return { search: (query, limit) => index.search(query, { limit }).map(({ number }) => number) };
}
