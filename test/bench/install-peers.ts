import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/root.ts";

/** Whatever goes wrong is said by the installation itself; rows of what is missing say so too. */
export function installPeers(): void {
  console.error("比較する道具を確かめます / making sure of the peers' packages");
  // Standard output belongs to the report.
  spawnSync(process.execPath, [join(ROOT, "test/bench/peers/install.mjs")], {
    stdio: ["ignore", process.stderr, process.stderr],
  });
}
