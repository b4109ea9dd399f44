import type { Bilingual } from "../errors.ts";
import type { SqliteDatabase } from "../storage/open-database.ts";
import type { Verification } from "./ledger.ts";
import type { Sealed } from "./records.ts";
import { digestOf, EMPTY_DIGEST, type RegisterRow } from "./register-digest.ts";
import { RECORD_TABLES } from "./schema.ts";
import { sha256 } from "./vault.ts";

type Fault = Verification["faults"][number];

interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly entity: string;
  readonly payload: string;
  readonly record: string | null;
}
interface Expected {
  readonly seq: number;
  readonly body: string;
}

/** Makes the records anew from what events tell, and holds them against the rows. */
export function createReplay(db: SqliteDatabase) {
  // A Map keeps the order in which the records first came: that of their numbers.
  const expected = new Map<string, Map<string, Expected>>(
    RECORD_TABLES.map((kind) => [kind, new Map()]),
  );
  const reminders = new Set<string>();
  let register: { readonly seq: number; readonly payload: string } | undefined;
  return {
    take({ seq, kind, entity, payload, record }: Told): void {
      if (record !== null) expected.get(kind)?.set(entity, { seq, body: record });
      if (kind === "reminder") reminders.add(entity);
      if (kind === "organisation" || kind === "seed") register = { seq, payload };
    },
    /** What is wrong with the rows, table by table. */
    faults: (): readonly Fault[] => [
      ...[...expected].flatMap(([kind, records]) => faultsOfTable(db, kind, records)),
      ...faultsOfVault(db, expected),
      ...faultsOfReminders(db, reminders),
      ...faultsOfRegister(db, register),
    ],
  };
}

function faultsOfTable(
  db: SqliteDatabase,
  kind: string,
  records: ReadonlyMap<string, Expected>,
): readonly Fault[] {
  const rows = db.prepare<[], { number: number; id: string; body: string }>(
    `SELECT number, id, body FROM "${kind}" ORDER BY number`,
  );
  const numbers = new Map([...records.keys()].map((id, index) => [id, index + 1]));
  const missing = new Map(records);
  const faults: Fault[] = [];
  for (const { number, id, body } of rows.iterate()) {
    const told = records.get(id);
    missing.delete(id);
    if (!told) faults.push({ record: id, what: INSERTED });
    else if (told.body !== body) faults.push({ seq: told.seq, record: id, what: CHANGED });
    else if (numbers.get(id) !== number) faults.push({ record: id, what: MOVED });
  }
  for (const [id, { seq }] of missing) faults.push({ seq, record: id, what: REMOVED });
  return faults;
}

function faultsOfVault(
  db: SqliteDatabase,
  expected: ReadonlyMap<string, ReadonlyMap<string, Expected>>,
): readonly Fault[] {
  const rows = db.prepare<[], { id: string; bytes: Buffer }>("SELECT id, bytes FROM vault");
  const hashes = new Map(rows.all().map(({ id, bytes }) => [id, sha256(bytes)]));
  const faults: Fault[] = [];
  for (const { id, seq, sealed } of sealedRecords(expected)) {
    const due = sealed.erasedAt === undefined ? sealed.bytesHash : undefined;
    if (hashes.get(sealed.id) !== due) faults.push({ seq, record: id, what: VAULT_CHANGED });
    hashes.delete(sealed.id);
  }
  return [...faults, ...[...hashes.keys()].map((id) => ({ record: id, what: VAULT_INSERTED }))];
}

function sealedRecords(expected: ReadonlyMap<string, ReadonlyMap<string, Expected>>) {
  return ["need", "answer"]
    .flatMap((kind) => [...(expected.get(kind) ?? [])])
    .filter(([, { body }]) => body.includes('"sealed":'))
    .flatMap(([id, { seq, body }]) => {
      const { sealed }: { readonly sealed?: Sealed } = JSON.parse(body);
      return sealed ? [{ id, seq, sealed }] : [];
    });
}

function faultsOfReminders(db: SqliteDatabase, told: ReadonlySet<string>): readonly Fault[] {
  const keys = new Set(db.prepare<[], string>("SELECT key FROM reminder").pluck().all());
  return [
    ...[...told].filter((key) => !keys.has(key)).map((key) => ({ record: key, what: REMOVED })),
    ...[...keys].filter((key) => !told.has(key)).map((key) => ({ record: key, what: INSERTED })),
  ];
}

function faultsOfRegister(
  db: SqliteDatabase,
  last: { readonly seq: number; readonly payload: string } | undefined,
): readonly Fault[] {
  const rows = db.prepare<[], RegisterRow>(
    `SELECT 'organisation' AS "table", key, body FROM organisation
     UNION ALL SELECT 'seed', key, body FROM seed`,
  );
  const digest = digestOf(rows.iterate());
  if (digest === (last ? digestIn(last.payload) : EMPTY_DIGEST)) return [];
  return [{ ...(last ? { seq: last.seq } : {}), record: "partners", what: REGISTER_CHANGED }];
}

function digestIn(payload: string): unknown {
  try {
    return JSON.parse(payload).digest;
  } catch {
    // The chain has told already that the event was changed.
    return undefined;
  }
}

const CHANGED: Bilingual = {
  ja: "記録がイベントの内容と違います。",
  en: "The record is not what the events say.",
};
const INSERTED: Bilingual = {
  ja: "どのイベントにもない記録です。",
  en: "No event tells of this record.",
};
const REMOVED: Bilingual = {
  ja: "イベントにある記録がありません。",
  en: "The record that an event tells of is missing.",
};
const MOVED: Bilingual = {
  ja: "記録の順番が変えられています。",
  en: "The record stands at another place.",
};
const VAULT_CHANGED: Bilingual = {
  ja: "金庫にある暗号文が記録と一致しません。",
  en: "What the vault holds is not what the record promises.",
};
const VAULT_INSERTED: Bilingual = {
  ja: "どの記録にもない暗号文が金庫にあります。",
  en: "The vault holds something that no record tells of.",
};
const REGISTER_CHANGED: Bilingual = {
  ja: "登録した組織・シーズが、最後の変更のあとで書き換えられています。",
  en: "The register of organisations and seeds was changed after its last event.",
};
