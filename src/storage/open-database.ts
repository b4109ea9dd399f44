import { dirname } from "node:path";
import Database from "better-sqlite3";
import { makeFolder } from "./make-folder.ts";
import { storageFault } from "./storage-fault.ts";

export type SqliteDatabase = Database.Database;

const BUSY_TIMEOUT_MS = 10_000;

/** Opens a SQLite file and its folder, creating what is missing; WAL, foreign keys on. */
export function openDatabase(file: string): SqliteDatabase {
  try {
    makeFolder(dirname(file));
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    database.pragma("journal_mode = WAL");
    database.pragma("foreign_keys = ON");
    return database;
  } catch (error) {
    throw storageFault(dirname(file), error);
  }
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
