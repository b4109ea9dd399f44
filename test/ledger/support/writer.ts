// Writes events to a ledger until it has written as many as it was told, or is killed. Prints the number
// of each as soon as it is acknowledged.
import { writeSync } from "node:fs";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { need } from "./need.ts";

const [folder = "", id = "", count = "0"] = process.argv.slice(2);
const ledger = openLedger({ folder, now: () => new Date("2026-04-01T00:00:00Z") });
const by = { id, role: "coordinator" } as const;
for (let i = 0; i < Number(count); i++) {
  const name = `${id} ${i}`;
  const result =
    i % 5 === 0
      ? await ledger.registerNeed(need({ secret: { organisation: `株式会社${name}` } }), by)
      : await ledger.reportActivity({ kind: "visit", on: "2026-04-01", note: name }, by);
  // Unbuffered: what was printed was acknowledged, whenever the end comes.
  if (result.kind === "refused") throw new Error(result.why.en);
  writeSync(1, `${result.event}\n`);
}
ledger.close();
