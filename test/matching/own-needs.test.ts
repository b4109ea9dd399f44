import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/root.ts";
import { useShippedApp } from "../support/shipped-app.ts";

interface Need {
  readonly need: string;
  /** Parts of names of which one should be suggested; none where nobody meets it. */
  readonly partners: readonly string[];
}

const app = useShippedApp();
const needs: readonly Need[] = readFileSync(join(ROOT, "test/fixtures/needs/own.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** The rank of the first partner that was expected, from 1; 0 when none was suggested. */
async function rankOf({ need, partners }: Need): Promise<number> {
  const suggested = (await app().match(need, { id: "tanaka", role: "coordinator" })).partners;
  return (
    1 +
    suggested.findIndex(({ name, aliases }) =>
      partners.some((wanted) => [name, ...aliases].join(" ").includes(wanted)),
    )
  );
}

describe("needs of our own, over all five documents", () => {
  const met = needs.filter(({ partners }) => partners.length > 0);

  test("have a right partner among the first three nearly always, and mostly first", async () => {
    const ranks: number[] = [];
    for (const need of met) ranks.push(await rankOf(need));
    const missed = met.filter((_, i) => ranks[i] === 0 || (ranks[i] ?? 0) > 3);
    const mrr = ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0) / ranks.length;

    expect(missed.length / met.length).toBeLessThanOrEqual(0.05);
    expect(mrr).toBeGreaterThanOrEqual(0.85);
  });

  test("that nobody meets get nobody", async () => {
    for (const { need } of needs.filter(({ partners }) => partners.length === 0)) {
      const { partners } = await app().match(need, { id: "tanaka", role: "coordinator" });
      expect({ need, partners }).toEqual({ need, partners: [] });
    }
  });
});
