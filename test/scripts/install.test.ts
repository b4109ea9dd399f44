import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { outcomeOf } from "../support/outcome.ts";
import { ROOT } from "../support/root.ts";
import { tempFolder } from "../support/temp-folder.ts";

// A project of one package that "compiles" when it is installed, as our native packages do. npm is real.
const RUN = `
import { ensureInstalled, InstallStopped } from ${JSON.stringify(join(ROOT, "scripts/install.mjs"))};
import { InstallError } from ${JSON.stringify(join(ROOT, "scripts/install-say.mjs"))};
try {
  await ensureInstalled({ root: process.cwd(), probes: ['require("native").load()'], deadAfterMs: 2_500 });
  console.log("ready");
} catch (error) {
  if (error instanceof InstallStopped) process.kill(process.pid, error.signal);
  else if (error instanceof InstallError) { console.error(error.message); process.exitCode = 2; }
  else throw error;
}`;
const BUILD = `
const { appendFileSync, existsSync, writeFileSync } = require("node:fs");
appendFileSync(process.env.BUILD_LOG, "build\\n");
const wait = () => (existsSync(process.env.BUILD_LOG + ".go") ? done() : setTimeout(wait, 20));
const done = () => writeFileSync("built.js", "");
wait();`;

let root: string;
let log: string;

beforeEach(() => {
  root = tempFolder();
  log = join(root, "build.log");
  mkdirSync(join(root, "native"));
  writeFileSync(
    join(root, "native/package.json"),
    JSON.stringify({
      name: "native",
      version: "1.0.0",
      main: "index.js",
      scripts: { install: "node build.js" },
    }),
  );
  writeFileSync(join(root, "native/build.js"), BUILD);
  writeFileSync(join(root, "native/index.js"), 'exports.load = () => require("./built.js");');
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({ name: "p", version: "1.0.0", dependencies: { native: "file:./native" } }),
  );
  writeFileSync(
    join(root, ".npmrc"),
    "install-links=true\naudit=false\nfund=false\nupdate-notifier=false\n",
  );
  writeFileSync(join(root, "run.mjs"), RUN);
  spawnSync("npm", ["install", "--package-lock-only"], { cwd: root });
});

/** Lets every build finish at once. */
const allow = () => writeFileSync(`${log}.go`, "");
const builds = () =>
  existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean).length : 0;
const start = (stdio: "pipe" | "ignore" = "pipe"): ChildProcess =>
  spawn(process.execPath, ["run.mjs"], {
    cwd: root,
    stdio,
    env: { ...process.env, BUILD_LOG: log, LANG: "ja_JP.UTF-8", LC_ALL: "" },
  });

/** Resolves when the package has begun to build. */
function building(): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(root, () => {
      if (builds() === 0) return;
      watcher.close();
      resolve();
    });
  });
}

describe("setting up", () => {
  test("installs and compiles once, and then only reads its stamp", async () => {
    allow();

    const first = await outcomeOf(start());
    const second = await outcomeOf(start());

    expect(first).toMatchObject({ code: 0, stdout: "ready\n" });
    expect(first.stderr).toContain("初回の準備をしています");
    expect(second).toEqual({ code: 0, stdout: "ready\n", stderr: "" });
    expect(builds()).toBe(1);
  });

  test("twice at once succeeds both times and compiles once", async () => {
    const begun = building();
    const one = outcomeOf(start());
    const other = outcomeOf(start());
    await begun;
    allow();

    expect([(await one).stdout, (await other).stdout]).toEqual(["ready\n", "ready\n"]);
    expect(builds()).toBe(1);
  });

  test("repairs what was left behind when all of it was killed", async () => {
    const begun = building();
    const killed = start();
    const ended = outcomeOf(killed);
    await begun;
    const npm = Number(readFileSync(join(root, ".install-lock"), "utf8"));
    killed.kill("SIGKILL");
    process.kill(-npm, "SIGKILL");
    await ended;
    allow();

    expect(await outcomeOf(start())).toMatchObject({ code: 0, stdout: "ready\n" });
    expect(existsSync(join(root, "node_modules/native/built.js"))).toBe(true);
    expect(builds()).toBe(2);
  });

  test("waits for the npm that a killed one left running", async () => {
    const begun = building();
    const killed = start("ignore");
    await begun;
    killed.kill("SIGKILL");
    const next = outcomeOf(start());
    allow();
    const { code, stdout, stderr } = await next;

    expect({ code, stdout }).toEqual({ code: 0, stdout: "ready\n" });
    expect(stderr).toContain("別の準備が終わるのを待っています");
  });

  test("ends when it is told to, and leaves the way free", async () => {
    const begun = building();
    const stopped = start();
    const ended = outcomeOf(stopped);
    await begun;
    stopped.kill("SIGTERM");
    await ended;
    expect(readdirSync(root)).not.toContain(".install-lock");
    allow();

    expect(await outcomeOf(start())).toMatchObject({ code: 0, stdout: "ready\n" });
  });

  test("starts from scratch when a native part does not load", async () => {
    allow();
    await outcomeOf(start());
    rmSync(join(root, "node_modules/native/built.js"));
    rmSync(join(root, "node_modules/.installed"));

    expect(await outcomeOf(start())).toMatchObject({ code: 0, stdout: "ready\n" });
    expect(builds()).toBe(2);
  });

  test("says what is needed when it cannot be done", async () => {
    writeFileSync(join(root, "native/build.js"), "process.exit(1)");

    const { code, stdout, stderr } = await outcomeOf(start());

    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("C++コンパイラー、make、python3");
    expect(existsSync(join(root, "node_modules/.installed"))).toBe(false);
  });
});
