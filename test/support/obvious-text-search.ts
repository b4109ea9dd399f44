import { RANKING, type Ranking } from "../../src/search/rerank.ts";
import { termsOf } from "../../src/search/terms.ts";
import type { SearchableText } from "../../src/search/text-index.ts";
import type { QueryPart, TextHit } from "../../src/search/text-search.ts";
import { searchForm } from "../../src/text/search-form.ts";

const FIELDS = ["title", "heading", "body"] as const;
const FIELD_WEIGHTS = { title: 0.5, heading: 1, body: 1 };
const K1 = 0.4;
const B = 0.5;

/** The text search as its definition reads: everything is counted anew for every text and term. */
export function obviousTextSearch(
  texts: readonly SearchableText[],
  query: readonly QueryPart[],
  ranking: Ranking = RANKING,
): readonly TextHit[] {
  const parts = query.map(({ text, weight }) => ({ form: searchForm(text), text, weight }));
  const words = obviousTerms(texts, parts, "words");
  const pairs = obviousTerms(texts, parts, "pairs");
  const features = texts
    .map((text, number) => {
      const form = FIELDS.map((field) => `${searchForm(text[field])}\u0000`).join("");
      const title = searchForm(text.title);
      return {
        number,
        score: words.score(number) + ranking.pairs * pairs.score(number),
        coverage: words.coverage(number) + ranking.pairs * pairs.coverage(number),
        runs: obviousRuns(parts, form),
        length: Math.log(1 + form.length),
        titled: title.length > 1 && parts.some((part) => part.form.includes(title)),
      };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.number - b.number)
    .slice(0, ranking.candidates);
  const best = (feature: "score" | "coverage" | "runs" | "length") =>
    Math.max(...features.map((each) => each[feature])) || 1;
  const total = ranking.score + ranking.coverage + ranking.runs + ranking.titled + ranking.brevity;
  return features
    .map((each) => ({
      number: each.number,
      score:
        ((ranking.score * each.score) / best("score") +
          (ranking.coverage * each.coverage) / best("coverage") +
          (ranking.runs * each.runs) / best("runs") +
          ranking.titled * Number(each.titled) +
          ranking.brevity * (1 - each.length / best("length"))) /
        total,
    }))
    .sort((a, b) => b.score - a.score || a.number - b.number);
}

function obviousTerms(
  texts: readonly SearchableText[],
  parts: readonly QueryPart[],
  kind: "words" | "pairs",
) {
  const fields = texts.map((text) => FIELDS.map((field) => termsOf(text[field])[kind]));
  const averages = FIELDS.map(
    (_, f) => fields.reduce((sum, lists) => sum + (lists[f]?.length ?? 0), 0) / texts.length || 1,
  );
  const weights = new Map<string, number>();
  for (const { text, weight } of parts) {
    for (const term of termsOf(text)[kind]) {
      weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    }
  }
  const telling = (term: string) => {
    const having = fields.filter((lists) => lists.some((terms) => terms.includes(term))).length;
    return Math.log(1 + (texts.length - having + 0.5) / (having + 0.5));
  };
  const share = (number: number, term: string) => {
    let frequency = 0;
    for (const [f, field] of FIELDS.entries()) {
      const terms = fields[number]?.[f] ?? [];
      const norm = 1 - B + (B * terms.length) / (averages[f] ?? 1);
      frequency += (FIELD_WEIGHTS[field] * terms.filter((each) => each === term).length) / norm;
    }
    // Stored in 255ths, never less than one of them.
    const stored = Math.max(1, Math.round((255 * frequency) / (frequency + K1)));
    return frequency === 0 ? 0 : stored / 255;
  };
  const sum = (value: (term: string) => number) =>
    [...weights].reduce((total, [term, weight]) => total + weight * telling(term) * value(term), 0);
  return {
    score: (number: number) => sum((term) => share(number, term)),
    coverage: (number: number) => sum((term) => (share(number, term) > 0 ? 1 : 0)),
  };
}

/** Each part of the query, from its end, cut into the longest runs that the text has. */
function obviousRuns(parts: readonly (QueryPart & { form: string })[], text: string): number {
  let total = 0;
  for (const { form, weight } of parts) {
    let end = form.length;
    while (end > 0) {
      let start = end;
      while (start > 0 && text.includes(form.slice(start - 1, end))) start--;
      const run = form.slice(start, end);
      // By code unit, as the search reads them.
      const characters = run
        .split("")
        .map((c) => (/[\p{Script=Han}\p{Script=Katakana}ー\d]/u.test(c) ? 1 : 0.4));
      if (run.length >= 2) total += weight * characters.reduce((a, b) => a + b, 0) ** 1.5;
      end = Math.min(start, end - 1);
    }
  }
  return total;
}
