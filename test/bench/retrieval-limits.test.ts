import { describe, expect, test } from "vitest";
import { limitsOf } from "./retrieval-limits.ts";
import { reportRetrieval } from "./retrieval-report.ts";
import type { RetrievalRow } from "./retrieval-row.ts";
import type { Measured } from "./retrieval-run.ts";

const MEASURED: Measured = {
  recallAt1: 0.93,
  recallAt10: 0.99,
  mrrAt10: 0.95,
  empty: 0,
  questions: 2,
  buildSeconds: 1,
  p50Ms: 1,
  p95Ms: 2,
  memoryMb: 50,
  peakMb: 100,
  each: [
    { recallAt1: 0.9, mrrAt10: 0.92 },
    { recallAt1: 0.96, mrrAt10: 0.98 },
  ],
};

function row(engine: string, figures: Partial<Measured>, set = "jsquad"): RetrievalRow {
  return { set, engine, setting: "best", measured: { ...MEASURED, ...figures } };
}

const report = (rows: readonly RetrievalRow[]) => reportRetrieval(rows, limitsOf(rows)).lines;
const loud = (rows: readonly RetrievalRow[]) =>
  report(rows).filter((line) => line.startsWith("!!!"));

describe("what is promised of our retrieval", () => {
  test("nothing is loud where ours is ahead, and smaller than MiniSearch", () => {
    const rows = [
      row("ours", {}),
      row("minisearch", { recallAt1: 0.9, mrrAt10: 0.92, memoryMb: 60 }),
    ];

    expect(loud(rows)).toEqual([]);
    expect(report(rows)).toContain(
      "    kept   jsquad: memoryMb below MiniSearch's best: 50.000 (limit 60.000)",
    );
  });

  test("a peer that is level is not behind, and a larger memory is told", () => {
    const rows = [row("ours", { memoryMb: 70 }), row("minisearch", { mrrAt10: 0.92 })];

    expect(loud(rows)).toEqual([
      "!!! MISSED jsquad: recallAt1 ahead of every peer (minisearch, best, n 2): 0.930 (limit 0.930)",
      "!!! MISSED jsquad: memoryMb below MiniSearch's best: 70.000 (limit 50.000)",
    ]);
  });

  test("a peer that was asked fewer questions is compared on those", () => {
    const slow = row("orama", { questions: 1, recallAt1: 0.91, mrrAt10: 0.91 });

    expect(loud([row("ours", {}), slow])).toEqual([
      "!!! MISSED jsquad: recallAt1 ahead of every peer (orama, best, n 1): 0.900 (limit 0.910)",
    ]);
  });

  test("each set has its own floors and ceilings", () => {
    expect(loud([row("ours", { recallAt1: 0.924 })])).toHaveLength(1);
    expect(loud([row("ours", { recallAt1: 0.77, p95Ms: 15.1 }, "lawcap")])).toEqual([
      "!!! MISSED lawcap: p95Ms at most: 15.100 (limit 15.000)",
    ]);
    expect(loud([row("ours", { recallAt1: 0.6 }, "lawqa")])).toEqual([]);
  });

  test("a peer that could not be measured is a loud row and a promise not checked", () => {
    const failed: RetrievalRow = {
      set: "jsquad",
      engine: "wink",
      setting: "stock",
      failed: "Cannot find package",
    };

    const lines = report([row("ours", {}), failed]);

    expect(lines).toContain("| wink | stock | !!! Cannot find package |");
    expect(lines).toContain("!!! NOT CHECKED jsquad: against wink, stock: Cannot find package");
  });
});
