import type { Past } from "../ledger/past.ts";
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
  /** When anything was written about it: the match itself, an activity, an answer to a survey. */
  readonly touched: readonly string[];
}

/** What became of each match, by its id. */
export function followMatches({ steps, all }: Past): ReadonlyMap<string, Course> {
  const matchOf = new Map(
    [...all("activity"), ...all("survey")].map(({ id, match }) => [id, match] as const),
  );
  const found = new Map<string, { stays: Stay[]; touched: string[] }>();
  for (const { state, entity, at, action } of steps) {
    // The introduction itself plans the surveys.
    if (action === "survey.plan") continue;
    const match = state === undefined ? matchOf.get(entity) : entity;
    if (match === undefined) continue;
    const known = found.get(match) ?? { stays: [], touched: [] };
    found.set(match, known);
    known.touched.push(at);
    if (state !== undefined) stay(known.stays, state, at);
  }
  return found;
}

function stay(stays: Stay[], state: State, at: string): void {
  const last = stays.at(-1);
  if (last?.state === state) return;
  if (last) stays[stays.length - 1] = { ...last, to: at };
  stays.push({ state, from: at });
}
