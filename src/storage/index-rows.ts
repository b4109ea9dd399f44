import { createHash } from "node:crypto";
import { DamagedIndexError } from "./damaged-index.ts";
import type { SqliteDatabase } from "./open-database.ts";

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

/** Steps of the schema; see `migrate`. */
export const SCHEMA = [
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
  // Every row with its checksum, and one over all checksums: what is rebuilt anyway starts empty.
  `DELETE FROM vector; DELETE FROM file; DELETE FROM meta;
   ALTER TABLE file ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
   ALTER TABLE vector ADD COLUMN checksum TEXT NOT NULL DEFAULT '';`,
];

interface FileRow extends IndexedFile {
  readonly checksum: string;
}
interface VectorRow {
  readonly path: string;
  readonly text: string;
  readonly vector: Buffer;
  readonly checksum: string;
}

/** Key of the checksum over all other checksums and values. */
const SUM = "sum";

/**
 * The rows of an index. Reading checks each row against its checksum, and `checkSum` that none has
 * gone or come; both throw a `DamagedIndexError`. SQLite itself notices damage to its pages only
 * where they no longer make sense to it.
 */
export function openRows(database: SqliteDatabase) {
  const statements = prepare(database);
  const currentSum = () => checksumOf(statements.sums.all().map(({ value }) => value));
  return {
    meta: (key: string) => statements.meta.get(key)?.value,
    setMeta: (key: string, value: string) => statements.setMeta.run(key, value),
    hashes: () => new Map(statements.hashes.all().map(({ path, sha256 }) => [path, sha256])),
    files: (): readonly IndexedFile[] =>
      statements.files.all().map(({ checksum, ...file }) => {
        return verified(file, checksum, checksumOf([file.path, file.sha256, file.content]));
      }),
    vectors: (): readonly StoredVector[] =>
      statements.vectors.all().map(({ checksum, path, text, vector }) => {
        const stored = { path, text, vector: toVector(vector) };
        return verified(stored, checksum, checksumOf([path, text, vector]));
      }),
    addFile({ path, sha256, content }: IndexedFile) {
      statements.removeFile.run(path);
      statements.addFile.run(path, sha256, content, checksumOf([path, sha256, content]));
    },
    removeFile: (path: string) => statements.removeFile.run(path),
    addVector({ path, text, vector }: StoredVector) {
      const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
      statements.addVector.run(path, text, bytes, checksumOf([path, text, bytes]));
    },
    writeSum: () => statements.setMeta.run(SUM, currentSum()),
    checkSum() {
      const stored = statements.meta.get(SUM)?.value;
      const empty = stored === undefined && statements.sums.all().length === 0;
      if (!empty && stored !== currentSum()) throw new DamagedIndexError("rows have changed");
    },
  };
}

function verified<T extends { readonly path: string }>(row: T, stored: string, real: string): T {
  if (stored !== real) throw new DamagedIndexError(`the row of ${row.path} has changed`);
  return row;
}

function checksumOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}\n`).update(part);
  return hash.digest("base64");
}

function prepare(database: SqliteDatabase) {
  return {
    meta: database.prepare<[string], { value: string }>("SELECT value FROM meta WHERE key = ?"),
    setMeta: database.prepare<[string, string]>("INSERT OR REPLACE INTO meta VALUES (?, ?)"),
    hashes: database.prepare<[], { path: string; sha256: string }>(
      "SELECT path, sha256 FROM file ORDER BY path",
    ),
    files: database.prepare<[], FileRow>(
      "SELECT path, sha256, content, checksum FROM file ORDER BY path",
    ),
    vectors: database.prepare<[], VectorRow>(
      "SELECT path, text, vector, checksum FROM vector ORDER BY path, id",
    ),
    sums: database.prepare<[], { value: string }>(
      `SELECT key || ' ' || value AS value FROM meta WHERE key <> '${SUM}'
       UNION ALL SELECT path || ' ' || sha256 || ' ' || checksum FROM file
       UNION ALL SELECT path || ' ' || text || ' ' || checksum FROM vector
       ORDER BY value`,
    ),
    removeFile: database.prepare<[string]>("DELETE FROM file WHERE path = ?"),
    addFile: database.prepare<[string, string, string, string]>(
      "INSERT INTO file VALUES (?, ?, ?, ?)",
    ),
    addVector: database.prepare<[string, string, Buffer, string]>(
      "INSERT INTO vector(path, text, vector, checksum) VALUES (?, ?, ?, ?)",
    ),
  };
}

/** A copy: a Buffer from SQLite may start at an offset that is no multiple of four. */
function toVector(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
