import type { FirstStage } from "./first-stage.ts";
import { createRunComparison, type WeightedForm } from "./shared-runs.ts";
import { FIELD_END, type TextIndex } from "./text-index.ts";

/** How much each thing that speaks for a text counts, and how many texts are looked at closely. */
export interface Ranking {
  readonly candidates: number;
  /** Weight of a pair of characters beside that of a word. */
  readonly pairs: number;
  /** BM25F score of the first stage. */
  readonly score: number;
  /** Share of the query's idf that stands in the text. */
  readonly coverage: number;
  /** Runs of characters that text and query have in common. */
  readonly runs: number;
  /** Whether the query has the text's title in it. */
  readonly titled: number;
  /** Coverage and runs come easily to a long text: what a short one has, it has for a reason. */
  readonly brevity: number;
}

/** Fitted on JSQuAD's valid questions and rounded; docs/decisions tells what each is worth. */
export const RANKING: Ranking = {
  candidates: 150,
  pairs: 0.35,
  score: 1,
  coverage: 2.5,
  runs: 1.5,
  titled: 1,
  brevity: 2,
};

interface Context {
  readonly index: TextIndex;
  readonly stage: FirstStage;
  /** The query's parts in search form. */
  readonly parts: readonly WeightedForm[];
  readonly ranking: Ranking;
}

interface Features {
  readonly number: number;
  readonly score: number;
  readonly coverage: number;
  readonly runs: number;
  readonly titled: boolean;
  readonly logLength: number;
}

/**
 * Orders the candidates by a weighted mean of what speaks for them, each divided by its best value
 * among them; ties by number.
 */
export function rerank(
  candidates: readonly number[],
  context: Context,
): readonly { readonly number: number; readonly score: number }[] {
  const { ranking } = context;
  const features = featuresOf(candidates, context);
  const bestOf = (value: (features: Features) => number) =>
    features.reduce((best, each) => Math.max(best, value(each)), 0) || 1;
  const score = ranking.score / bestOf((each) => each.score);
  const coverage = ranking.coverage / bestOf((each) => each.coverage);
  const runs = ranking.runs / bestOf((each) => each.runs);
  const length = 1 / bestOf((each) => each.logLength);
  const { titled, brevity } = ranking;
  const total = ranking.score + ranking.coverage + ranking.runs + titled + brevity;
  return features
    .map((each) => ({
      number: each.number,
      score:
        (score * each.score +
          coverage * each.coverage +
          runs * each.runs +
          (each.titled ? titled : 0) +
          brevity * (1 - length * each.logLength)) /
        total,
    }))
    .sort((a, b) => b.score - a.score || a.number - b.number);
}

function featuresOf(
  candidates: readonly number[],
  { index: { forms }, stage, parts }: Context,
): readonly Features[] {
  const runsOf = createRunComparison(parts);
  return candidates.map((number) => {
    const [start, end] = [forms.ends[number - 1] ?? 0, forms.ends[number] ?? 0];
    const units = forms.units.subarray(start, end);
    return {
      number,
      score: stage.scores[number] ?? 0,
      coverage: stage.coverage[number] ?? 0,
      logLength: Math.log(1 + end - start),
      runs: runsOf(units),
      titled: isTitled(units, parts),
    };
  });
}

const FIELD_END_UNIT = FIELD_END.charCodeAt(0);
const SHORTEST_TITLE = 2;

/** Whether the query has the whole title of a text in it. */
function isTitled(units: Uint16Array, parts: readonly WeightedForm[]): boolean {
  const length = units.indexOf(FIELD_END_UNIT);
  const longEnough = parts.filter(({ form }) => form.length >= length);
  if (length < SHORTEST_TITLE || longEnough.length === 0) return false;
  const title = String.fromCharCode(...units.subarray(0, length));
  return longEnough.some(({ form }) => form.includes(title));
}
