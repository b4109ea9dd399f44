import { dirname } from "node:path";
import { UserError } from "../errors.ts";
import { migrate, openDatabase, type SqliteDatabase } from "../storage/open-database.ts";
import { errorCode, storageFault } from "../storage/storage-fault.ts";
import { canonicalJson } from "./canonical-json.ts";
import { GENESIS, hashOfEvent, type StoredEvent } from "./event-chain.ts";
import type { Head, LedgerEvent } from "./records.ts";
import { SCHEMA } from "./schema.ts";

/** What happened, without its place in the chain. */
export type NewEvent = Omit<LedgerEvent, "seq" | "at" | "previous" | "hash">;
/** Writes the next link of the chain and returns it. */
export type Append = (event: NewEvent) => LedgerEvent;

export interface LedgerDatabase {
  readonly db: SqliteDatabase;
  /**
   * Runs the work in one transaction that no other writer gets between; all of it is on the disk when
   * this returns, or nothing of it after an error.
   */
  write<T>(work: (append: Append) => T): T;
  /** Runs the work on one unchanging picture of the database. */
  read<T>(work: () => T): T;
  head(): Head;
  close(): void;
}

/**
 * Opens the file of the ledger, makes it where it is missing, and brings an older one up to date.
 * Throws a `UserError` for a file that a newer Musubi wrote, and what `storageFault` makes of the rest.
 */
export function openLedgerDatabase({
  file,
  now,
}: {
  readonly file: string;
  readonly now: () => Date;
}): LedgerDatabase {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw isDamaged(error) ? damaged(file, error) : storageFault(dirname(file), error);
    }
  };
  const db = guarded(() => openDatabase(file));
  guarded(() => prepare(db, file));
  const lastLink = db.prepare<[], Head>("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
  const head = () => lastLink.get() ?? { seq: 0, hash: GENESIS };
  const append = createAppend(db, head, now);
  return {
    db,
    write: (work) => guarded(() => db.transaction(() => work(append)).immediate()),
    read: (work) => guarded(() => db.transaction(work).deferred()),
    head: () => guarded(head),
    close: () => db.close(),
  };
}

/** Whether a database cannot be read for what it holds. */
export function isDamaged(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB)/u.test(errorCode(error));
}

function damaged(file: string, cause: unknown): UserError {
  return new UserError(
    {
      ja: `台帳「${file}」が壊れていて読めません。npm run ledger -- restore でバックアップに戻してください（今の台帳は残ります）。`,
      en: `The ledger "${file}" is damaged and cannot be read. Put a backup in place with npm run ledger -- restore; what is there now is kept.`,
    },
    { cause },
  );
}

function prepare(db: SqliteDatabase, file: string): void {
  try {
    // The indexes that lists are read off; SQLite keeps 16 MB where nothing is said.
    db.pragma("cache_size = -65536");
    db.pragma("synchronous = FULL");
    db.pragma("secure_delete = ON");
    if (migrate(db, SCHEMA)) return;
    throw new UserError({
      ja: `台帳「${file}」は新しい版のMusubiで書かれています。Musubiを更新してから、もう一度実行してください。`,
      en: `The ledger "${file}" was written by a newer version of Musubi. Update Musubi and run again.`,
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

function createAppend(db: SqliteDatabase, head: () => Head, now: () => Date): Append {
  const insert = db.prepare<StoredEvent>(
    `INSERT INTO event (seq, at, actor, role, action, kind, entity, payload, reason, previous, hash)
     VALUES (@seq, @at, @actor, @role, @action, @kind, @entity, @payload, @reason, @previous, @hash)`,
  );
  return (event) => {
    if (!db.inTransaction) throw new Error("an event is appended within write() only");
    expectDigest(event);
    const last = head();
    const { payload, reason, ...link } = {
      ...event,
      actor: event.actor.toWellFormed(),
      entity: event.entity.toWellFormed(),
      seq: last.seq + 1,
      at: now().toISOString(),
      previous: last.hash,
    };
    const stored = {
      ...link,
      payload: canonicalJson(payload),
      reason: reason?.toWellFormed() ?? null,
    };
    const hash = hashOfEvent(stored);
    insert.run({ ...stored, hash });
    return { ...link, payload, ...(reason === undefined ? {} : { reason }), hash };
  };
}

/** Without it `verify` could not tell whether the register is what the events made of it. */
function expectDigest({ kind, payload }: NewEvent): void {
  if (kind !== "organisation" && kind !== "seed") return;
  const { digest } = payload;
  if (typeof digest === "string" && /^[0-9a-f]{64}$/u.test(digest)) return;
  throw new Error(`an event about a ${kind} carries the digest of the register, not ${digest}`);
}
