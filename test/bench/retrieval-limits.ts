import type { RetrievalRow } from "./retrieval-row.ts";
import type { Measured, Scores } from "./retrieval-run.ts";

/** Something that is promised of ours, and whether it holds. */
export interface Limit {
  readonly what: string;
  /** Shares are of 1. */
  readonly value: number;
  readonly limit: number;
  readonly kept: boolean;
}

/** A promise that could not be checked, because what it speaks of could not be measured. */
export interface Unchecked {
  readonly what: string;
  readonly unchecked: string;
}

interface Promised {
  readonly set: string;
  readonly figure: Exclude<keyof Measured, "each">;
  readonly limit: number;
  readonly kept: "at least" | "at most";
}

// From the pipeline measured in ../shared/retrieval-notes.md.
const PROMISES: readonly Promised[] = [
  { set: "jsquad", figure: "recallAt1", kept: "at least", limit: 0.925 },
  { set: "jsquad", figure: "mrrAt10", kept: "at least", limit: 0.948 },
  { set: "lawcap", figure: "recallAt1", kept: "at least", limit: 0.765 },
  { set: "lawcap", figure: "p95Ms", kept: "at most", limit: 15 },
];

/** What is promised of ours on each set where it was measured, or should have been. */
export function limitsOf(rows: readonly RetrievalRow[]): readonly (Limit | Unchecked)[] {
  return rows
    .filter(({ engine }) => engine === "ours")
    .flatMap(({ set, measured, failed = "" }) => {
      if (measured === undefined) return [{ what: `${set}: every limit`, unchecked: failed }];
      const peers = rows.filter((row) => row.set === set && row.engine !== "ours");
      return [
        ...promised(set, measured),
        ...aheadOfPeers(set, measured, peers),
        ...smallerThanMiniSearch(set, measured, peers),
        ...notMeasured(set, peers),
      ];
    });
}

function promised(set: string, ours: Measured): readonly Limit[] {
  return PROMISES.filter((promise) => promise.set === set).map(({ figure, kept, limit }) => {
    const value = ours[figure];
    const holds = kept === "at least" ? value >= limit : value <= limit;
    return { what: `${set}: ${figure} ${kept}`, value, limit, kept: holds };
  });
}

/** Against the peer that comes nearest, on the questions that both were asked: a slow one has few. */
function aheadOfPeers(set: string, ours: Measured, peers: readonly RetrievalRow[]): Limit[] {
  return (["recallAt1", "mrrAt10"] as const).flatMap((figure) => {
    const nearest = peers
      .flatMap(({ engine, setting, measured }) => {
        if (measured === undefined) return [];
        const value = meanOfFirst(measured.questions, ours.each, figure);
        const what = `${set}: ${figure} ahead of every peer (${engine}, ${setting}, n ${measured.questions})`;
        return [{ what, value, limit: measured[figure] }];
      })
      .sort((a, b) => a.value - a.limit - (b.value - b.limit))[0];
    return nearest === undefined ? [] : [{ ...nearest, kept: nearest.value > nearest.limit }];
  });
}

function meanOfFirst(count: number, each: readonly Scores[], figure: keyof Scores): number {
  const first = each.slice(0, count);
  return first.reduce((sum, scores) => sum + scores[figure], 0) / first.length;
}

function smallerThanMiniSearch(set: string, ours: Measured, peers: readonly RetrievalRow[]) {
  return peers.flatMap(({ engine, setting, measured }): readonly Limit[] => {
    if (engine !== "minisearch" || setting !== "best" || measured === undefined) return [];
    const [value, limit] = [ours.memoryMb, measured.memoryMb];
    return [
      { what: `${set}: memoryMb below MiniSearch's best`, value, limit, kept: value < limit },
    ];
  });
}

function notMeasured(set: string, peers: readonly RetrievalRow[]): readonly Unchecked[] {
  return peers.flatMap(({ engine, setting, failed }) =>
    failed === undefined
      ? []
      : [{ what: `${set}: against ${engine}, ${setting}`, unchecked: failed }],
  );
}
