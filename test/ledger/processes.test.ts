import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { OpenLedger } from "../../src/ledger/open-ledger.ts";
import { outcomeOf } from "../support/outcome.ts";
import { ROOT } from "../support/root.ts";
import { scaled, seeded } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { AUDITOR, COORDINATOR, testLedger } from "./support/ledger.ts";

const WRITER = join(ROOT, "test/ledger/support/writer.ts");

function startWriter(folder: string, id: string, count: number) {
  return spawn(process.execPath, ["--import", "tsx", WRITER, folder, id, String(count)], {
    cwd: ROOT,
  });
}

/** The names that the vault gives for all needs, each once. */
async function namesIn(ledger: OpenLedger): Promise<readonly (string | undefined)[]> {
  const needs = await ledger.all("need", AUDITOR);
  const secrets = needs.map(({ id }) => ledger.openSecret("need", id, COORDINATOR));
  return [...new Set((await Promise.all(secrets)).map((secret) => secret?.organisation))];
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
    expect(await ledger.verify()).toMatchObject({ isSound: true, count: 2 * each });
    const notes = (await ledger.all("activity", AUDITOR)).map(({ note }) => note);
    expect([...new Set(notes), ...(await namesIn(ledger))]).toHaveLength(2 * each);
  }, 300_000);
});

describe("a process that is killed while it writes", () => {
  test("has kept every event that it acknowledged, the keys too, and left a sound chain", async () => {
    const folder = tempFolder();
    const random = seeded(20_041_022);
    let acknowledged = 0;

    for (let kill = 0; kill < scaled(100, 3); kill++) {
      // Of one length: the firms of one writer must not be named like another writer.
      const writer = startWriter(folder, `writer-${100 + kill}`, Number.MAX_SAFE_INTEGER);
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
      expect(readdirSync(join(folder, "keys")).filter((key) => key.endsWith(".fresh"))).toEqual([]);
      ledger.close();
      expect(found).toMatchObject({ isSound: true });
      expect(found.count).toBeGreaterThanOrEqual(acknowledged);
    }
    expect(acknowledged).toBeGreaterThan(0);
    const { ledger } = testLedger({ folder });
    expect(await namesIn(ledger)).toHaveLength((await ledger.all("need", AUDITOR)).length);
  }, 600_000);
});
