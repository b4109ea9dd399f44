// https://js.langchain.com/docs/integrations/retrievers/bm25
import { BM25Retriever } from "@langchain/community/retrievers/bm25";
import { Document } from "@langchain/core/documents";
import { wholeOf, wordsAndPairs } from "../engines/japanese.ts";

export function createEngine(texts, setting) {
  // It cuts at white space, and has no setting: terms are cut beforehand.
  const cut = setting === "best" ? (text) => wordsAndPairs(text).join(" ") : (text) => text;
  const documents = texts.map(
    (text, id) => new Document({ pageContent: cut(wholeOf(text)), metadata: { id } }),
  );
  const retriever = BM25Retriever.fromDocuments(documents, { k: 10 });
  return {
    search: async (query, limit) => {
      retriever.k = limit;
      const found = await retriever.invoke(cut(query));
      return found.map(({ metadata }) => metadata.id);
    },
  };
}
