import { rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { makeFolder } from "./make-folder.ts";
import { errorCode, storageFault } from "./storage-fault.ts";

export type SqliteDatabase = Database.Database;

const BUSY_TIMEOUT_MS = 10_000;

/** Opens a SQLite file and its folder, creating what is missing; WAL, foreign keys on. */
export function openDatabase(file: string): SqliteDatabase {
  try {
    makeFolder(dirname(file));
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    useWriteAheadLog(database);
    database.pragma("foreign_keys = ON");
    return database;
  } catch (error) {
    throw storageFault(dirname(file), error);
  }
}

/** How often another process may come between while a new file is made. */
const MOST_TRIES = 100;

/** SQLite waits for nobody when the journal changes: who finds the file locked waits for its turn here. */
function useWriteAheadLog(database: SqliteDatabase, tries = MOST_TRIES): void {
  try {
    database.pragma("journal_mode = WAL");
  } catch (error) {
    if (tries === 0 || errorCode(error) !== "SQLITE_BUSY") throw error;
    database.transaction(() => undefined).immediate();
    useWriteAheadLog(database, tries - 1);
  }
}

/** Deletes a SQLite file with what belongs to it; returns its path. */
export function discardDatabase(file: string): string {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
  return file;
}

/**
 * Brings the schema to the newest version: step n leads from `user_version` n to n + 1. All steps
 * that are missing run in one transaction. Returns false when the file is newer than the steps.
 */
export function migrate(database: SqliteDatabase, steps: readonly string[]): boolean {
  const version = () => Number(database.pragma("user_version", { simple: true }));
  if (version() > steps.length) return false;
  if (version() === steps.length) return true;
  database
    .transaction(() => {
      for (const step of steps.slice(version())) database.exec(step);
      database.pragma(`user_version = ${steps.length}`);
    })
    .immediate();
  return true;
}
