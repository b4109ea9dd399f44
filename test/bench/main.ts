// npm run bench [-- NAME] [--json]: times and memory beside their limits.
import { parseArgs } from "node:util";
import { benchAsk } from "./ask.ts";
import { benchAskLarge } from "./ask-large.ts";
import { benchSearchParts } from "./search-parts.ts";

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What has no limit is measured to compare it. */
  readonly limit?: number;
}

const BENCHES: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  ask: benchAsk,
  "ask-large": benchAskLarge,
  "search-parts": benchSearchParts,
};

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean" } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  console.error(
    `「${unknown}」という測定はありません / no such bench. ${Object.keys(BENCHES).join(", ")}`,
  );
  process.exit(1);
}
const wanted = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const results: Record<string, readonly Row[]> = {};
for (const name of wanted) results[name] = (await BENCHES[name]?.()) ?? [];

if (values.json) {
  console.log(JSON.stringify(results));
} else {
  for (const [name, rows] of Object.entries(results)) {
    console.log(`\n${name}`);
    for (const { what, value, unit, limit } of rows) {
      const measured = `  ${what.padEnd(48)} ${value.toFixed(1).padStart(8)} ${unit}`;
      const kept = limit === undefined || value <= limit ? "" : "  ← over its limit";
      console.log(limit === undefined ? measured : `${measured}  (limit ${limit} ${unit})${kept}`);
    }
  }
}
