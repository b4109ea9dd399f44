import { canonicalJson } from "../ledger/canonical-json.ts";
import type { LedgerDatabase } from "../ledger/ledger-database.ts";
import { addToDigest, type RegisterRow, removeFromDigest } from "../ledger/register-digest.ts";
import { foldedKey } from "./keys.ts";
import { isSeed, type Organisation, type Seed } from "./records.ts";

/** The digest of the register while rows are written. */
export interface Digest {
  add(row: RegisterRow): void;
  remove(row: RegisterRow): void;
  now(): string;
}

export function openDigest(start: string): Digest {
  let digest = start;
  return {
    add(row) {
      digest = addToDigest(digest, row);
    },
    remove(row) {
      digest = removeFromDigest(digest, row);
    },
    now: () => digest,
  };
}

/** One of the two tables of the register; every row that is written is counted in the digest. */
export interface Table<T extends Organisation | Seed = Organisation | Seed> {
  readonly name: "organisation" | "seed";
  /** What has a key, however the key is written. */
  get(key: string): T | undefined;
  /** By key. */
  all(): readonly T[];
  /** Writes a row, or another in its place, within a transaction. */
  put(record: T, digest: Digest): void;
}

export function openTable<T extends Organisation | Seed>(
  { db }: LedgerDatabase,
  name: Table["name"],
): Table<T> {
  const bodyOf = db.prepare<[string], string>(`SELECT body FROM ${name} WHERE key = ?`).pluck();
  const bodies = db.prepare<[], string>(`SELECT body FROM ${name} ORDER BY key`).pluck();
  const keys = db.prepare<[], string>(`SELECT key FROM ${name}`).pluck();
  const insert =
    name === "organisation"
      ? db.prepare(`INSERT OR REPLACE INTO organisation (key, body) VALUES (@key, @body)`)
      : db.prepare(
          `INSERT OR REPLACE INTO seed (key, organisation, body) VALUES (@key, @organisation, @body)`,
        );
  const inItsSpelling = (key: string): string => {
    const folded = foldedKey(key);
    return keys.all().find((each) => foldedKey(each) === folded) ?? key;
  };
  return {
    name,
    get(key) {
      const body = bodyOf.get(key) ?? bodyOf.get(inItsSpelling(key));
      return body === undefined ? undefined : JSON.parse(body);
    },
    all: () => bodies.all().map((body) => JSON.parse(body)),
    put(record, digest) {
      const { key } = record;
      const before = bodyOf.get(key);
      if (before !== undefined) digest.remove({ table: name, key, body: before });
      const body = canonicalJson(record);
      digest.add({ table: name, key, body });
      insert.run({
        key,
        body,
        ...(isSeed(record) && { organisation: record.organisation }),
      });
    },
  };
}
