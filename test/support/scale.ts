/**
 * How often a heavy test tries: the count that an issue names with MUSUBI_TEST_SCALE=full, a seeded
 * sample of it otherwise.
 */
export function scaled(full: number, sample: number): number {
  // biome-ignore lint/style/noProcessEnv: the scale of a run is set from outside
  return process.env.MUSUBI_TEST_SCALE === "full" ? full : sample;
}

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
