import { ModelFault } from "./chat-model.ts";

interface Limits {
  /** For the whole reply. */
  readonly totalMs: number;
  /** For each piece of it, the first included. */
  readonly idleMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What `start` yields, as long as it keeps to the time. It is given a signal that ends it, and is left
 * to itself when it does not obey: nobody waits longer than the limits say.
 */
export async function* withinLimits<T>(
  start: (signal: AbortSignal) => AsyncIterable<T>,
  { totalMs, idleMs, signal }: Limits,
): AsyncGenerator<T> {
  const ending = new AbortController();
  const end = (reason: unknown) => ending.abort(reason);
  const onAbort = () => end(signal?.reason);
  if (signal?.aborted) throw signal.reason;
  signal?.addEventListener("abort", onAbort, { once: true });
  const total = setTimeout(() => end(new ModelFault("late")), totalMs);
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener("abort", () => reject(ending.signal.reason), { once: true });
  });
  // It may end when nobody waits for it any more.
  ended.catch(() => {});
  const pieces = start(ending.signal)[Symbol.asyncIterator]();
  try {
    while (true) {
      const idle = setTimeout(() => end(new ModelFault("late")), idleMs);
      const { done, value } = await Promise.race([pieces.next(), ended]).finally(() =>
        clearTimeout(idle),
      );
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(total);
    signal?.removeEventListener("abort", onAbort);
    // Whoever leaves early closes the connection; what comes of that concerns nobody.
    end(new ModelFault("cut"));
    pieces.return?.()?.catch(() => {});
  }
}
