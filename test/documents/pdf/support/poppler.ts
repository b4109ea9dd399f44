import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe } from "vitest";

/** Where Debian's poppler-data puts the tables without which pdftotext leaves out characters. */
const TABLES = "/usr/share/poppler/cMap";
const HAS_POPPLER = existsSync(TABLES) && spawnSync("pdftotext", ["-v"]).error === undefined;

/** A suite beside another reader; skipped, and loudly, where it or its tables are not installed. */
export function describeWithPoppler(name: string, suite: () => void): void {
  if (!HAS_POPPLER)
    console.warn(
      `!!! 飛ばしました / SKIPPED: ${name} (apt-get install poppler-utils poppler-data)`,
    );
  describe.skipIf(!HAS_POPPLER)(name, suite);
}

/** The text of each page as pdftotext reads it. */
export function pagesByPoppler(file: string): readonly string[] {
  const { stdout } = spawnSync("pdftotext", ["-enc", "UTF-8", file, "-"], { encoding: "utf8" });
  return stdout.split("\f");
}
