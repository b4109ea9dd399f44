// node --expose-gc --import tsx retrieval-run.ts FOLDER SET ENGINE SETTING COUNT: measures one engine
// on one set. A process of its own, so that its memory is its own; prints one JSON object.
import { type EngineModule, loadEngine, type Setting } from "./engines/engine.ts";
import {
  type Judged,
  percentile,
  type Quality,
  qualityOf,
  recallAt,
  reciprocalRankAt,
} from "./metrics.ts";
import { type RetrievalSet, readRetrievalSet, type SetName } from "./retrieval-sets.ts";
import { seededSample } from "./seeded-sample.ts";

/** What one engine does on one set. */
export interface Measured extends Quality {
  /** Questions asked: fewer than wanted where the engine needs longer than `BUDGET_MS` for them. */
  readonly questions: number;
  readonly buildSeconds: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Growth of resident memory from before the engine is loaded to after its index is built. */
  readonly memoryMb: number;
  readonly peakMb: number;
  /** Of each question in the order of asking, which is the same for every engine. */
  readonly each: readonly Scores[];
}

/** Those figures of one question by which engines are compared. */
export type Scores = Pick<Quality, "recallAt1" | "mrrAt10">;

const RESULTS = 10;
const WARM_UP = 20;
// As many questions as can be asked in this time, and never fewer than FEWEST: they stand in
// seeded order, so a part of them is a sample.
const BUDGET_MS = 30_000;
const FEWEST = 50;
const MB = 1024 * 1024;

const [folder = "", set = "", engine = "", setting = "", count = ""] = process.argv.slice(2);
// The bench that starts this process passes its own names.
console.log(
  JSON.stringify(
    await measure(readRetrievalSet(folder, set as SetName), engine, setting as Setting, +count),
  ),
);
// Some engines keep threads alive.
process.exit();

async function measure(
  { texts, questions }: RetrievalSet,
  name: string,
  how: Setting,
  wanted: number,
): Promise<Measured> {
  const asked = seededSample(questions, wanted);
  const before = residentAfterGc();
  const { createEngine }: EngineModule = await loadEngine(name);
  const begun = performance.now();
  const index = await createEngine(texts, how);
  const buildSeconds = (performance.now() - begun) / 1000;
  const memoryMb = (residentAfterGc() - before) / MB;

  for (const { text } of asked.slice(0, WARM_UP)) await index.search(text, RESULTS);
  const judged: Judged[] = [];
  const taken: number[] = [];
  const end = performance.now() + BUDGET_MS;
  for (const { text, relevant } of asked) {
    if (performance.now() > end && judged.length >= FEWEST) break;
    const asking = performance.now();
    const results = await index.search(text, RESULTS);
    taken.push(performance.now() - asking);
    judged.push({ results, relevant });
  }
  return {
    ...qualityOf(judged),
    questions: judged.length,
    buildSeconds,
    p50Ms: percentile(0.5, taken),
    p95Ms: percentile(0.95, taken),
    memoryMb,
    peakMb: process.resourceUsage().maxRSS / 1024,
    each: judged.map((one) => ({
      recallAt1: recallAt(1, one),
      mrrAt10: reciprocalRankAt(10, one),
    })),
  };
}

function residentAfterGc(): number {
  if (globalThis.gc === undefined) throw new Error("Expected node to run with --expose-gc");
  // What the first leaves to finalisers the second takes.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage.rss();
}
