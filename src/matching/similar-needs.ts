import type { Need } from "../ledger/records.ts";
import type { Concept, FindConcepts } from "../search/concepts.ts";
import { degree } from "../search/passage-search.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import type { SimilarNeed } from "./suggestion.ts";

interface ReadText {
  readonly concepts: readonly Concept[];
  readonly form: string;
  readonly years: readonly number[];
}

export type FindSimilar = (
  text: string,
  needs: readonly Pick<Need, "id" | "summary" | "status">[],
) => readonly SimilarNeed[];

/** Texts that are kept as they were read; open needs are a few thousand. */
const KEPT = 10_000;
/** From here on two needs are about the same. */
const ALIKE = 0.5;
const MOST_SIMILAR = 3;

/**
 * Finds the open needs that are about the same as a text, the most alike first. Two needs are as
 * alike as the share of what each is about that the other speaks of too, on average.
 */
export function createFindSimilar(findConcepts: FindConcepts): FindSimilar {
  const known = new Map<string, ReadText>();
  const read = (text: string): ReadText => {
    const seen = known.get(text) ?? {
      concepts: findConcepts(text, { kana: true }),
      form: searchForm(text),
      years: yearsIn(text),
    };
    if (known.size >= KEPT) known.clear();
    known.set(text, seen);
    return seen;
  };
  return (text, needs) =>
    needs
      .filter(({ status }) => status === "open")
      .map(({ id, summary }) => ({ id, summary, likeness: likeness(read(text), read(summary)) }))
      .filter((each) => each.likeness >= ALIKE)
      .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_SIMILAR);
}

function likeness(a: ReadText, b: ReadText): number {
  return Math.round(50 * (spokenOf(a, b) + spokenOf(b, a))) / 100;
}

/** Share of the weight of what one text is about that the other speaks of. */
function spokenOf({ concepts }: ReadText, { form, years }: ReadText): number {
  const total = concepts.reduce((sum, { weight }) => sum + weight, 0);
  const met = concepts.reduce(
    (sum, concept) => sum + concept.weight * degree(concept, form, years),
    0,
  );
  return total === 0 ? 0 : met / total;
}
