import { createHash } from "node:crypto";
import { join } from "node:path";
import { discardDatabase, migrate, openDatabase, type SqliteDatabase } from "./open-database.ts";
import { errorCode, storageFault } from "./storage-fault.ts";

/** What vectors can be compared with: those of one model and of one length. */
export interface EmbeddingKind {
  readonly model: string;
  readonly dimensions: number;
}

/** The vectors of texts, on disk, by hashes of the texts; they may be deleted, and are then made anew. */
export interface EmbeddingStore {
  /** The kind that search goes by: the last one that was complete. */
  serving(): EmbeddingKind | undefined;
  /** The vectors of a kind by the hashes of their texts. */
  vectors(kind: EmbeddingKind): ReadonlyMap<string, Float32Array>;
  /** Adds all of these vectors or none. */
  add(kind: EmbeddingKind, vectors: ReadonlyMap<string, Float32Array>): void;
  /** Makes a kind the one that search goes by, and drops all but its vectors of these texts. */
  serve(kind: EmbeddingKind, hashes: ReadonlySet<string>): void;
  close(): void;
}

const SCHEMA = [
  `CREATE TABLE serving(
     only INTEGER PRIMARY KEY CHECK (only = 1), model TEXT NOT NULL, dimensions INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE embedding(
     model TEXT NOT NULL, dimensions INTEGER NOT NULL, text_sha256 TEXT NOT NULL,
     vector BLOB NOT NULL, checksum TEXT NOT NULL,
     PRIMARY KEY (model, dimensions, text_sha256)
   ) STRICT, WITHOUT ROWID;`,
];

interface Row {
  readonly text_sha256: string;
  readonly vector: Buffer;
  readonly checksum: string;
}

/** Opens the embeddings of an index folder; a damaged or newer file is thrown away, and `onDamage` told. */
export function openEmbeddingStore(
  folder: string,
  onDamage: (cause: unknown) => void,
): EmbeddingStore {
  const file = join(folder, "embeddings.sqlite");
  const database = openUsable(file, onDamage) ?? openUsable(discardDatabase(file), onDamage);
  if (!database) throw storageFault(folder, new Error(`${file} cannot be made usable`));
  const statements = prepare(database);
  return {
    serving: () => statements.serving.get(),
    vectors({ model, dimensions }) {
      // A row that has changed is one that is missing: it is embedded again.
      const sound = statements.vectors
        .all(model, dimensions)
        .filter(({ vector, checksum }) => checksumOf(vector) === checksum);
      return new Map(sound.map(({ text_sha256, vector }) => [text_sha256, toVector(vector)]));
    },
    add: database.transaction((kind: EmbeddingKind, vectors: ReadonlyMap<string, Float32Array>) => {
      for (const [hash, { buffer, byteOffset, byteLength }] of vectors) {
        const bytes = Buffer.from(buffer, byteOffset, byteLength);
        statements.add.run(kind.model, kind.dimensions, hash, bytes, checksumOf(bytes));
      }
    }).immediate,
    serve: database.transaction((kind: EmbeddingKind, hashes: ReadonlySet<string>) => {
      statements.serve.run(kind.model, kind.dimensions);
      statements.dropOthers.run(kind.model, kind.dimensions);
      for (const { text_sha256 } of statements.hashes.all(kind.model, kind.dimensions))
        if (!hashes.has(text_sha256)) statements.drop.run(text_sha256);
    }).immediate,
    close: () => database.close(),
  };
}

/** `undefined` when the file is damaged or of a newer version. */
function openUsable(file: string, onDamage: (cause: unknown) => void): SqliteDatabase | undefined {
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(file);
    if (migrate(database, SCHEMA)) return database;
    onDamage(new Error(`${file} was written by a newer version`));
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    if (!/^SQLITE_(?:CORRUPT|NOTADB|FORMAT|ERROR$)/u.test(errorCode(cause))) throw error;
    onDamage(error);
  }
  database?.close();
  return undefined;
}

function prepare(database: SqliteDatabase) {
  return {
    serving: database.prepare<[], EmbeddingKind>("SELECT model, dimensions FROM serving"),
    serve: database.prepare<[string, number]>("INSERT OR REPLACE INTO serving VALUES (1, ?, ?)"),
    vectors: database.prepare<[string, number], Row>(
      "SELECT text_sha256, vector, checksum FROM embedding WHERE model = ? AND dimensions = ?",
    ),
    hashes: database.prepare<[string, number], Pick<Row, "text_sha256">>(
      "SELECT text_sha256 FROM embedding WHERE model = ? AND dimensions = ?",
    ),
    add: database.prepare<[string, number, string, Buffer, string]>(
      "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?, ?, ?)",
    ),
    drop: database.prepare<[string]>("DELETE FROM embedding WHERE text_sha256 = ?"),
    dropOthers: database.prepare<[string, number]>(
      "DELETE FROM embedding WHERE NOT (model = ? AND dimensions = ?)",
    ),
  };
}

function checksumOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64");
}

/** A copy: a Buffer from SQLite may start at an offset that is no multiple of four. */
function toVector(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
