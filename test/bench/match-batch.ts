// match-batch.ts DATA FILE: times of many needs over a data folder, in one process, as JSON into FILE.
import { writeFileSync } from "node:fs";
import { needsOfGenerated } from "../support/generated-partners.ts";
import { openApp } from "../support/open-app.ts";
import { percentile } from "./metrics.ts";

const [, , data = "", file = ""] = process.argv;
const app = openApp({ dataFolder: data });
const by = { id: "bench", role: "coordinator" } as const;
const needs = needsOfGenerated(500);
await app.match(needs[0] ?? "", by);
const times: number[] = [];
for (const need of needs) {
  const begun = performance.now();
  await app.match(need, by);
  times.push(performance.now() - begun);
}
app.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
writeFileSync(
  file,
  JSON.stringify({ p50: percentile(0.5, times), p95: percentile(0.95, times), peakMb }),
);
