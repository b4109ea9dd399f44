export interface CircuitBreaker {
  /** Whether a request may be made now. While it rests, one is let through when the rest is over. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

interface BreakerOptions {
  /** Faults in a row after which it rests. */
  readonly faults: number;
  readonly restMs: number;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

/** Spares a service that fails, and those who would wait for it. */
export function createCircuitBreaker({ faults, restMs, now }: BreakerOptions): CircuitBreaker {
  let inARow = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    allows() {
      if (inARow < faults) return true;
      if (now() < restsUntil) return false;
      // One request tries; the others go on waiting for what becomes of it.
      restsUntil = now() + restMs;
      return true;
    },
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow += 1;
      if (inARow >= faults) restsUntil = now() + restMs;
    },
  };
}
