import { createHash } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../errors.ts";
import type { Verification } from "../ledger/ledger.ts";
import { isDamaged, type LedgerDatabase, openLedgerDatabase } from "../ledger/ledger-database.ts";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { openDatabase } from "../storage/open-database.ts";
import { storageFault } from "../storage/storage-fault.ts";
import { asideOf, published } from "../storage/write-aside.ts";

const ALL_PAGES = 0x7fff_ffff;

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
    const { head } = expectSound(verifyCopy(aside, now), file);
    syncFile(aside);
    const sha256 = await sha256Of(aside);
    published(file, aside, false).publish();
    return { head, sha256 };
  } catch (error) {
    throw storageFault(dirname(file), error);
  } finally {
    removeDatabase(aside);
  }
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
  if (!existsSync(file)) throw notThere(file);
  const place = join(folder, "ledger.sqlite");
  const aside = asideOf(place);
  try {
    makeFolder(folder);
    copyFileSync(file, aside);
    const { head } = expectSound(verifyCopy(aside, now), file);
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

function verifyCopy(file: string, now: () => Date): Verification {
  let database: LedgerDatabase | undefined;
  try {
    expectLedger(file);
    database = openLedgerDatabase({ file, now });
    const check = database.db.pragma("integrity_check", { simple: true });
    if (check !== "ok") throw new Error(`integrity_check: ${String(check)}`);
    const verification = verifyLedger(database);
    // The copy must be one file, without a log beside it.
    database.db.pragma("journal_mode = DELETE");
    return verification;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw damaged(file, error);
  } finally {
    database?.close();
  }
}

/** An empty database would be made a ledger by being opened as one. */
function expectLedger(file: string): void {
  const database = openDatabase(file);
  try {
    const events = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'event'").get();
    if (events === undefined) throw new Error("there is no table of events in it");
  } finally {
    database.close();
  }
}

function expectSound(verification: Verification, file: string): Verification {
  if (verification.isSound) return verification;
  const [fault] = verification.faults;
  throw new UserError({
    ja: `「${basename(file)}」の記録の鎖がつながりません（${fault?.what.ja ?? ""}）。別のバックアップを使ってください。何も変えていません。`,
    en: `The chain of "${basename(file)}" does not hold (${fault?.what.en ?? ""}). Use another backup; nothing was changed.`,
  });
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
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
}

function damaged(file: string, cause: unknown): UserError {
  return new UserError(
    {
      ja: `「${basename(file)}」は台帳のバックアップとして読めません。壊れているか、別のファイルです。何も変えていません。`,
      en: `"${basename(file)}" cannot be read as a backup of the ledger: damaged, or another file. Nothing was changed.`,
    },
    { cause },
  );
}

function alreadyThere(file: string): UserError {
  return new UserError({
    ja: `「${file}」はすでにあります。別の名前にしてください。`,
    en: `"${file}" is there already. Choose another name.`,
  });
}

function notThere(file: string): UserError {
  return new UserError({
    ja: `「${file}」がありません。場所を確かめてください。`,
    en: `There is no "${file}". Check where it is.`,
  });
}
