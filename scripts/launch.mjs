// node scripts/launch.mjs ENTRY.ts [ARGUMENT…]: installs what is missing, then becomes the program.
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureInstalled, InstallStopped } from "./install.mjs";
import { InstallError } from "./install-say.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];

// Requiring better-sqlite3 does not load its native part; opening a database does.
const PROBES = [
  'const Database = require("better-sqlite3"); new Database(":memory:").close();',
  'const { HierarchicalNSW } = require("hnswlib-node"); new HierarchicalNSW("ip", 2).initIndex(1);',
  'require("esbuild").transformSync("let a: number", { loader: "ts" });',
];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(
    `Node.js ${OLDEST_NODE.join(".")}以上が必要です（実行中: ${process.version}） / Node.js ${OLDEST_NODE.join(".")} or later is needed`,
  );
}
const [entry = "", ...args] = process.argv.slice(2);
try {
  await ensureInstalled({ root: ROOT, probes: PROBES });
} catch (error) {
  if (error instanceof InstallStopped) process.kill(process.pid, error.signal);
  else if (error instanceof InstallError) fail(error.message);
  else throw error;
}
const { register } = await import("tsx/esm/api");
register();
const file = join(ROOT, entry);
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(file).href);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
