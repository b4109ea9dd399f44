// Installs what package-lock.json names, once, and makes sure that it works. Runs before there is a
// node_modules, so it uses Node's own modules only, and plain JavaScript.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfThere, takeLock } from "./install-lock.mjs";
import { InstallError, say } from "./install-say.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
// How long npm may take to end when it is told to.
const GRACE_MS = 2_000;

/** The user or the system ended the installation; `signal` is how. */
export class InstallStopped extends Error {
  constructor(signal) {
    super(`Stopped by ${signal}`);
    this.signal = signal;
  }
}

/**
 * Resolves when node_modules is complete and its native packages load. Does nothing but read one
 * small file when the stamp fits. Two at once take turns; what a killed one left is cleared away.
 * `probes` are programs that load the native packages, one each; `deadAfterMs` is for how long the
 * holder of the lock may be silent.
 */
export async function ensureInstalled({ root, probes, deadAfterMs }) {
  const stamp = join(root, "node_modules", ".installed");
  const wanted = stampOf(root);
  if (readIfThere(stamp) === wanted) return;
  const lock = await takeLock(join(root, ".install-lock"), deadAfterMs);
  try {
    // Another one may have finished while we waited.
    if (readIfThere(stamp) === wanted) return;
    say(
      "初回の準備をしています。ネイティブ部品のコンパイルに数分かかります…",
      "Setting up; compiling the native parts takes some minutes…",
    );
    await install(root, probes, lock);
    writeAtOnce(stamp, wanted);
    say("準備が終わりました。", "Set-up is complete.");
  } finally {
    lock.release();
  }
}

/** Names what is installed: another lockfile, Node or machine needs another installation. */
function stampOf(root) {
  const lockfile = readFileSync(join(root, "package-lock.json"));
  const hash = createHash("sha256").update(lockfile).digest("hex");
  return `${hash} abi-${process.versions.modules} ${process.platform}-${process.arch}\n`;
}

async function install(root, probes, lock) {
  const modules = join(root, "node_modules");
  // npm writes its own lockfile last: without it an install was cut off, and npm does not mend that.
  if (!existsSync(join(modules, ".package-lock.json"))) remove(modules);
  for (const attempt of ["first", "last"]) {
    const code = await runNpm(root, lock);
    const broken = code === 0 ? probes.find((probe) => !loads(root, probe)) : undefined;
    if (code === 0 && broken === undefined) return;
    if (attempt === "last") throw failure(code, broken);
    say("やり直しています…", "Trying once more from scratch…");
    remove(modules);
  }
}

/** `npm ci` would want optional packages of other platforms, which a registry may lack. */
async function runNpm(root, lock) {
  // A nested npm under --silent would not say why it failed; where things are it may know.
  const kept = /^(?!npm_)|^npm_config_(?:cache|registry|userconfig|nodedir)$/iu;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name)));
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev"];
  // A group of its own, so that a compiler which npm has started can be stopped with it. Its words
  // go to standard error: standard output belongs to the command that we prepare for.
  const child = spawn("npm", args, { cwd: root, env, detached: true, stdio: ["ignore", 2, 2] });
  if (child.pid) lock.name(child.pid);
  const stopped = passSignalsTo(child);
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", (exitCode) => resolve(exitCode ?? 1));
  });
  const signal = stopped();
  if (signal) throw new InstallStopped(signal);
  return code;
}

/** Ends the child's group when we are told to end; the result stops that and tells the signal. */
function passSignalsTo(child) {
  let received;
  const pass = (signal) => {
    received = signal;
    killGroup(child.pid, signal);
    setTimeout(() => killGroup(child.pid, "SIGKILL"), GRACE_MS).unref();
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return () => {
    for (const signal of SIGNALS) process.off(signal, pass);
    return received;
  };
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** In a process of its own: a half-built native module may take its process down. */
function loads(root, probe) {
  return spawnSync(process.execPath, ["-e", probe], { cwd: root, stdio: "ignore" }).status === 0;
}

function failure(code, probe) {
  if (code === 127) {
    return new InstallError(
      "npm が見つかりません。Node.js 20.19以上をnpmとともに入れてください。",
      "npm was not found. Install Node.js 20.19 or later with npm.",
    );
  }
  return new InstallError(
    "部品の準備に失敗しました。C++コンパイラー、make、python3 があること、パッケージのレジストリにつながること、ディスクに空きがあることを確かめて、もう一度実行してください。詳しくは上の出力をご覧ください。",
    "Set-up failed. Check that a C++ compiler, make and python3 are installed, the package registry can be reached and the disk has room, then run again. See the output above.",
    probe ? `\n(${probe})` : "",
  );
}

function writeAtOnce(file, text) {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text, { flush: true });
  renameSync(`${file}.${process.pid}`, file);
}

function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
