import { UserError } from "../errors.ts";
import type { LedgerDatabase } from "../ledger/ledger-database.ts";
import { STAFF } from "../ledger/permissions.ts";
import type { Actor, Head } from "../ledger/records.ts";
import { EMPTY_DIGEST } from "../ledger/register-digest.ts";
import { ROLES, type Role } from "../ledger/vocabulary.ts";
import type { ImportPlan } from "./plan-import.ts";
import { isSeed, type Organisation, type Seed } from "./records.ts";
import { type Digest, openDigest, openTable, type Table } from "./register-table.ts";
import { whyNotMoved } from "./seed-holder.ts";

/**
 * One's own organisations and seeds, beside the shipped cards. Every change is an event of the ledger.
 * Keys that differ in case or width only are one; the register keeps the first spelling.
 */
export interface PartnerRegister {
  /** By key. */
  organisations(): readonly Organisation[];
  seeds(): readonly Seed[];
  /** What has a key, however the key is written. */
  find(key: string): Organisation | Seed | undefined;
  /** Another one after every change, the same while nothing changes. */
  revision(): string;
  /**
   * Writes what a plan would change, all of it or nothing, as one event. Throws a `UserError` when
   * the plan has a problem or the register has changed since it was made.
   */
  apply(plan: ImportPlan, from: ImportSource, by: Actor): Head;
  /**
   * Registers an organisation or a seed, or changes it. The event holds the record as it is then. Throws a
   * `UserError` for a seed of an organisation that is not there, for one that another has, and when the
   * register is no more what it was at the revision `since`, if one is given. The hash of the result is the
   * new revision.
   */
  putOrganisation(organisation: Organisation, by: Actor, since?: string): Head;
  putSeed(seed: Seed, by: Actor, since?: string): Head;
  /** Ends what is registered under a key; it stays readable, and is suggested no more. */
  close(key: string, reason: string, by: Actor): Head;
}

/** Where an import came from. */
export interface ImportSource {
  readonly file: string;
  /** Of the bytes of the file, hex. */
  readonly sha256: string;
  /** The revision that the plan was made for. */
  readonly revision: string;
}

/** Opens the register in the file of the ledger. Only staff may change it. */
export function openPartnerRegister(database: LedgerDatabase): PartnerRegister {
  const { read } = database;
  const organisations = openTable<Organisation>(database, "organisation");
  const seeds = openTable<Seed>(database, "seed");
  const { change, revision } = openChanges(database);
  const put = (
    table: Table,
    given: Organisation | Seed,
    {
      by,
      reason,
      since,
    }: { readonly by: Actor; readonly reason?: string; readonly since?: string | undefined },
  ): Head =>
    change(by, (digest) => {
      if (since !== undefined && revision() !== since) throw changedMeanwhile();
      const named = { ...given, key: table.get(given.key)?.key ?? given.key };
      const record = isSeed(named) ? withHolder(named, { organisations, seeds }) : named;
      table.put(record, digest);
      return putEvent(table, record, reason);
    });
  return {
    organisations: () => read(organisations.all),
    seeds: () => read(seeds.all),
    find: (key) => read(() => organisations.get(key) ?? seeds.get(key)),
    revision: () => read(revision),
    apply: (plan, source, by) =>
      change(by, (digest) => {
        if (plan.problems.length > 0) throw new Error("a plan with problems is not applied");
        if (revision() !== source.revision) throw changedMeanwhile();
        putAll(organisations, plan.organisations, digest);
        putAll(seeds, plan.seeds, digest);
        return importEvent(plan, source);
      }),
    putOrganisation: (organisation, by, since) => put(organisations, organisation, { by, since }),
    putSeed: (seed, by, since) => put(seeds, seed, { by, since }),
    close(key, reason, by) {
      if (reason.trim() === "") throw needsReason();
      const table = [organisations, seeds].find((each) => each.get(key) !== undefined);
      const record = table?.get(key);
      if (!table || !record) throw unknownKey(key);
      return put(table, { ...record, status: "closed" }, { by, reason });
    },
  };
}

/** Throws a `UserError` for a role that may not change the register. */
export function expectMayChange(role: Role): void {
  if (!STAFF.has(role)) throw forbidden(role);
}

function putAll(table: Table, records: readonly (Organisation | Seed)[], digest: Digest): void {
  for (const record of records) table.put(record, digest);
}

function putEvent(
  { name }: Table,
  record: Organisation | Seed,
  reason: string | undefined,
): Change {
  return {
    action: `${name}.${record.status === "closed" ? "close" : "put"}`,
    kind: name,
    entity: record.key,
    payload: { now: record },
    ...(reason !== undefined && { reason }),
  };
}

/** An import is one event: a hundred thousand rows are known by their counts and the digest. */
function importEvent({ counts }: ImportPlan, { file, sha256 }: ImportSource): Change {
  return {
    action: "partners.import",
    kind: "organisation",
    entity: file,
    payload: { file, sha256, counts },
  };
}

/** One change on behalf of somebody: the rows and their event, with the digest of what is there then. */
function openChanges({ db, write }: LedgerDatabase) {
  const lastChange = db.prepare<[], { hash: string; digest: string }>(
    `SELECT hash, payload ->> '$.digest' AS digest FROM event
     WHERE kind IN ('organisation', 'seed') ORDER BY seq DESC LIMIT 1`,
  );
  const roles = db
    .prepare<[string], Role>(`SELECT body ->> '$.role' FROM "user" WHERE id = ?`)
    .pluck();
  return {
    revision: () => lastChange.get()?.hash ?? "",
    change: (by: Actor, work: (digest: Digest) => Change): Head =>
      write((append) => {
        const role = roles.get(by.id) ?? by.role;
        expectMayChange(role);
        const digest = openDigest(lastChange.get()?.digest ?? EMPTY_DIGEST);
        const { payload, ...event } = work(digest);
        const { seq, hash } = append({
          ...event,
          actor: by.id,
          role,
          payload: { ...payload, digest: digest.now() },
        });
        return { seq, hash };
      }),
  };
}

interface Change {
  readonly action: string;
  readonly kind: "organisation" | "seed";
  readonly entity: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}

/** The seed with the key of its holder as the register has it. */
function withHolder(
  seed: Seed,
  {
    organisations,
    seeds,
  }: { readonly organisations: Table<Organisation>; readonly seeds: Table<Seed> },
): Seed {
  const holder = organisations.get(seed.organisation);
  if (!holder) throw unknownHolder(seed.organisation);
  const owned = { ...seed, organisation: holder.key };
  const why = whyNotMoved(owned, seeds.get(seed.key), organisations.get);
  if (why) throw new UserError(why);
  return owned;
}

function unknownHolder(organisation: string): UserError {
  return new UserError({
    ja: `「${organisation}」という機関は名簿にありません。先に機関を登録してください。`,
    en: `There is no organisation "${organisation}" in the register. Register it first.`,
  });
}

function forbidden(role: Role): UserError {
  return new UserError({
    ja: `「${ROLES[role].ja}」の役割では名簿を変えられません。コーディネーターか管理者に相談してください。`,
    en: `The role "${ROLES[role].en}" may not change the register. Ask a coordinator or an administrator.`,
  });
}

function changedMeanwhile(): UserError {
  return new UserError({
    ja: "確かめているあいだに、名簿がほかの人によって変えられました。もう一度実行してください。今回の分は書き込んでいません。",
    en: "Somebody changed the register meanwhile. Please try again; this has not been written.",
  });
}

function needsReason(): UserError {
  return new UserError({
    ja: "終了の理由を --reason で書いてください。",
    en: "Say why it ends, with --reason.",
  });
}

function unknownKey(key: string): UserError {
  return new UserError({
    ja: `「${key}」というIDは名簿にありません。npm run partners -- list で確かめてください。`,
    en: `There is no id "${key}" in the register. See npm run partners -- list.`,
  });
}
