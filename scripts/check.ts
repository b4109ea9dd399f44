// npm test: every check, whatever failed before it, and a last line that counts them all.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, "node_modules", ".bin");

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };

for (const [name, ...args] of [["biome", "check"], ["tsc"], ["knip"]] as const) {
  console.log(`\n— ${name}`);
  if (run(name, args)) total.passed += 1;
  else total.failed += 1;
}
console.log("\n— vitest");
const tests = runTests(process.argv.slice(2));
total.passed += tests.passed;
total.failed += tests.failed;
total.skipped += tests.skipped;

if (total.skipped > 0) {
  console.log(
    `\n!!! ${total.skipped} 件のテストを飛ばしました。理由は上にあります / tests were skipped; the reasons stand above`,
  );
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;

function run(name: string, args: readonly string[]): boolean {
  return spawnSync(join(BIN, name), args, { cwd: ROOT, stdio: "inherit" }).status === 0;
}

/** Vitest's own closing lines are for people; its JSON report has the counts. */
function runTests(args: readonly string[]): Count {
  const folder = mkdtempSync(join(tmpdir(), "musubi-check-"));
  const report = join(folder, "report.json");
  try {
    const fine = run("vitest", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...args,
    ]);
    const counts = countsOf(report);
    // A run that broke off without a failed test is a failure all the same.
    return !fine && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(report: string): Count {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch (error) {
    console.error(`The report of vitest cannot be read: ${error}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
