import { DamagedIndexError } from "../storage/damaged-index.ts";
import type { IndexStore } from "../storage/index-store.ts";

interface Following<T> {
  /** Brings the index up to date. */
  update(): Promise<unknown>;
  /** What answers are made from; what was loaded last, where the index is still the same. */
  load(last: T | undefined): Promise<T>;
}

interface Pace {
  /** How old the last look at the corpus folder may be when a question is answered. */
  readonly refreshMs: number;
  /** Told of faults that were gone around. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

/**
 * Keeps what is loaded in step with the corpus folder: a card that was added, mended or deleted
 * counts from the next question on. While a card is broken the last good index serves.
 */
export function followCorpus<T>(
  { refreshMs, onTrouble, now }: Pace,
  { update, load }: Following<T>,
): () => Promise<T> {
  let loaded: T | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    lookedAt = now();
    try {
      await update();
    } catch (error) {
      if (loaded === undefined) throw error;
      onTrouble("the corpus folder could not be read; the last good index serves", error);
    }
  };
  return async () => {
    if (now() - lookedAt >= refreshMs) await look();
    loaded = await load(loaded);
    return loaded;
  };
}

/**
 * Does work on an index; where it turns out to be damaged, throws it away, tells, and does the work
 * once more, or what is given instead: an empty index has to be filled before it is read.
 */
export function mendingIndex(store: IndexStore, onDamage: (cause: unknown) => void) {
  return async <T>(work: () => T | Promise<T>, again: () => T | Promise<T> = work): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DamagedIndexError)) throw error;
      onDamage(error);
      store.startOver();
      return again();
    }
  };
}
