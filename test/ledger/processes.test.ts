import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outcomeOf } from "../support/outcome.ts";
import { ROOT } from "../support/root.ts";
import { scaled, seeded } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { AUDITOR, testLedger } from "./support/ledger.ts";

const WRITER = join(ROOT, "test/ledger/support/writer.ts");

function startWriter(folder: string, id: string, count: number) {
  return spawn(process.execPath, ["--import", "tsx", WRITER, folder, id, String(count)], {
    cwd: ROOT,
  });
}

describe("two processes that write at once", () => {
  test("lose nothing, and their events make one chain", async () => {
    const folder = tempFolder();
    const each = scaled(2_000, 100);

    const [a, b] = await Promise.all(
      ["sato", "suzuki"].map((id) => outcomeOf(startWriter(folder, id, each))),
    );

    expect([a?.code, b?.code, a?.stderr, b?.stderr]).toEqual([0, 0, "", ""]);
    const { ledger } = testLedger({ folder });
    const activities = await ledger.all("activity", AUDITOR);
    expect(new Set(activities.map(({ note }) => note)).size).toBe(2 * each);
    expect(await ledger.verify()).toMatchObject({ isSound: true, count: 2 * each });
  }, 300_000);
});

describe("a process that is killed while it writes", () => {
  test("has kept every event that it acknowledged, and left a sound chain", async () => {
    const folder = tempFolder();
    const random = seeded(20_041_022);
    let acknowledged = 0;

    for (let kill = 0; kill < scaled(100, 3); kill++) {
      const writer = startWriter(folder, `writer-${kill}`, Number.MAX_SAFE_INTEGER);
      const outcome = outcomeOf(writer);
      let left = 1 + Math.floor(random() * 200);
      writer.stdout.on("data", (chunk: Buffer) => {
        left -= chunk.toString().split("\n").length - 1;
        if (left <= 0) writer.kill("SIGKILL");
      });
      const { stdout, stderr } = await outcome;
      expect(stderr).toBe("");
      acknowledged = Number(stdout.trim().split("\n").at(-1));

      const { ledger } = testLedger({ folder });
      const found = await ledger.verify();
      ledger.close();
      expect(found).toMatchObject({ isSound: true });
      expect(found.count).toBeGreaterThanOrEqual(acknowledged);
    }
    expect(acknowledged).toBeGreaterThan(0);
  }, 600_000);
});
