// npm run bench [-- NAME…] [--json] [--set NAME] [--engine NAME]: figures beside their limits.
import { parseArgs } from "node:util";
import { benchAnswer } from "./answer.ts";
import { benchAsk } from "./ask.ts";
import { benchAskLarge } from "./ask-large.ts";
import { benchConsole } from "./console.ts";
import { benchDocuments } from "./documents.ts";
import { benchLedger } from "./ledger.ts";
import { benchMatch } from "./match.ts";
import { benchRetrieval } from "./retrieval.ts";
import type { Choice, Report } from "./row.ts";
import { benchSearchParts } from "./search-parts.ts";
import { benchSlack } from "./slack.ts";

const BENCHES: Readonly<Record<string, (choice: Choice) => Promise<Report>>> = {
  answer: benchAnswer,
  ask: benchAsk,
  "ask-large": benchAskLarge,
  console: benchConsole,
  documents: benchDocuments,
  ledger: benchLedger,
  match: benchMatch,
  retrieval: benchRetrieval,
  "search-parts": benchSearchParts,
  slack: benchSlack,
};

const { values, positionals } = parseArgs({
  options: {
    json: { type: "boolean" },
    set: { type: "string", multiple: true },
    engine: { type: "string", multiple: true },
  },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  console.error(
    `「${unknown}」という測定はありません / no such bench. ${Object.keys(BENCHES).join(", ")}`,
  );
  process.exit(1);
}
const choice: Choice = { sets: values.set ?? [], engines: values.engine ?? [] };
const wanted = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const results: Record<string, unknown> = {};
for (const name of wanted) {
  const report = await BENCHES[name]?.(choice);
  results[name] = report?.data;
  if (!values.json) console.log([`\n${name}`, ...(report?.lines ?? [])].join("\n"));
}
if (values.json) console.log(JSON.stringify(results));
