import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "vitest";
import { ROOT } from "./root.ts";

/** Source texts and evaluation data lie beside the checkout and are not part of it. */
export const SHARED = join(ROOT, "..", "shared");

/** A suite that needs the data beside the checkout; skipped, and loudly, where they are missing. */
export function describeWithShared(name: string, suite: () => void): void {
  if (existsSync(SHARED)) {
    describe(name, suite);
    return;
  }
  console.warn(`!!! 飛ばしました / SKIPPED: ${name} (../shared is not there)`);
  // The suite itself reads those data: what stands in its place can only be counted as skipped.
  describe.skip(name, () => {
    test("needs ../shared", () => {});
  });
}
