import { japanDay } from "../text/days.ts";
import { expectDiscreet, stringsIn } from "./discreet.ts";
import type { Result } from "./ledger.ts";
import type { Append, LedgerDatabase } from "./ledger-database.ts";
import { type Deed, expectRole } from "./permissions.ts";
import type { Kind, RecordStore } from "./record-store.ts";
import type { Actor, Entities } from "./records.ts";
import { notFound, orRefused } from "./refusal.ts";
import type { Vault } from "./vault.ts";
import type { View } from "./view.ts";

export type Done<K extends Kind> = Extract<Result<K>, { readonly kind: "done" }>;

export interface Note {
  readonly action: string;
  readonly reason?: string | undefined;
  /** What stands beside the record in the payload of the event. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** One transaction on behalf of somebody. */
export interface Change {
  /** Who acts, with the role that counts: that of the user's record, where there is one. */
  readonly actor: Actor;
  readonly at: string;
  /** The day in Japan. */
  readonly today: string;
  /** The record as it stands; refuses when there is none, or none that the actor may see. */
  find<K extends Kind>(kind: K, id: string): Entities[K];
  /** Writes the event and the record. Refuses texts that tell what the vault keeps. */
  save<K extends Kind>(kind: K, record: Entities[K], note: Note): Done<K>;
  /** Writes an event about what is no record. Refuses hidden names in it too. */
  readonly append: Append;
}

/** What every part of the ledger works with. */
export interface Desk {
  readonly records: RecordStore;
  readonly vault: Vault;
  readonly view: View;
  readonly database: LedgerDatabase;
  /** The actor with the role that counts. */
  actorOf(by: Actor): Actor;
  /** Does the whole work or nothing of it; a refusal within undoes everything. */
  change<K extends Kind>(deed: Deed, by: Actor, work: (change: Change) => Result<K>): Result<K>;
  /** As `change`, but a refusal is thrown. */
  transact<T>(deed: Deed, by: Actor, work: (change: Change) => T): T;
}

export function createDesk({
  records,
  vault,
  view,
  database,
  now,
  firstAdministrator,
}: Pick<Desk, "records" | "vault" | "view" | "database"> & {
  readonly now: () => Date;
  readonly firstAdministrator: string | undefined;
}): Desk {
  const actorOf = (by: Actor): Actor => {
    const { id, role, organisation } = records.get("user", by.id) ?? {
      ...by,
      role: by.id === firstAdministrator ? "administrator" : by.role,
    };
    return { id, role, ...(organisation === undefined ? {} : { organisation }) };
  };
  const openChange = (by: Actor, deed: Deed, append: Append): Change => {
    const actor = actorOf(by);
    expectRole(actor.role, deed);
    const time = now();
    return {
      actor,
      at: time.toISOString(),
      today: japanDay(time),
      append(event) {
        const { actor: who, entity, reason, payload } = event;
        expectDiscreet({ names: vault.names() }, [who, entity, reason, payload]);
        return append(event);
      },
      find(kind, id) {
        const record = records.get(kind, id);
        if (!record || !view.sees(actor, kind, record)) throw notFound(id);
        return record;
      },
      save: (kind, record, note) =>
        save({ records, vault, view }, { kind, record, note, actor, append }),
    };
  };
  const transact = <T>(deed: Deed, by: Actor, work: (change: Change) => T): T => {
    try {
      return database.write((append) => work(openChange(by, deed, append)));
    } finally {
      vault.settle();
    }
  };
  return {
    records,
    vault,
    view,
    database,
    actorOf,
    transact,
    change: (deed, by, work) => orRefused(() => transact(deed, by, work)),
  };
}

function save<K extends Kind>(
  { records, vault, view }: Pick<Desk, "records" | "vault" | "view">,
  {
    kind,
    record,
    note: { action, reason, details },
    actor,
    append,
  }: {
    readonly kind: K;
    readonly record: Entities[K];
    readonly note: Note;
    readonly actor: Actor;
    readonly append: Append;
  },
): Done<K> {
  const sealed = view.sealedOf(kind, record);
  const secret = sealed && vault.open(sealed);
  // What stood on record before is no reason to refuse what changes now.
  const before = new Set(stringsIn(records.get(kind, record.id)));
  const added = stringsIn([record, details, reason, actor.id]).filter((text) => !before.has(text));
  expectDiscreet({ secret, names: vault.names() }, added, view.namesOnRecord(kind, record));
  const { seq } = append({
    actor: actor.id,
    role: actor.role,
    action,
    kind,
    entity: record.id,
    payload: { ...details, record },
    ...(reason === undefined ? {} : { reason }),
  });
  records.put(kind, record);
  return { kind: "done", record, event: seq };
}
