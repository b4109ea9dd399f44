import type { Ledger } from "../ledger/ledger.ts";
import type { Entities, Match } from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";

export type Events = Awaited<ReturnType<Ledger["events"]>>;

/** The records as some of the events leave them, in order of their numbers. */
export function recordsAsOf(
  events: Events,
): <K extends keyof Entities>(kind: K) => readonly Entities[K][] {
  const kinds = new Map<string, Map<string, unknown>>();
  for (const { kind, entity, payload } of events) {
    if (!Object.hasOwn(payload, "record")) continue;
    const records = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, records.set(entity, payload["record"]));
  }
  return <K extends keyof Entities>(kind: K) =>
    // The record of an event about a kind is of that kind.
    [...(kinds.get(kind)?.values() ?? [])] as Entities[K][];
}

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
export function followMatches(events: Events): ReadonlyMap<string, Course> {
  const found = new Map<string, { stays: Stay[]; touched: string[] }>();
  for (const { kind, entity, payload, at } of events) {
    if (kind !== "match") continue;
    const known = found.get(entity) ?? { stays: [], touched: [] };
    found.set(entity, known);
    known.touched.push(at);
    // The record of an event about a match is a match.
    const { state } = payload["record"] as Match;
    const last = known.stays.at(-1);
    if (last?.state === state) continue;
    if (last) known.stays[known.stays.length - 1] = { ...last, to: at };
    known.stays.push({ state, from: at });
  }
  return found;
}
