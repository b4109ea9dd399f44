// https://docs.orama.com/; its own Japanese tokenizer is the stock setting.
import { create, insert, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/japanese";
import { wholeOf, wordsAndPairs } from "../engines/japanese.ts";

// Orama finds whatever begins with a term, and its `exact` wants the whole question in the text. A
// character that no text has, put at the end of each term, makes terms match themselves only.
const END = "\u0000";

const BEST_TOKENIZER = {
  language: "japanese",
  normalizationCache: new Map(),
  tokenize: (text) => wordsAndPairs(text).map((term) => term + END),
};

export async function createEngine(texts, setting) {
  const best = setting === "best";
  const index = create({
    schema: best ? { whole: "string" } : { title: "string", heading: "string", body: "string" },
    components: { tokenizer: best ? BEST_TOKENIZER : createTokenizer() },
  });
  for (const [id, { title, heading, body }] of texts.entries()) {
    const document = best ? { whole: wholeOf(texts[id]) } : { title, heading, body };
    await insert(index, { id: String(id), ...document });
  }
  const options = best ? { relevance: { k: 0.4, b: 0.4, d: 0.7 } } : {};
  return {
    search: async (query, limit) => {
      const { hits } = await search(index, { term: query, limit, ...options });
      return hits.map(({ id }) => Number(id));
    },
  };
}
