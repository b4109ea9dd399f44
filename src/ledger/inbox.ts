import type { LedgerDatabase } from "./ledger-database.ts";

/** What came in over a channel that may deliver twice, to several processes, and be cut at any moment. */
export interface Inbox {
  /** True for the one caller that is to deal with a delivery, in whatever process and after any restart. */
  claim(key: string, about?: Unfinished): boolean;
  /** Whether somebody claimed it. */
  isClaimed(key: string): boolean;
  /** Says that a claimed delivery was dealt with. */
  finish(key: string): void;
  /** Claims that were never finished, from before a time, each given to one caller only. */
  takeUnfinished(before: Date): readonly Unfinished[];
  /** Remembers that the assistant takes part in a conversation. */
  join(conversation: string): void;
  hasJoined(conversation: string): boolean;
  setting(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** Where somebody waits for an answer that never came. */
export interface Unfinished {
  readonly channel: string;
  readonly thread: string;
}

/** How long deliveries are remembered: Slack repeats them within minutes. */
const REMEMBERED_DAYS = 30;

/** Deliveries, conversations and settings, in the database of the ledger. */
export function createInbox(database: LedgerDatabase, now: () => Date): Inbox {
  const { db, write, read } = database;
  const join = db.prepare(
    "INSERT INTO conversation (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
  );
  const joined = db.prepare<[string], number>("SELECT 1 FROM conversation WHERE key = ?").pluck();
  const setting = db.prepare<[string], string>("SELECT value FROM setting WHERE key = ?").pluck();
  const set = db.prepare(
    "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  return {
    ...deliveries(database, now),
    join: (conversation) => write(() => void join.run(conversation, now().toISOString())),
    hasJoined: (conversation) => read(() => joined.get(conversation) !== undefined),
    setting: (key) => read(() => setting.get(key)),
    set: (key, value) => write(() => void set.run(key, value)),
  };
}

function deliveries(
  { db, write, read }: LedgerDatabase,
  now: () => Date,
): Pick<Inbox, "claim" | "isClaimed" | "finish" | "takeUnfinished"> {
  const claim = db.prepare(
    "INSERT INTO delivery (key, at, about) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const claimed = db.prepare<[string], number>("SELECT 1 FROM delivery WHERE key = ?").pluck();
  const finish = db.prepare("UPDATE delivery SET about = NULL WHERE key = ?");
  const forget = db.prepare("DELETE FROM delivery WHERE at < ? AND about IS NULL");
  const unfinished = db.prepare<[string], { key: string; about: string }>(
    "SELECT key, about FROM delivery WHERE about IS NOT NULL AND at < ?",
  );
  return {
    claim: (key, about) =>
      write(() => {
        const at = now();
        const isMine = claim.run(key, at.toISOString(), about ? JSON.stringify(about) : null);
        forget.run(new Date(at.getTime() - REMEMBERED_DAYS * 86_400_000).toISOString());
        return isMine.changes > 0;
      }),
    isClaimed: (key) => read(() => claimed.get(key) !== undefined),
    finish: (key) => write(() => void finish.run(key)),
    takeUnfinished: (before) =>
      write(() =>
        unfinished.all(before.toISOString()).map(({ key, about }) => {
          finish.run(key);
          return JSON.parse(about);
        }),
      ),
  };
}
