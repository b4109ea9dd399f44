import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../storage/make-folder.ts";
import { errorCode, storageFault } from "../storage/storage-fault.ts";

const KEY_BYTES = 32;
const KEPT = ".key";
// A key whose row is not known to be committed. Only these are ever taken for left-overs: a ledger
// that was restored from an old backup must not cost the keys of what was written since.
const FRESH = ".fresh";

/** One file a key, readable by their owner only. Backups leave the folder out. */
export interface KeyFolder {
  /** Writes a new key to the disk and returns it; it is fresh until `settle` decides. */
  make(id: string): Buffer;
  read(id: string): Buffer | undefined;
  /** Keeps a fresh key for good, or destroys it. */
  settle(id: string, isUsed: boolean): void;
  /** Overwrites the key and takes it away; none there is no error. */
  destroy(id: string): void;
  fresh(): readonly string[];
  kept(): readonly string[];
  /** A key that is made at its first use and then always the same, in every process. */
  shared(name: string): Buffer;
}

/** Throws what `storageFault` makes of a folder that cannot be read or written. */
export function openKeyFolder(folder: string, random: (bytes: number) => Buffer): KeyFolder {
  const path = (name: string) => join(folder, name);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storageFault(folder, error);
    }
  };
  const endingIn = (end: string) => () =>
    existsSync(folder)
      ? guarded(() => readdirSync(folder))
          .filter((name) => name.endsWith(end))
          .map((name) => name.slice(0, -end.length))
      : [];
  const write = (name: string) => {
    makeFolder(folder);
    return guarded(() => {
      chmodSync(folder, 0o700);
      const key = random(KEY_BYTES);
      writeDurably(path(name), key, "wx");
      syncFolder(folder);
      return key;
    });
  };
  return {
    make: (id) => write(id + FRESH),
    read: (id) => readIfThere(path(id + KEPT)) ?? readIfThere(path(id + FRESH)),
    settle: (id, isUsed) => guarded(() => settle(folder, id, isUsed)),
    destroy: (id) =>
      guarded(() => {
        for (const end of [KEPT, FRESH]) overwriteAndRemove(path(id + end));
        if (existsSync(folder)) syncFolder(folder);
      }),
    fresh: endingIn(FRESH),
    kept: endingIn(KEPT),
    shared(name) {
      const known = readIfThere(path(name));
      if (known) return known;
      const draft = `${name}.${random(8).toString("hex")}.tmp`;
      write(draft);
      return guarded(() => giveName(folder, draft, name));
    },
  };
}

function settle(folder: string, id: string, isUsed: boolean): void {
  const fresh = join(folder, id + FRESH);
  // Another process that was opened in between may have settled it already.
  if (isUsed) ifStillTrue("ENOENT", () => renameSync(fresh, join(folder, id + KEPT)));
  else overwriteAndRemove(fresh);
}

/** Unlike a rename, a link never replaces the key of a process that was faster. */
function giveName(folder: string, draft: string, name: string): Buffer {
  ifStillTrue("EEXIST", () => linkSync(join(folder, draft), join(folder, name)));
  rmSync(join(folder, draft), { force: true });
  syncFolder(folder);
  return readFileSync(join(folder, name));
}

function readIfThere(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}

function writeDurably(file: string, bytes: Buffer, flag: "wx" | "r+"): void {
  const descriptor = openSync(file, flag, 0o600);
  try {
    writeSync(descriptor, bytes, 0, bytes.length, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function overwriteAndRemove(file: string): void {
  ifStillTrue("ENOENT", () => {
    writeDurably(file, Buffer.alloc(KEY_BYTES), "r+");
    rmSync(file);
  });
}

/** A name that came or went is on the disk only when its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function ifStillTrue(tolerated: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (errorCode(error) !== tolerated) throw error;
  }
}
