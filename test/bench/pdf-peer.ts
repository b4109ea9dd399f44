import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../support/root.ts";

/** What bare pdf-parse did with a file. */
export interface PeerReading {
  readonly file: string;
  readonly ms: number;
  /** Most memory of its process so far; the last that was told, where it did not live to tell. */
  readonly peakMb: number;
  readonly characters?: number;
  /** The name of the error. */
  readonly thrown?: string;
  /** The process died of the file, or had to be killed. */
  readonly lost?: boolean;
}

const PEERS = join(ROOT, "test/bench/peers");

/** Reads files with pdf-parse in one process; one that dies, or takes longer than the limit, is followed by another. */
export async function readWithPeer(
  files: readonly string[],
  limitMs: number,
): Promise<readonly PeerReading[]> {
  const readings: PeerReading[] = [];
  while (readings.length < files.length) {
    const left = files.slice(readings.length);
    const before = readings.length;
    for await (const reading of readingsOf(left, limitMs)) readings.push(reading);
    const [next] = files.slice(readings.length);
    if (next === undefined) break;
    if (before === 0 && readings.length === 0) throw new Error("Expected pdf-parse to run");
    readings.push({ file: next, ms: limitMs, peakMb: 0, lost: true });
  }
  return readings;
}

async function* readingsOf(files: readonly string[], limitMs: number): AsyncGenerator<PeerReading> {
  const pdfjs = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const child = spawn(process.execPath, [join(PEERS, "pdf-parse.mjs"), pdfjs], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on("error", () => {});
  try {
    for (const file of files) {
      child.stdin.write(`${file}\n`);
      const line = await within(limitMs, lines.next(), child);
      if (line.done) return;
      yield { file, ...JSON.parse(line.value) };
    }
  } finally {
    child.kill("SIGKILL");
  }
}

async function within<T>(limitMs: number, awaited: Promise<T>, child: ChildProcess): Promise<T> {
  const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
  try {
    return await awaited;
  } finally {
    clearTimeout(timer);
  }
}
