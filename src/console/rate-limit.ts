/** Lets so many requests of one visitor through in a minute; false for those beyond. */
export type RateLimit = (visitor: string) => boolean;

const MINUTE_MS = 60_000;
const MOST_VISITORS = 10_000;

export function createRateLimit(perMinute: number, now: () => number): RateLimit {
  let minute = 0;
  let seen = new Map<string, number>();
  return (visitor) => {
    const current = Math.floor(now() / MINUTE_MS);
    if (current !== minute || seen.size > MOST_VISITORS) {
      minute = current;
      seen = new Map();
    }
    const count = (seen.get(visitor) ?? 0) + 1;
    seen.set(visitor, count);
    return count <= perMinute;
  };
}
