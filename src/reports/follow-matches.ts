import type { Step } from "../ledger/past.ts";
import type { State } from "../ledger/states.ts";

/** A stay of a match in a state; the last one has no end. */
export interface Stay {
  readonly state: State;
  readonly from: string;
  readonly to?: string;
}

/** What became of a match, in order of time. */
export interface Course {
  readonly stays: readonly Stay[];
  /** When anything at all was written about it. */
  readonly touched: readonly string[];
}

/** The states that each match was in, by its id, out of the events about it. */
export function followMatches(steps: readonly Step[]): ReadonlyMap<string, Course> {
  const found = new Map<string, { stays: Stay[]; touched: string[] }>();
  for (const { state, entity, at, kind } of steps) {
    if (kind !== "match" || state === undefined) continue;
    const known = found.get(entity) ?? { stays: [], touched: [] };
    found.set(entity, known);
    known.touched.push(at);
    const last = known.stays.at(-1);
    if (last?.state === state) continue;
    if (last) known.stays[known.stays.length - 1] = { ...last, to: at };
    known.stays.push({ state, from: at });
  }
  return found;
}
