import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { UpstreamError, UserError } from "../errors.ts";
import type { Verification } from "../ledger/ledger.ts";
import { isDamaged, openLedgerDatabase } from "../ledger/ledger-database.ts";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";
import { SCHEMA } from "../ledger/schema.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { openDatabase } from "../storage/open-database.ts";
import { errorCode, storageFault } from "../storage/storage-fault.ts";
import { asideOf, published } from "../storage/write-aside.ts";
import {
  alreadyThere,
  type CopyFaults,
  FAULTS_OF_LEDGER,
  faultsOfBackup,
  notReadable,
  notThere,
  notWritable,
} from "./backup-faults.ts";

const ALL_PAGES = 0x7fff_ffff;
const OWNER_READS_AND_WRITES = 0o600;

export interface BackedUp {
  readonly head: Head;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/**
 * Copies the database of the ledger to a file that is not there yet: written aside while others go
 * on writing, verified, on the disk, and only then named. The keys of the vault are not in it, so
 * what is erased here is erased in every backup too. The backup is an event of the ledger, and in the copy.
 */
export async function backupLedger(
  ledger: OpenLedger,
  { file, now }: { readonly file: string; readonly now: () => Date },
  by: Actor,
): Promise<BackedUp> {
  if (existsSync(file)) throw alreadyThere(file);
  const aside = asideOf(file);
  try {
    makeFolder(dirname(file));
    await ledger.note(
      { action: "backup", kind: "backup", entity: basename(file), payload: {} },
      by,
    );
    // All at once: copied in pieces, it would begin anew whenever another process writes.
    await ledger.database.db.backup(aside, { progress: () => ALL_PAGES });
    const head = expectSound(aside, now, FAULTS_OF_LEDGER);
    syncFile(aside);
    const sha256 = await sha256Of(aside);
    published(file, aside, false).publish();
    return { head, sha256 };
  } catch (error) {
    throw faultOfPlace(file, error);
  } finally {
    removeDatabase(aside);
  }
}

/** Where a backup cannot be written it is its own place that has to be mended, not the data folder. */
function faultOfPlace(file: string, error: unknown): Error {
  const cause = error instanceof UserError ? error.cause : error;
  const fault = storageFault(dirname(file), cause);
  if (error instanceof UserError && !(fault instanceof UserError)) return error;
  if (errorCode(cause) === "EEXIST") return alreadyThere(file);
  return fault instanceof UserError ? notWritable(file, cause) : fault;
}

export interface Restored {
  readonly head: Head;
  /** Where the ledger that stood there before lies now, if there was one. */
  readonly before?: string;
}

/**
 * Puts a backup in the place of the ledger of a folder: copied aside, verified, and only then
 * renamed; what stood there is kept beside it. Refuses a file that is damaged or whose chain does not
 * hold, and a ledger that somebody has open. Secrets whose keys are gone stay unreadable.
 */
export function restoreLedger({
  file,
  folder,
  now,
}: {
  readonly file: string;
  readonly folder: string;
  readonly now: () => Date;
}): Restored {
  expectReadable(file);
  const place = join(folder, "ledger.sqlite");
  const aside = asideOf(place);
  try {
    makeFolder(folder);
    copyFileSync(file, aside);
    // The copy has the permissions of the backup, which may well be read-only.
    chmodSync(aside, statSync(aside).mode | OWNER_READS_AND_WRITES);
    const head = expectSound(aside, now, faultsOfBackup(file));
    syncFile(aside);
    const stamp = now().toISOString().replace(/[:.]/gu, "-");
    const before = existsSync(place) ? `${place}.before-${stamp}` : undefined;
    if (before === undefined) published(place, aside, true).publish();
    else {
      whileUnused(place, () => {
        keepBeside(place, before);
        published(place, aside, true).publish();
      });
    }
    return { head, ...(before !== undefined && { before }) };
  } catch (error) {
    throw storageFault(folder, error);
  } finally {
    removeDatabase(aside);
  }
}

function expectReadable(file: string): void {
  if (!existsSync(file)) throw notThere(file);
  let cause: unknown;
  try {
    accessSync(file, constants.R_OK);
    if (statSync(file).isFile()) return;
  } catch (error) {
    cause = error;
  }
  throw notReadable(file, cause);
}

/** The head of a copy of a ledger that can be read and whose chain holds. */
function expectSound(copy: string, now: () => Date, faults: CopyFaults): Head {
  const { isSound, head, faults: found } = verifyCopy(copy, now, faults);
  if (isSound) return head;
  throw faults.unsound(found[0]?.what);
}

function verifyCopy(copy: string, now: () => Date, faults: CopyFaults): Verification {
  const version = reading(faults, () => versionOf(copy));
  if (version > SCHEMA.length) throw faults.newer();
  return reading(faults, () => {
    const database = openLedgerDatabase({ file: copy, now });
    try {
      const check = database.db.pragma("integrity_check", { simple: true });
      if (check !== "ok") throw new Error(`integrity_check: ${String(check)}`);
      const verification = verifyLedger(database);
      // The copy must be one file, without a log beside it.
      database.db.pragma("journal_mode = DELETE");
      return verification;
    } finally {
      database.close();
    }
  });
}

/** Errors of the parts below would name the copy, of which the person knows nothing. */
function reading<T>({ unreadable }: CopyFaults, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof UpstreamError ? error : unreadable(error);
  }
}

/** An empty database would be made a ledger by being opened as one. */
function versionOf(copy: string): number {
  const database = openDatabase(copy);
  try {
    const events = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'event'").get();
    if (events === undefined) throw new Error("there is no table of events in it");
    return Number(database.pragma("user_version", { simple: true }));
  } finally {
    database.close();
  }
}

/**
 * Does work while nobody can open the database: only who has it alone may take it out of its log. A
 * damaged one is no use to anybody, and locks nothing.
 */
function whileUnused(place: string, work: () => void): void {
  const database = lockedOrDamaged(place);
  try {
    work();
  } finally {
    database?.close();
  }
}

function lockedOrDamaged(place: string): ReturnType<typeof openDatabase> | undefined {
  let database: ReturnType<typeof openDatabase> | undefined;
  try {
    database = openDatabase(place);
    database.pragma("busy_timeout = 0");
    database.pragma("journal_mode = DELETE");
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (cause) {
    database?.close();
    if (isDamaged(cause)) return undefined;
    throw new UserError(
      {
        ja: "台帳を使っている別のMusubiがあります。止めてから、もう一度実行してください。何も変えていません。",
        en: "Another Musubi has the ledger open. Stop it and run again; nothing was changed.",
      },
      { cause },
    );
  }
}

/** Under a second name first: at no moment is there no ledger. A damaged one may still have its log. */
function keepBeside(place: string, before: string): void {
  linkSync(place, before);
  for (const end of ["-wal", "-shm"]) {
    if (existsSync(`${place}${end}`)) renameSync(`${place}${end}`, `${before}${end}`);
  }
}

function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}

function removeDatabase(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) {
    // Below what is no folder there is nothing to remove, and rmSync would complain.
    if (existsSync(`${file}${end}`)) rmSync(`${file}${end}`, { force: true });
  }
}
