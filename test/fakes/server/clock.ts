import type { Clock } from "./types.ts";

/** A clock that stands still until it is set. */
export function createClock(start: number, changed: () => void): Clock {
  let time = start;
  return {
    now: () => time,
    set(to) {
      time = Number(to);
      changed();
    },
    advance(ms) {
      time += ms;
      changed();
    },
  };
}

/** Names things: V00001, V00002 … and timestamps that no two messages share. */
export interface Ids {
  next(prefix: string): string;
  ts(): string;
}

export function createIds(clock: Clock): Ids {
  let count = 0;
  return {
    next(prefix) {
      count += 1;
      return `${prefix}${String(count).padStart(5, "0")}`;
    },
    ts() {
      count += 1;
      return `${Math.floor(clock.now() / 1000)}.${String(count).padStart(6, "0")}`;
    },
  };
}
