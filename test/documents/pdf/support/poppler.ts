import { spawnSync } from "node:child_process";
import { describe } from "vitest";

const HAS_POPPLER = spawnSync("pdftotext", ["-v"]).error === undefined;

/** A suite beside another reader; skipped, and loudly, where it is not installed. */
export function describeWithPoppler(name: string, suite: () => void): void {
  if (!HAS_POPPLER)
    console.warn(`!!! 飛ばしました / SKIPPED: ${name} (apt-get install poppler-utils)`);
  describe.skipIf(!HAS_POPPLER)(name, suite);
}

/** The text of each page as pdftotext reads it. */
export function pagesByPoppler(file: string): readonly string[] {
  const { stdout } = spawnSync("pdftotext", ["-enc", "UTF-8", file, "-"], { encoding: "utf8" });
  return stdout.split("\f");
}
