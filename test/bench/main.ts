// npm run bench [-- NAME] [--json]: times and memory beside their limits.
import { parseArgs } from "node:util";
import { benchAsk } from "./ask.ts";

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
}

const BENCHES: Readonly<Record<string, () => Promise<readonly Row[]>>> = { ask: benchAsk };

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
      const kept = value <= limit ? "" : "  ← over its limit";
      console.log(
        `  ${what.padEnd(48)} ${value.toFixed(1).padStart(8)} ${unit}  (limit ${limit} ${unit})${kept}`,
      );
    }
  }
}
