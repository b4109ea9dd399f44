import type { Limit, Unchecked } from "./retrieval-limits.ts";
import type { RetrievalRow } from "./retrieval-row.ts";
import type { Measured } from "./retrieval-run.ts";
import type { Report } from "./row.ts";

const HEAD =
  "| engine | setting | n | R@1 | R@10 | MRR | empty | build s | p50 ms | p95 ms | memory MB | peak MB |";
const RULE = HEAD.replace(/[^|]+/gu, (cell) => `${"-".repeat(cell.length - 1)}:`);

/** A Markdown table for each set, then the limits; failures and missed limits cannot be overlooked. */
export function reportRetrieval(
  rows: readonly RetrievalRow[],
  limits: readonly (Limit | Unchecked)[],
): Report {
  const sets = [...new Set(rows.map(({ set }) => set))];
  const tables = sets.flatMap((set) => [
    "",
    `### ${set}`,
    "",
    HEAD,
    RULE,
    ...rows.filter((row) => row.set === set).map(lineOf),
  ]);
  return {
    data: { rows: rows.map(withoutEach), limits },
    lines: [...tables, "", ...limits.map(limitLine)],
  };
}

function withoutEach({ measured, ...row }: RetrievalRow): object {
  if (measured === undefined) return row;
  const { each: _, ...figures } = measured;
  return { ...row, measured: figures };
}

function lineOf({ engine, setting, measured, failed }: RetrievalRow): string {
  const shown = engine === "ours" ? "–" : setting;
  const cells = measured === undefined ? [`!!! ${failed}`] : cellsOf(measured);
  return `| ${[engine, shown, ...cells].join(" | ")} |`;
}

function cellsOf(measured: Measured): readonly string[] {
  const share = (value: number) => (value * 100).toFixed(1);
  return [
    String(measured.questions),
    share(measured.recallAt1),
    share(measured.recallAt10),
    share(measured.mrrAt10),
    String(measured.empty),
    measured.buildSeconds.toFixed(1),
    measured.p50Ms.toFixed(2),
    measured.p95Ms.toFixed(2),
    measured.memoryMb.toFixed(0),
    measured.peakMb.toFixed(0),
  ];
}

function limitLine(limit: Limit | Unchecked): string {
  if ("unchecked" in limit) return `!!! NOT CHECKED ${limit.what}: ${limit.unchecked}`;
  const figures = `${limit.value.toFixed(3)} (limit ${limit.limit.toFixed(3)})`;
  return `${limit.kept ? "    kept  " : "!!! MISSED"} ${limit.what}: ${figures}`;
}
