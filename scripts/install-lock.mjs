// One installation at a time in a folder; what a killed one left behind does not stop the next.
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { InstallError, say } from "./install-say.mjs";

const BEAT_MS = 1_000;
// A holder beats every second; one that has been silent this long was killed.
const DEAD_AFTER_MS = 15_000;
// Unless the npm that it started is still at work; no installation takes this long.
const GIVE_UP_MS = 20 * 60_000;

/**
 * Waits until nobody else holds the lock, then holds it. Should the holder be killed, the others
 * wait for the process that it has named, and for nothing else.
 */
export async function takeLock(file, deadAfterMs = DEAD_AFTER_MS) {
  let told = false;
  while (!tryLock(file)) {
    if (isDead(file, deadAfterMs)) {
      clearAway(file, deadAfterMs);
      continue;
    }
    if (!told) say("別の準備が終わるのを待っています…", "Waiting for another set-up to finish…");
    told = true;
    await pause(200);
  }
  const beat = setInterval(() => touch(file), BEAT_MS);
  return {
    name: (pid) => writeFileSync(file, String(pid)),
    release() {
      clearInterval(beat);
      rmSync(file, { force: true });
    },
  };
}

function tryLock(file) {
  try {
    closeSync(openSync(file, "wx"));
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw new InstallError(
      `「${file}」を作れません。フォルダーへの書き込み権限と空き容量を確かめてください（${error.code}）。`,
      `Cannot create "${file}". Check the folder's permissions and free space (${error.code}).`,
    );
  }
}

function isDead(file, deadAfterMs) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const silentMs = Date.now() - stats.mtimeMs;
  if (silentMs < deadAfterMs) return false;
  return silentMs > GIVE_UP_MS || !isNpm(readIfThere(file));
}

/** Whether the process that a lock names is an npm that is still at work. */
function isNpm(pid) {
  if (!pid || !/^\d+$/u.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch {
    // No such process.
    return false;
  }
  const commandLine = readIfThere(`/proc/${pid}/cmdline`);
  return commandLine === undefined || commandLine.includes("npm");
}

/** Renames before it removes: of two that found the lock dead, one may have made a new one since. */
function clearAway(file, deadAfterMs) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (isDead(aside, deadAfterMs)) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch (error) {
    // Somebody else was quicker: look again.
    if (error.code !== "ENOENT") throw error;
  }
}

function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Taken from us as dead, as happens to a machine that slept: what we install stays good.
  }
}

/** The text of a file, or `undefined` where there is none or it cannot be read. */
export function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
