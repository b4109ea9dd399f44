import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COLUMNS } from "../../src/partners/columns.ts";
import { tableBytes } from "../../src/spreadsheets/table-bytes.ts";
import { generatedPartners, needsOfGenerated } from "../support/generated-partners.ts";
import { rowsOfPartners } from "../support/partner-rows.ts";
import { ROOT } from "../support/root.ts";
import { type Report, type Row, reportRows } from "./row.ts";

/** Firms of the network of 2007 (約10,700), and about nine seeds for each. */
const FIRMS = 10_700;
const SEEDS = 100_000;
const NEEDS = 500;

/** `partners import` and `match` with a network of the size of the cluster plan's. */
export async function benchMatch(): Promise<Report> {
  return reportRows(await measure());
}

async function measure(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  try {
    const [data, file] = [join(folder, "data"), join(folder, "partners.csv")];
    const columns = COLUMNS.map(({ key, title }) => ({ key, title }));
    const rows = rowsOfPartners(generatedPartners(FIRMS, SEEDS));
    writeFileSync(file, await tableBytes({ columns, rows }, "csv"));
    const imported = await run(["partners", "import", file, "--data", data]);
    const again = await run(["partners", "import", file, "--data", data]);
    const needs = needsOfGenerated(NEEDS);
    const first = await run(["match", "--json", "--data", data, needs[0] ?? ""]);
    const second = await run(["match", "--json", "--data", data, needs[0] ?? ""]);
    const times = join(folder, "times.json");
    await run(["--import", "tsx", "test/bench/match-batch.ts", data, times], { isScript: true });
    // Written by match-batch.ts.
    const { p50, p95, peakMb } = JSON.parse(readFileSync(times, "utf8")) as Readonly<
      Record<"p50" | "p95" | "peakMb", number>
    >;
    const what = `${FIRMS} firms, ${SEEDS} seeds`;
    const ledger = statSync(join(data, "ledger", "ledger.sqlite")).size;
    return [
      { what: `import of ${what} (CSV)`, value: imported, unit: "ms" },
      { what: "the same again, nothing changed", value: again, unit: "ms" },
      { what: "the register in the database", value: ledger / 1e6, unit: "MB" },
      { what: "match, cold, index of the register built", value: first, unit: "ms" },
      { what: "match, cold", value: second, unit: "ms" },
      { what: `one need of ${NEEDS}, p50`, value: p50, unit: "ms" },
      { what: `one need of ${NEEDS}, p95`, value: p95, unit: "ms", limit: 150 },
      { what: "resident memory of these, peak", value: peakMb, unit: "MB" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds that a command takes, as a process of its own. */
async function run(
  args: readonly string[],
  { isScript = false }: { readonly isScript?: boolean } = {},
): Promise<number> {
  const begun = performance.now();
  const command = isScript ? args : ["scripts/launch.mjs", "src/main.ts", ...args];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`Expected ${args.join(" ")} to end with 0, got ${code}`);
  return performance.now() - begun;
}
