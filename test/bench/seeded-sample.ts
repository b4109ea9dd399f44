import { seeded } from "../support/scale.ts";

/** `count` of the items in an order that looks random and is the same at every run; all if fewer. */
export function seededSample<T>(items: readonly T[], count: number): readonly T[] {
  const random = seeded(20_040_401);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ item }) => item);
}
