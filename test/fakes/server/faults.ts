/** What goes wrong with a call. Give one of `error`, `status`, `hang` and `reset`. */
export interface Fault {
  /** An error of the platform, as `{ok: false, error}` with status 200. */
  readonly error?: string;
  /** A status with an empty page; 429 comes with Retry-After. */
  readonly status?: number;
  /** Seconds of Retry-After, 1 unless given. Alone it means a 429. */
  readonly retryAfter?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Cuts the connection. */
  readonly reset?: boolean;
  /** Does what was asked before it goes wrong, so that the app cannot know it was done. */
  readonly applied?: boolean;
  /** How many calls it hits, 1 unless given. */
  readonly times?: number;
}

export interface Faults {
  /** Makes the next calls of a method go wrong; "*" stands for any. */
  failNext(method: string, fault: Fault): void;
  /** Answers a share of all calls with 429; `random` gives numbers from 0 to 1. 0 ends it. */
  rate(fraction: number, random?: () => number, options?: { readonly retryAfter?: number }): void;
  /** The fault that hits a call, which is then used up. */
  take(method: string): Fault | undefined;
}

// The app could not start with these going wrong, and they are not what a load hits.
const SPARED = new Set(["apps.connections.open", "auth.test"]);

export function createFaults(): Faults {
  const waiting: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  let limited: () => Fault | undefined = () => undefined;
  return {
    failNext: (method, fault) => {
      waiting.push({ method, fault, left: fault.times ?? 1 });
    },
    rate(fraction, random = Math.random, { retryAfter = 1 } = {}) {
      limited = () => (random() < fraction ? { status: 429, retryAfter } : undefined);
    },
    take(method) {
      const next = waiting.find(
        (each) => each.left > 0 && (each.method === method || each.method === "*"),
      );
      if (!next) return SPARED.has(method) ? undefined : limited();
      next.left -= 1;
      return next.fault;
    },
  };
}
