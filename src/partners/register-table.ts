import { canonicalJson } from "../ledger/canonical-json.ts";
import type { LedgerDatabase } from "../ledger/ledger-database.ts";
import { addToDigest, type RegisterRow, removeFromDigest } from "../ledger/register-digest.ts";
import type { Organisation, Seed } from "./records.ts";

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

export type Table = ReturnType<typeof openTable>;

/** One of the two tables of the register; every row that is written is counted in the digest. */
export function openTable({ db }: LedgerDatabase, name: "organisation" | "seed") {
  const bodyOf = db.prepare<[string], string>(`SELECT body FROM ${name} WHERE key = ?`).pluck();
  const bodies = db.prepare<[], string>(`SELECT body FROM ${name} ORDER BY key`).pluck();
  const insert =
    name === "organisation"
      ? db.prepare(`INSERT OR REPLACE INTO organisation (key, body) VALUES (@key, @body)`)
      : db.prepare(
          `INSERT OR REPLACE INTO seed (key, organisation, body) VALUES (@key, @organisation, @body)`,
        );
  return {
    name,
    get(key: string): Organisation | Seed | undefined {
      const body = bodyOf.get(key);
      return body === undefined ? undefined : JSON.parse(body);
    },
    all: () => bodies.all().map((body) => JSON.parse(body)),
    put(record: Organisation | Seed, digest: Digest): void {
      const { key } = record;
      const before = bodyOf.get(key);
      if (before !== undefined) digest.remove({ table: name, key, body: before });
      const body = canonicalJson(record);
      digest.add({ table: name, key, body });
      insert.run({
        key,
        body,
        ...("organisation" in record && { organisation: record.organisation }),
      });
    },
  };
}
