import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../support/root.ts";
import { type Report, type Row, reportRows } from "./row.ts";

const RUNS = 5;
const BATCH = 1_000;

/** `ask` and `start` as whole processes, through npm, as a user runs them. */
export async function benchAsk(): Promise<Report> {
  return reportRows(await measure());
}

async function measure(): Promise<readonly Row[]> {
  const data = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  try {
    const fresh = await times(() => {
      rmSync(data, { recursive: true, force: true });
      return runNpm([
        "run",
        "--silent",
        "ask",
        "--",
        "--json",
        "--data",
        data,
        "岡山TLOの支援は何年間？",
      ]);
    });
    const warm = await times(() =>
      runNpm(["run", "--silent", "ask", "--", "--json", "--data", data, "岡山TLOの支援は何年間？"]),
    );
    const batch = await askBatch(data, ownQuestions(), BATCH);
    const ready = await times(() => untilReady(data));
    return [
      {
        what: "ask, cold, index built first (median of 5)",
        value: fresh,
        unit: "ms",
        limit: 1_500,
      },
      { what: "ask, cold, index there (median of 5)", value: warm, unit: "ms", limit: 1_500 },
      { what: `one question of ${BATCH} in a batch, p50`, value: batch.p50, unit: "ms", limit: 30 },
      { what: `one question of ${BATCH} in a batch, p95`, value: batch.p95, unit: "ms", limit: 30 },
      { what: "resident memory of that batch, peak", value: batch.peakMb, unit: "MB", limit: 300 },
      {
        what: "second npm start until ready (median of 5)",
        value: ready,
        unit: "ms",
        limit: 3_000,
      },
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function times(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return taken.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
}

function runNpm(args: readonly string[]): Promise<void> {
  const child = spawn("npm", args, { cwd: ROOT, stdio: "ignore" });
  return new Promise((resolve, reject) =>
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ended with ${code}`)),
    ),
  );
}

interface Batch {
  readonly p50: number;
  readonly p95: number;
  readonly peakMb: number;
}

/** Asks `count` questions in one batch, the given ones over and over; times are as the answers tell them. */
export async function askBatch(
  data: string,
  questions: readonly string[],
  count: number,
): Promise<Batch> {
  const child = spawn(
    process.execPath,
    ["scripts/launch.mjs", "src/main.ts", "ask", "--json", "--data", data, "--batch", "-"],
    { cwd: ROOT, stdio: ["pipe", "pipe", "ignore"] },
  );
  let peakMb = 0;
  const taken: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const { timings } = JSON.parse(line);
    taken.push(timings.retrieveMs + timings.answerMs);
    peakMb = Math.max(peakMb, peakMbOf(child.pid));
  });
  for (let i = 0; i < count; i++) {
    const question = questions[i % questions.length];
    child.stdin.write(`${JSON.stringify({ id: `${i}`, question })}\n`);
  }
  child.stdin.end();
  await new Promise((resolve) => child.once("close", resolve));
  taken.sort((a, b) => a - b);
  if (taken.length !== count) throw new Error(`Expected ${count} answers, got ${taken.length}`);
  return { p50: taken[count * 0.5] ?? 0, p95: taken[count * 0.95] ?? 0, peakMb };
}

function ownQuestions(): readonly string[] {
  return readFileSync(join(ROOT, "test/fixtures/questions/okayama-2004-hard.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).question);
}

/** High-water mark of resident memory as Linux keeps it; NaN where there is no /proc. */
function peakMbOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/u.exec(status)?.[1]) / 1024;
  } catch {
    // The process has just ended, or this is no Linux: earlier readings stand.
    return 0;
  }
}

function untilReady(data: string): Promise<void> {
  const child = spawn("npm", ["--silent", "start"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, PORT: "0", MUSUBI_DATA: data },
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", () => {
      child.kill("SIGTERM");
      resolve();
    });
    child.once("error", reject);
  });
}
