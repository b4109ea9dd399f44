import { LRUCache } from "lru-cache";

/** Asks what was not asked lately, or not at all where nothing is to ask with; nothing is written anywhere. */
export type AskedLately<T> = (
  about: string,
  ask: (() => Promise<T | undefined>) | undefined,
) => Promise<T | undefined>;

const MOST_KEPT = 200;
/** How long nobody asks again after a question to which nothing came. */
const NOTHING_HOLDS_MS = 600_000;

interface Kept<T> {
  readonly asked: Promise<T | undefined>;
  holdsUntil: number;
}

/**
 * Gives to what was asked lately the reply that was given: what somebody has seen is what they then
 * confirm, and a page that is looked at twice costs and waits once.
 */
export function createAskedLately<T>(now: () => number): AskedLately<T> {
  const kept = new LRUCache<string, Kept<T>>({ max: MOST_KEPT });
  return async (about, ask) => {
    const known = kept.get(about);
    if (known && now() < known.holdsUntil) return known.asked;
    if (!ask) return undefined;
    const asking: Kept<T> = { asked: ask(), holdsUntil: Number.POSITIVE_INFINITY };
    kept.set(about, asking);
    try {
      const reply = await asking.asked;
      if (reply === undefined) asking.holdsUntil = now() + NOTHING_HOLDS_MS;
      return reply;
    } catch (error) {
      kept.delete(about);
      throw error;
    }
  };
}
