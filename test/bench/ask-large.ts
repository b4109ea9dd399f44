import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/root.ts";
import { SHARED } from "../support/shared.ts";
import { askBatch } from "./ask.ts";

import { type RetrievalSet, readRetrievalSet } from "./retrieval-sets.ts";
import { type Report, type Row, reportRows } from "./row.ts";

const QUESTIONS = 1_000;
const FOLDER = join(SHARED, "eval", "retrieval");

/** `ask` over documents that make more than 20,000 passages: a file a statute, asked about by caption. */
export async function benchAskLarge(): Promise<Report> {
  if (!existsSync(FOLDER)) {
    console.error("ask-large: skipped, there is no ../shared/eval/retrieval beside the project");
    return reportRows([]);
  }
  return reportRows(await measure());
}

async function measure(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  try {
    const [corpus, data] = [join(folder, "corpus"), join(folder, "data")];
    const statutes = readRetrievalSet(FOLDER, "lawcap");
    writeStatutes(corpus, statutes);
    const questions = statutes.questions.map(({ text }) => `${text}について教えてください`);
    const one = ["ask", "--json", "--data", data, questions[0] ?? ""];
    const ingest = await run(["ingest", "--data", data, "--corpus", corpus]);
    const again = await run(["ingest", "--data", data]);
    const built = await run(one);
    const cold = await run(one);
    const { p50, p95, peakMb } = await askBatch(data, questions, QUESTIONS);
    return [
      {
        what: `ingest of ${statutes.texts.length} articles, index built`,
        value: ingest,
        unit: "ms",
      },
      { what: "ingest again, nothing changed", value: again, unit: "ms" },
      { what: "ask, cold", value: Math.min(built, cold), unit: "ms" },
      { what: `one question of ${QUESTIONS} in a batch, p50`, value: p50, unit: "ms" },
      { what: `one question of ${QUESTIONS} in a batch, p95`, value: p95, unit: "ms", limit: 60 },
      { what: "resident memory of that batch, peak", value: peakMb, unit: "MB" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeStatutes(folder: string, { texts }: RetrievalSet): void {
  const articles = new Map<string, string[]>();
  for (const { title, heading, body } of texts) {
    const found = articles.get(title) ?? [];
    found.push(`【${heading}】\n${body}\n`);
    articles.set(title, found);
  }
  mkdirSync(folder, { recursive: true });
  for (const [i, [title, parts]] of [...articles].entries()) {
    writeFileSync(join(folder, `${i}.txt`), `${title}\n\n${parts.join("\n")}`);
  }
}

/** Milliseconds that a command takes, as a process of its own. */
async function run(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["scripts/launch.mjs", "src/main.ts", ...args], {
    cwd: ROOT,
    stdio: "ignore",
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`Expected ${args[0]} to end with 0, got ${code}`);
  return performance.now() - begun;
}
