import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import { useShippedApp } from "../support/shipped-app.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const RECORD = { disclosure: "public", status: "active", asOf: "2026-04-01" } as const;
const WEAK = "ニーズのすべてに合う相手は見つかっていません";
const PARTLY = "ニーズの一部だけに合う候補です";

const app = useShippedApp();
const match = (need: string) => app().match(need, STAFF);

beforeAll(() => {
  const { register } = app().desk();
  const firms = [
    ["K-1", "株式会社甲", "自動車部品の樹脂の切削と金型の製作を受けます。"],
    ["K-2", "株式会社乙", "ゾルゲルの被膜を付けます。"],
  ] as const;
  for (const [key, name, description] of firms) {
    register.putOrganisation(
      { ...RECORD, key, name, type: "firm", aliases: [], fields: [], description },
      STAFF,
    );
  }
});

describe("what a need is about before all else", () => {
  const NEED = "自動車部品の樹脂の金型にゾルゲルの被膜を付けたい";

  test("puts who meets it before who meets more of the rest, and tells the others apart", async () => {
    const { partners } = await match(NEED);
    const [first, ...others] = partners;

    expect(first?.name).toBe("株式会社乙");
    expect(first?.gaps.join()).not.toContain(PARTLY);
    expect(others.length).toBeGreaterThan(0);
    for (const { gaps } of others) expect(gaps[0]).toContain(PARTLY);
  });

  test("is counted in the parts of a score, which fall with the ranks", async () => {
    const { partners } = await match(NEED);
    const scores = partners.map(({ score }) => score);

    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { score, parts } of partners) {
      const sum = parts.reduce((total, part) => total + part.score, 0);
      expect(Math.abs(sum - score)).toBeLessThan(0.01);
    }
  });

  test("is said to be lacking where nobody meets it, however much else is met", async () => {
    const { partners, notices } = await match("自動車部品の樹脂の金型にクロワゾネを施したい");

    expect(partners[0]?.score).toBeGreaterThan(0.4);
    expect(partners[0]?.gaps[0]).toContain("クロワゾネ");
    expect(notices.join()).toContain(WEAK);
  });
});
