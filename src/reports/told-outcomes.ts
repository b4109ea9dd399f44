import type { Outcome } from "../ledger/records.ts";
import type { Told } from "../ledger/told.ts";

export type Count = Exclude<keyof Outcome, "level">;
type Counts = Readonly<Partial<Record<Count, number>>>;

/** An event that told of the outcome of a match, corrected it or took it back. */
export interface Telling {
  readonly match: string;
  readonly at: string;
  /** The record in which it stands: a survey, or the match itself. */
  readonly source: string;
  /** What stands there now. */
  readonly counts: Counts;
  /** What is new in it, or other than before. */
  readonly changed: readonly Count[];
  readonly isCorrection: boolean;
}

/** All that was told of outcomes, in order of time. */
export function tellingsOf({ steps, surveys }: Told): readonly Telling[] {
  const matchOf = new Map(surveys.map(({ id, match }) => [id, match]));
  const last = new Map<string, Counts>();
  return steps.flatMap(({ entity, outcome, at, action }) => {
    const before = last.get(entity);
    if (outcome === undefined && before === undefined) return [];
    const counts = countsIn(outcome);
    const changed = differences(before ?? {}, counts);
    if (changed.length === 0) return [];
    last.set(entity, counts);
    const match = matchOf.get(entity) ?? entity;
    const isCorrection = before !== undefined && action.endsWith(".correct");
    return [{ match, at, source: entity, counts, changed, isCorrection }];
  });
}

function countsIn(outcome: Outcome | undefined): Counts {
  if (outcome === undefined) return {};
  const { level: _, ...counts } = outcome;
  return counts;
}

function differences(before: Counts, now: Counts): readonly Count[] {
  // Object.keys forgets which keys the counts have.
  const keys = Object.keys({ ...before, ...now }) as Count[];
  return keys.filter((key) => before[key] !== now[key]);
}

/**
 * What is known of one match when all these were told: what a later record does not repeat still
 * stands, and a correction stands where the record stood that it corrects.
 */
export function knownFrom(tellings: readonly Telling[]): Counts {
  const sources = new Map<string, Counts>();
  for (const { source, counts, isCorrection } of tellings) {
    if (!isCorrection) sources.delete(source);
    sources.set(source, counts);
  }
  return Object.assign({}, ...sources.values());
}
