// https://github.com/winkjs/wink-bm25-text-search; stock is the preparation that its README shows.
import createBm25 from "wink-bm25-text-search";
import model from "wink-eng-lite-web-model";
import createNlp from "wink-nlp";
import { wholeOf, wordsAndPairs } from "../engines/japanese.ts";

const BEST = { fldWeights: { whole: 1 }, bm25Params: { k1: 0.5, b: 0.6 } };
const STOCK = { fldWeights: { whole: 1 } };

export function createEngine(texts, setting) {
  const best = setting === "best";
  const engine = createBm25();
  engine.defineConfig(best ? BEST : STOCK);
  engine.definePrepTasks([best ? wordsAndPairs : prepareAsShown()]);
  for (const [id, text] of texts.entries()) engine.addDoc({ whole: wholeOf(text) }, id);
  engine.consolidate();
  return { search: (query, limit) => engine.search(query, limit).map(([id]) => Number(id)) };
}

function prepareAsShown() {
  const nlp = createNlp(model);
  const { its } = nlp;
  return (text) => {
    const terms = [];
    nlp
      .readDoc(text)
      .tokens()
      .filter((token) => token.out(its.type) === "word" && !token.out(its.stopWordFlag))
      .each((token) => terms.push((token.out(its.negationFlag) ? "!" : "") + token.out(its.stem)));
    return terms;
  };
}
