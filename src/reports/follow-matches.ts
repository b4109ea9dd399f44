import { addStay, type Stays } from "../ledger/courses.ts";
import type { Past } from "../ledger/past.ts";
import type { State } from "../ledger/states.ts";

/** What became of a match, in order of time. */
export interface Course {
  readonly stays: Stays;
  /** When anything was written about it: the match itself, an activity, an answer to a survey. */
  readonly touched: readonly string[];
}

/** What became of each match, by its id. */
export function followMatches({ steps, all }: Past): (match: string) => Course {
  const matchOf = new Map(
    [...all("activity"), ...all("survey")].map(({ id, match }) => [id, match] as const),
  );
  const found = new Map<string, ReturnType<typeof nothingYet>>();
  for (const { state, entity, at, action } of steps) {
    // The introduction itself plans the surveys.
    if (action === "survey.plan") continue;
    const match = state === undefined ? matchOf.get(entity) : entity;
    if (match === undefined) continue;
    const known = found.get(match) ?? nothingYet();
    found.set(match, known);
    known.touched.push(at);
    if (state !== undefined) addStay(known.stays, state, Date.parse(at));
  }
  return (match) => found.get(match) ?? nothingYet();
}

function nothingYet() {
  return { stays: { states: [] as State[], since: [] as number[] }, touched: [] as string[] };
}
