// https://github.com/nextapps-de/flexsearch; its CJK charset is the stock setting.
import { Charset, Index } from "flexsearch";
import { wholeOf, wordsAndPairs } from "../engines/japanese.ts";

export function createEngine(texts, setting) {
  const best = setting === "best";
  const index = new Index(best ? { encode: wordsAndPairs } : { encoder: Charset.CJK });
  for (const [id, text] of texts.entries()) index.add(id, wholeOf(text));
  return {
    // `suggest` lets a result lack some of the terms.
    search: (query, limit) => index.search(query, { limit, suggest: best }),
  };
}
