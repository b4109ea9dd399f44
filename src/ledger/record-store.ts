import type { SqliteDatabase } from "../storage/open-database.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Entities } from "./records.ts";
import { RECORD_TABLES } from "./schema.ts";

export type Kind = keyof Entities;

/** The records as they are now. Whoever calls `put` appends an event in the same transaction. */
export interface RecordStore {
  get<K extends Kind>(kind: K, id: string): Entities[K] | undefined;
  /** In order of their numbers. */
  all<K extends Kind>(kind: K): readonly Entities[K][];
  where<K extends Kind>(kind: K, column: Columns[K], value: string): readonly Entities[K][];
  put<K extends Kind>(kind: K, record: Entities[K]): void;
  /** The name of the next record, N-0001 and so on. */
  nextId(kind: Exclude<Kind, "user">): string;
}

interface Columns {
  readonly need: "status";
  readonly match: "need" | "state";
  readonly consent: "match";
  readonly activity: "match";
  readonly survey: "match";
  readonly review: "target";
  readonly answer: never;
  readonly feedback: "target";
  readonly user: never;
  readonly consultation: "status" | "target";
}

const NAMES: Readonly<Record<Exclude<Kind, "user">, readonly [prefix: string, digits: number]>> = {
  need: ["N", 4],
  match: ["M", 4],
  consent: ["C", 4],
  activity: ["R", 4],
  survey: ["S", 4],
  review: ["V", 4],
  answer: ["A", 6],
  feedback: ["F", 4],
  consultation: ["Q", 4],
};

/** The kind of record that a name such as M-0042 belongs to. */
export function kindOf(id: string): Kind | undefined {
  const prefix = /^([A-Z])-\d+$/u.exec(id)?.[1];
  return RECORD_TABLES.find((kind) => kind !== "user" && NAMES[kind][0] === prefix);
}

export function createRecordStore(db: SqliteDatabase): RecordStore {
  const tables = new Map(RECORD_TABLES.map((kind) => [kind, statements(db, kind)]));
  const table = (kind: Kind) => tables.get(kind) ?? statements(db, kind);
  return {
    get: (kind, id) => parse(table(kind).get.get(id)),
    all: (kind) =>
      table(kind)
        .all.all()
        .map((body) => JSON.parse(body)),
    where: (kind, column, value) =>
      table(kind)
        .where(column)
        .all(value)
        .map((body) => JSON.parse(body)),
    put(kind, record) {
      const row = { id: record.id, body: canonicalJson(record) };
      const { update, insert } = table(kind);
      // An upsert would ask the triggers of an insertion about what is a change.
      if (update.run(row).changes === 0) insert.run(row);
    },
    nextId(kind) {
      const [prefix, digits] = NAMES[kind];
      return `${prefix}-${String((table(kind).last.get() ?? 0) + 1).padStart(digits, "0")}`;
    },
  };
}

// What the tables hold was written by `put` alone; `verify` tells when it was not.
function parse(body: string | undefined) {
  return body === undefined ? undefined : JSON.parse(body);
}

interface Row {
  readonly id: string;
  readonly body: string;
}

function statements(db: SqliteDatabase, kind: Kind) {
  const bodies = <P extends unknown[]>(rest: string) =>
    db.prepare<P, string>(`SELECT body FROM "${kind}" ${rest}`).pluck();
  return {
    get: bodies<[string]>("WHERE id = ?"),
    all: bodies<[]>("ORDER BY number"),
    where: (column: string) => bodies<[string]>(`WHERE "${column}" = ? ORDER BY number`),
    last: db.prepare<[], number>(`SELECT max(number) FROM "${kind}"`).pluck(),
    update: db.prepare<Row>(`UPDATE "${kind}" SET body = @body WHERE id = @id`),
    insert: db.prepare<Row>(`INSERT INTO "${kind}" (id, body) VALUES (@id, @body)`),
  };
}
