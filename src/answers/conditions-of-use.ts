import type { Statement } from "../corpus/card.ts";
import type { Entry } from "../corpus/entry.ts";
import { pairShare } from "../search/terms.ts";
import { searchForm } from "../text/search-form.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import type { Question } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";

const WANTS_TO_USE =
  /使わせ|使いた|使え|使って|使う|借り|利用(?:した|でき|させ|料)|測りた|測定した|加工(?:した|も)|試作|料金を取|有償|受託|\buse\b|\bborrow|\brent/u;

/** Whether a question is about using something. */
export function wantsToUse({ text }: Question): boolean {
  return WANTS_TO_USE.test(searchForm(text));
}

/**
 * The statements that set the conditions on which the instruments a question names may be used: who
 * wants to use one must see them, whatever else is asked. None for a seed without conditions.
 */
export function conditionsOfUse(question: Question, candidates: Candidates): readonly Candidate[] {
  if (!wantsToUse(question)) return [];
  const cards = question.links.flatMap(({ cards }) => cards);
  return [...new Set(cards)].flatMap((card) => {
    const conditions = conditionsIn(card);
    if (conditions.length === 0) return [];
    const said = candidatesOf(card, question, candidates);
    const best = mostShared(said, conditions);
    return best ? [best] : [];
  });
}

function conditionsIn({ head }: Entry): readonly string[] {
  return head.kind === "seed" ? head.conditions : [];
}

function mostShared(
  said: readonly Candidate[],
  conditions: readonly string[],
): Candidate | undefined {
  const wanted = conditions.map(searchForm).join("\n");
  const shared = ({ text }: Statement) => pairShare(wanted, searchForm(text));
  return [...said]
    .sort((a, b) => shared(b.passage.statement) - shared(a.passage.statement))
    .find(({ passage }) => shared(passage.statement) >= 0.6);
}
