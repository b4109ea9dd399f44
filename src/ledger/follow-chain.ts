import type { SqliteDatabase } from "../storage/open-database.ts";
import type { Head } from "./records.ts";

const NOTHING: Head = { seq: 0, hash: "" };

/**
 * Keeps what was read of the chain, so that each look reads only what is new: `readOn` adds to it what
 * stands after an event, 0 for all of it. A chain that is not the one that was read, after a
 * restoration, is read anew.
 */
export function followChain<T>(
  db: SqliteDatabase,
  { open, readOn }: { readonly open: () => T; readonly readOn: (kept: T, after: number) => void },
): () => T {
  const last = db.prepare<[], Head>("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
  const hashOf = db.prepare<[number], string>("SELECT hash FROM event WHERE seq = ?").pluck();
  let read = NOTHING;
  let kept = open();
  return () => {
    const head = last.get() ?? NOTHING;
    if (head.seq === read.seq && head.hash === read.hash) return kept;
    const { seq, hash } = read;
    const goesOn = hashOf.get(seq) === hash;
    if (!goesOn) kept = open();
    // Where reading fails half-way the next look begins anew.
    read = NOTHING;
    readOn(kept, goesOn ? seq : 0);
    read = head;
    return kept;
  };
}
