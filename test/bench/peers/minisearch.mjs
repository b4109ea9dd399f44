// https://lucaong.github.io/minisearch/
import MiniSearch from "minisearch";
import { wholeOf, wordsAndPairs } from "../engines/japanese.ts";

export function createEngine(texts, setting) {
  const index = setting === "best" ? best(texts) : stock(texts);
  return {
    search: (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map(({ id }) => id),
  };
}

function stock(texts) {
  const index = new MiniSearch({ fields: ["title", "heading", "body"] });
  index.addAll(texts.map((text, id) => ({ id, ...text })));
  return index;
}

function best(texts) {
  const index = new MiniSearch({
    fields: ["whole"],
    tokenize: wordsAndPairs,
    processTerm: (term) => term,
    searchOptions: { bm25: { k: 0.5, b: 0.6, d: 0 } },
  });
  index.addAll(texts.map((text, id) => ({ id, whole: wholeOf(text) })));
  return index;
}
