import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/root.ts";
import { SHARED } from "../support/shared.ts";
import { ENGINE_NAMES, isPeer, type Setting } from "./engines/engine.ts";
import { installPeers } from "./install-peers.ts";
import { limitsOf } from "./retrieval-limits.ts";
import { reportRetrieval } from "./retrieval-report.ts";
import type { RetrievalRow } from "./retrieval-row.ts";
import type { Measured } from "./retrieval-run.ts";
import { SET_NAMES, type SetName } from "./retrieval-sets.ts";
import type { Choice, Report } from "./row.ts";

const FOLDER = join(SHARED, "eval/retrieval");
const QUESTIONS = 1_000;

/**
 * Japanese retrieval, ours beside what would be installed instead. A seeded thousand of a set's
 * questions, or all of them with MUSUBI_TEST_SCALE=full. Tells progress on standard error.
 */
export async function benchRetrieval(choice: Choice): Promise<Report> {
  if (!existsSync(FOLDER)) {
    const skipped = "!!! 飛ばしました / SKIPPED: retrieval (../shared/eval/retrieval is not there)";
    return { data: { skipped }, lines: [skipped] };
  }
  const sets = SET_NAMES.filter((name) => chosen(name, choice.sets));
  const engines = ENGINE_NAMES.filter((name) => chosen(name, choice.engines));
  if (engines.some(isPeer)) installPeers();
  const rows: RetrievalRow[] = [];
  for (const set of sets) {
    for (const engine of engines) {
      for (const setting of settingsOf(engine)) rows.push(await measure(set, engine, setting));
    }
  }
  return reportRetrieval(rows, limitsOf(rows));
}

function chosen(name: string, choice: readonly string[]): boolean {
  return choice.length === 0 || choice.includes(name);
}

/** Ours is set as it is set in the product. */
function settingsOf(engine: string): readonly Setting[] {
  return engine === "ours" ? ["stock"] : ["stock", "best"];
}

/** One engine on one set in a process of its own; a failure is a row as well. */
async function measure(set: SetName, engine: string, setting: Setting): Promise<RetrievalRow> {
  const count = process.env.MUSUBI_TEST_SCALE === "full" ? Number.MAX_SAFE_INTEGER : QUESTIONS;
  const run = join(ROOT, "test/bench/retrieval-run.ts");
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--import", "tsx", run, FOLDER, set, engine, setting, String(count)],
    { cwd: ROOT },
  );
  const [out, errors, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  console.error(`  ${set} ${engine} ${setting} ${code === 0 ? "✓" : "✗"}`);
  const row = { set, engine, setting };
  if (code !== 0) return { ...row, failed: reasonOf(errors, code) };
  const measured: Measured = JSON.parse(out.trim().split("\n").at(-1) ?? "");
  return { ...row, measured };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(errors: string, code: number | null): string {
  const message = errors.split("\n").find((line) => /Error\b.*:/u.test(line));
  return message?.trim() ?? `the process ended with ${code ?? "a signal"}`;
}
