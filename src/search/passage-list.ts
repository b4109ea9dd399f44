import { LRUCache } from "lru-cache";
import type { Entry } from "../corpus/entry.ts";
import type { Passage } from "./passage.ts";

/** Passages by their numbers; of many thousands only those that are asked for need exist. */
export interface PassageList {
  readonly size: number;
  /** The same object while it is in use; throws a RangeError outside 0 … size - 1. */
  at(number: number): Passage;
  /** Prefectures and blocs that the passage is about; none for a document that names no place. */
  area(number: number): readonly string[];
  /** The kind of the card, or that it is a document. */
  kind(number: number): Entry["head"]["kind"];
}

export function listOf(passages: readonly Passage[]): PassageList {
  const at = (number: number): Passage => {
    const passage = passages[number];
    if (!passage)
      throw new RangeError(`Expected a passage below ${passages.length}, got ${number}`);
    return passage;
  };
  return {
    size: passages.length,
    at,
    area: (number) => at(number).card.head.area,
    kind: (number) => at(number).card.head.kind,
  };
}

/** One list behind the other. */
export function joinLists(first: PassageList, second: PassageList): PassageList {
  const pick = <T>(number: number, take: (list: PassageList, number: number) => T): T =>
    number < first.size ? take(first, number) : take(second, number - first.size);
  return {
    size: first.size + second.size,
    at: (number) => pick(number, (list, n) => list.at(n)),
    area: (number) => pick(number, (list, n) => list.area(n)),
    kind: (number) => pick(number, (list, n) => list.kind(n)),
  };
}

/** Makes what is asked for and keeps the last `limit` of it. */
export function remembering<T extends object>(
  limit: number,
  make: (number: number) => T,
): (number: number) => T {
  const made = new LRUCache<number, T>({ max: limit, memoMethod: make });
  return (number) => made.memo(number);
}
