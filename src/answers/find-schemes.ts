import type { AskKind } from "./asks.ts";
import type { Candidates } from "./candidates.ts";
import { carries } from "./carries.ts";
import { judge } from "./criteria.ts";
import type { Found } from "./finding.ts";
import type { Question } from "./question.ts";
import { type Candidate, rankPassages } from "./rank-passages.ts";

/**
 * Least weight of a described situation that a scheme must speak of: a rare word, or a few common
 * ones. Not a share of it, for most of it is the firm's own story.
 */
const MIN_SPOKEN = 3;
/** How far below the best another scheme may be and still be shown, and how many are. */
const MARGIN = 0.25;
const MAX_SCHEMES = 3;
/** What a condition that is met adds to a scheme's score, and what one that is not takes away. */
const MET = 0.08;
const UNMET = 0.4;

/** Whether a question is for a scheme and names none. */
export function seeksScheme({ asks, links }: Question): boolean {
  const named = links.some(({ cards }) => cards.some(({ head }) => head.kind === "scheme"));
  return !named && asks.some(({ kind }) => kind === "scheme");
}

/**
 * The schemes that fit a described situation best, each with what it is for: the first statement of
 * its card. `undefined` when none comes near.
 */
export function findSchemes(question: Question, candidates: Candidates): Found | undefined {
  const total = question.concepts.reduce((sum, { weight }) => sum + weight, 0);
  const ranked = rankPassages(question, candidates.hits(question, "scheme"));
  const schemes = bestOfEachCard(ranked)
    .filter(({ coverage }) => coverage * total >= MIN_SPOKEN)
    .map((best) => ({ best, score: best.score + verdictsOn(best, question) }))
    .sort((a, b) => b.score - a.score);
  const least = (schemes[0]?.score ?? 0) - MARGIN;
  const shown = schemes.filter(({ score }) => score >= least).slice(0, MAX_SCHEMES);
  if (shown.length === 0) return undefined;
  const statements = shown.map(({ best }) => outlineOf(best, question, candidates));
  return {
    statements: [...statements, ...termsOf(shown[0]?.best, question, candidates)],
    unanswered: [],
  };
}

/** What one asks next of the scheme that fits best: how much and for how long, and how many got it. */
function termsOf(
  best: Candidate | undefined,
  question: Question,
  candidates: Candidates,
): readonly Candidate[] {
  if (!best) return [];
  const said = candidates.ofCard(best.passage.card, question).slice(1);
  const first = (...kinds: readonly AskKind[]) =>
    said.find(({ passage }) => kinds.every((kind) => carries({ kind }, passage) >= 0.8));
  const terms = [first("money", "duration") ?? first("money"), first("ratio", "count")];
  return terms.filter((hit) => hit !== undefined).map((hit) => ({ ...best, ...hit }));
}

function verdictsOn({ passage: { card } }: Candidate, question: Question): number {
  const verdicts = judge(question, [card]).map(({ verdict }) => verdict);
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  return MET * count("該当") - UNMET * count("非該当");
}

function bestOfEachCard(ranked: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<unknown>();
  return ranked.filter(({ passage: { card } }) => !seen.has(card) && seen.add(card));
}

function outlineOf(best: Candidate, question: Question, candidates: Candidates): Candidate {
  const [outline] = candidates.ofCard(best.passage.card, question);
  return outline ? { ...best, ...outline } : best;
}
