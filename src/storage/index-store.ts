import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { DamagedIndexError } from "./damaged-index.ts";
import { type IndexedFile, openRows, SCHEMA, type StoredVector } from "./index-rows.ts";
import { discardDatabase, migrate, openDatabase, type SqliteDatabase } from "./open-database.ts";
import { errorCode, storageFault } from "./storage-fault.ts";

export type { IndexedFile, StoredVector } from "./index-rows.ts";

export interface IndexChange {
  readonly meta: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
  readonly files: readonly IndexedFile[];
  readonly vectors: readonly StoredVector[];
}

/**
 * What was indexed, on disk. A cache of the corpus folder: it may be deleted at any time. Where it
 * is damaged, reading throws a `DamagedIndexError`; `startOver` then makes it empty.
 */
export interface IndexStore {
  meta(key: string): string | undefined;
  /** Path → sha256 of every indexed file. */
  hashes(): ReadonlyMap<string, string>;
  files(): readonly IndexedFile[];
  vectors(): readonly StoredVector[];
  /** Applies the whole change or nothing of it. */
  apply(change: IndexChange): void;
  startOver(): void;
  close(): void;
}

const FILE_NAME = "index.sqlite";

/**
 * Opens the index of a data folder, with nothing on disk before the first change. A damaged or newer
 * file is thrown away, and `onDamage` told.
 */
export function openIndexStore(
  dataFolder: string,
  onDamage: (cause: unknown) => void = () => {},
): IndexStore {
  const file = join(dataFolder, FILE_NAME);
  let opened: Opened | undefined;
  const current = () => {
    opened ??= openUsable(file, onDamage) ?? openUsable(discardDatabase(file), onDamage);
    if (!opened) throw storageFault(dataFolder, new Error(`${file} cannot be made usable`));
    return opened;
  };
  const guarded = <T>(work: (index: Opened) => T): T => {
    try {
      return work(current());
    } catch (error) {
      throw faultOf(dataFolder, error);
    }
  };
  // A refused corpus must leave nothing behind: only a change makes the file.
  const reading = <T>(empty: T, work: (index: Opened) => T): T =>
    opened || existsSync(file) ? guarded(work) : empty;
  const close = () => {
    opened?.database.close();
    opened = undefined;
  };
  return {
    meta: (key) => reading(undefined, ({ rows }) => rows.meta(key)),
    hashes: () => reading(new Map(), ({ rows }) => rows.hashes()),
    files: () => reading([], ({ rows }) => rows.files()),
    vectors: () => reading([], ({ rows }) => rows.vectors()),
    apply: (change) => guarded((index) => apply(index, change)),
    startOver() {
      close();
      discardDatabase(file);
    },
    close,
  };
}

interface Opened {
  readonly database: SqliteDatabase;
  readonly rows: ReturnType<typeof openRows>;
}

/** `undefined` when the file is damaged or of a newer version. */
function openUsable(file: string, onDamage: (cause: unknown) => void): Opened | undefined {
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(file);
    if (migrate(database, SCHEMA)) {
      const rows = openRows(database);
      rows.checkSum();
      return { database, rows };
    }
  } catch (error) {
    const fault = faultOf(dirname(file), error);
    if (!(fault instanceof DamagedIndexError)) throw fault;
    onDamage(fault);
  }
  database?.close();
  return undefined;
}

function apply({ database, rows }: Opened, change: IndexChange): void {
  const work = database.transaction(() => {
    for (const path of change.removed) rows.removeFile(path);
    for (const file of change.files) rows.addFile(file);
    for (const vector of change.vectors) rows.addVector(vector);
    for (const [key, value] of Object.entries(change.meta)) rows.setMeta(key, value);
    rows.writeSum();
  });
  work.immediate();
}

/** SQLITE_ERROR and SQLITE_MISMATCH: the schema, or a value, is not what we have written. */
function faultOf(folder: string, error: unknown): Error {
  if (error instanceof DamagedIndexError) return error;
  const damaged = /^SQLITE_(?:CORRUPT|NOTADB|FORMAT|ERROR$|MISMATCH)/u.test(errorCode(error));
  if (damaged) return new DamagedIndexError("SQLite cannot read it", { cause: error });
  return storageFault(folder, error);
}
