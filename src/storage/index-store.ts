import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { migrate, openDatabase, type SqliteDatabase } from "./open-database.ts";
import { errorCode, storageFault } from "./storage-fault.ts";

/** One file of the corpus as it was indexed; `content` is JSON that only the search layer reads. */
export interface IndexedFile {
  readonly path: string;
  readonly sha256: string;
  readonly content: string;
}

/** A vector of a text of a file; the truth of which every vector index is a cache. */
export interface StoredVector {
  readonly path: string;
  readonly text: string;
  readonly vector: Float32Array;
}

export interface IndexChange {
  readonly meta: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
  readonly files: readonly IndexedFile[];
  readonly vectors: readonly StoredVector[];
}

/** What was indexed, on disk. A cache of the corpus folder: it may be deleted at any time. */
export interface IndexStore {
  meta(key: string): string | undefined;
  setMeta(key: string, value: string): void;
  /** Path → sha256 of every indexed file. */
  hashes(): ReadonlyMap<string, string>;
  files(): readonly IndexedFile[];
  vectors(): readonly StoredVector[];
  /** Applies the whole change or nothing of it. */
  apply(change: IndexChange): void;
  close(): void;
}

const SCHEMA = [
  `CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE file(
     path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE vector(
     id INTEGER PRIMARY KEY,
     path TEXT NOT NULL REFERENCES file(path) ON DELETE CASCADE,
     text TEXT NOT NULL, vector BLOB NOT NULL
   ) STRICT;
   CREATE INDEX vector_by_path ON vector(path);`,
];

const FILE_NAME = "index.sqlite";

/** Opens the index of a data folder. A damaged or newer file is thrown away: it is only a cache. */
export function openIndexStore(dataFolder: string): IndexStore {
  const file = join(dataFolder, FILE_NAME);
  const database = openUsable(file) ?? openUsable(discard(file));
  if (!database) throw storageFault(dataFolder, new Error(`${file} cannot be made usable`));
  return createIndexStore(database, dataFolder);
}

function openUsable(file: string): SqliteDatabase | undefined {
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(file);
    if (migrate(database, SCHEMA)) return database;
  } catch (error) {
    if (!/^SQLITE_(?:CORRUPT|NOTADB)/u.test(errorCode(error))) {
      throw storageFault(dirname(file), error);
    }
  }
  database?.close();
  return undefined;
}

function discard(file: string): string {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
  return file;
}

function createIndexStore(database: SqliteDatabase, dataFolder: string): IndexStore {
  const statements = prepare(database);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storageFault(dataFolder, error);
    }
  };
  const apply = database.transaction((change: IndexChange) => {
    for (const path of change.removed) statements.removeFile.run(path);
    for (const { path, sha256, content } of change.files) {
      statements.removeFile.run(path);
      statements.addFile.run(path, sha256, content);
    }
    for (const { path, text, vector } of change.vectors) {
      statements.addVector.run(
        path,
        text,
        Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
      );
    }
    for (const [key, value] of Object.entries(change.meta)) statements.setMeta.run(key, value);
  });
  return {
    meta: (key) => guarded(() => statements.meta.get(key)?.value),
    setMeta: (key, value) => guarded(() => statements.setMeta.run(key, value)),
    hashes: () =>
      guarded(() => new Map(statements.hashes.all().map(({ path, sha256 }) => [path, sha256]))),
    files: () => guarded(() => statements.files.all()),
    vectors: () =>
      guarded(() =>
        statements.vectors
          .all()
          .map(({ path, text, vector }) => ({ path, text, vector: toVector(vector) })),
      ),
    apply: (change) => guarded(() => apply.immediate(change)),
    close: () => database.close(),
  };
}

function prepare(database: SqliteDatabase) {
  return {
    meta: database.prepare<[string], { value: string }>("SELECT value FROM meta WHERE key = ?"),
    setMeta: database.prepare<[string, string]>("INSERT OR REPLACE INTO meta VALUES (?, ?)"),
    hashes: database.prepare<[], { path: string; sha256: string }>(
      "SELECT path, sha256 FROM file ORDER BY path",
    ),
    files: database.prepare<[], IndexedFile>(
      "SELECT path, sha256, content FROM file ORDER BY path",
    ),
    vectors: database.prepare<[], { path: string; text: string; vector: Buffer }>(
      "SELECT path, text, vector FROM vector ORDER BY path, id",
    ),
    removeFile: database.prepare<[string]>("DELETE FROM file WHERE path = ?"),
    addFile: database.prepare<[string, string, string]>("INSERT INTO file VALUES (?, ?, ?)"),
    addVector: database.prepare<[string, string, Buffer]>(
      "INSERT INTO vector(path, text, vector) VALUES (?, ?, ?)",
    ),
  };
}

/** A copy: a Buffer from SQLite may start at an offset that is no multiple of four. */
function toVector(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
