import type { Bilingual } from "../errors.ts";
import { GENESIS, hashOfEvent, type StoredEvent } from "./event-chain.ts";
import type { Verification } from "./ledger.ts";
import type { LedgerDatabase } from "./ledger-database.ts";
import type { Head } from "./records.ts";
import { createReplay } from "./replay.ts";

/** Where something is wrong and what it is. */
export type Fault = Verification["faults"][number];

interface Row extends StoredEvent {
  /** The record in the payload, in the canonical form in which its row is stored. */
  readonly record: string | null;
}

/** Events that a server reads through: they take half a gigabyte and ten seconds; a longer ledger is verified from a terminal. */
export const MOST_VERIFIED = 300_000;

// A broken ledger can be broken everywhere: the first places say where to look.
const MOST_FAULTS = 50;

/**
 * Reads every event and every row. Finds events that were changed, removed, put in or exchanged, and
 * rows that are not what the events made of them; with a head noted elsewhere also a tail that was cut
 * and a chain that was written anew.
 */
export function verifyLedger(database: LedgerDatabase, expected?: Head): Verification {
  return database.read(() => {
    const replay = createReplay(database.db);
    const chain = walkChain(database, replay.take, expected);
    const faults = [...chain.faults, ...replay.faults()];
    return {
      isSound: faults.length === 0,
      count: chain.count,
      ...(chain.first ? { first: chain.first } : {}),
      head: chain.head,
      faults: faults.slice(0, MOST_FAULTS),
    };
  });
}

function walkChain(
  { db }: LedgerDatabase,
  take: (event: Row) => void,
  expected: Head | undefined,
): Omit<Verification, "isSound"> {
  const rows = db.prepare<[], Row>(
    `SELECT *, CASE WHEN json_valid(payload) THEN payload -> '$.record' END AS record
     FROM event ORDER BY seq`,
  );
  const faults: Fault[] = [];
  let first: Head | undefined;
  let head: Head = { seq: 0, hash: GENESIS };
  let count = 0;
  let isExpectedThere = expected === undefined || expected.seq === 0;
  for (const row of rows.iterate()) {
    count += 1;
    faults.push(...faultsOfLink(row, head));
    take(row);
    head = { seq: row.seq, hash: row.hash };
    first ??= head;
    if (expected?.seq === row.seq) {
      isExpectedThere = true;
      if (expected.hash !== row.hash) faults.push({ seq: row.seq, what: REWRITTEN });
    }
  }
  if (expected && !isExpectedThere) faults.push({ seq: head.seq + 1, what: cut(head, expected) });
  return { count, ...(first ? { first } : {}), head, faults };
}

function faultsOfLink(row: Row, last: Head): readonly Fault[] {
  const at = (what: Bilingual): Fault => ({ seq: row.seq, what });
  const { record: _, hash, ...event } = row;
  return [
    ...(row.seq === last.seq + 1 ? [] : [at(gap(last.seq + 1, row.seq - 1))]),
    ...(row.previous === last.hash ? [] : [at(UNLINKED)]),
    ...(hashOfEvent(event) === hash ? [] : [at(CHANGED)]),
  ];
}

const CHANGED: Bilingual = {
  ja: "記録のあとで内容が変えられています。",
  en: "The event was changed after it was written.",
};
const UNLINKED: Bilingual = {
  ja: "直前のイベントとつながりません。ここか直前で、削除・挿入・入れ替えがあります。",
  en: "The event does not follow the one before it: here or just before, events were removed, put in or exchanged.",
};
const REWRITTEN: Bilingual = {
  ja: "控えておいたハッシュと一致しません。ここまでの記録が書き直されています。",
  en: "The hash is not the one that was noted: the chain up to here was written anew.",
};

function gap(from: number, to: number): Bilingual {
  return {
    ja: `イベント ${from}〜${to} がありません。`,
    en: `The events ${from} to ${to} are missing.`,
  };
}

function cut(head: Head, expected: Head): Bilingual {
  return {
    ja: `末尾が切り取られています。控えは ${expected.seq} 番までですが、${head.seq} 番で終わっています。`,
    en: `The tail was cut: the head that was noted is event ${expected.seq}, and the chain ends at ${head.seq}.`,
  };
}
