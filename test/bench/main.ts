// npm run bench [-- NAME…] [--json]: figures beside their limits.
import { parseArgs } from "node:util";
import { benchAsk } from "./ask.ts";
import { benchAskLarge } from "./ask-large.ts";
import type { Report } from "./row.ts";
import { benchSearchParts } from "./search-parts.ts";

const BENCHES: Readonly<Record<string, () => Promise<Report>>> = {
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
const results: Record<string, unknown> = {};
for (const name of wanted) {
  const report = await BENCHES[name]?.();
  results[name] = report?.data;
  if (!values.json) console.log([`\n${name}`, ...(report?.lines ?? [])].join("\n"));
}
if (values.json) console.log(JSON.stringify(results));
