import type { Role } from "../../ledger/vocabulary.ts";
import { isSeed, type Organisation, type Seed } from "../../partners/records.ts";
import { visibleTo } from "../../partners/visibility.ts";
import type { Backend } from "../backend.ts";
import type { Fields } from "./query.ts";

/** An organisation, or a seed with the organisation that has it. */
export interface RegisterRow {
  readonly record: Organisation | Seed;
  readonly holder: Organisation;
}

/** What people call a record by. */
export function nameOf(record: Organisation | Seed): string {
  return isSeed(record) ? record.title : record.name;
}

export type RegisterStatus = Organisation["status"] | "expired";

/** Whether it holds on a day. */
export function statusOf({ status, expiresOn }: Organisation | Seed, today: string) {
  const isOver = status === "active" && expiresOn !== undefined && expiresOn < today;
  return isOver ? "expired" : status;
}

/**
 * What of the register a role may see: each organisation, its seeds below it. Read anew when the
 * register has changed.
 */
export function registerRows(backend: Backend): (role: Role) => readonly RegisterRow[] {
  let read:
    | { readonly revision: string; readonly rows: Map<Role, readonly RegisterRow[]> }
    | undefined;
  return (role) => {
    const { register } = backend.desk();
    const revision = register.revision();
    if (read?.revision !== revision) read = { revision, rows: new Map() };
    const known = read.rows.get(role);
    if (known) return known;
    const all = { organisations: register.organisations(), seeds: register.seeds() };
    // A firm would see its own too; these pages are for staff.
    const rows = rowsOf(visibleTo({ role, belongsTo: () => false }, all));
    read.rows.set(role, rows);
    return rows;
  };
}

function rowsOf({ organisations, seeds }: ReturnType<typeof visibleTo>): readonly RegisterRow[] {
  const rows = new Map<string, RegisterRow[]>(
    organisations.map((holder) => [holder.key, [{ record: holder, holder }]]),
  );
  for (const seed of seeds) {
    const own = rows.get(seed.organisation);
    if (own?.[0]) own.push({ record: seed, holder: own[0].holder });
  }
  return [...rows.values()].flat();
}

/** Whether a row is what was chosen in the form. */
export function isChosen({ record, holder }: RegisterRow, fields: Fields, today: string): boolean {
  const { what, status, disclosure, region, q } = fields;
  const isOf = (chosen: string | undefined, value: string | undefined) =>
    chosen === undefined || chosen === value;
  return (
    isOf(what, isSeed(record) ? "seed" : "organisation") &&
    isOf(status, statusOf(record, today)) &&
    isOf(disclosure, record.disclosure) &&
    isOf(region, holder.prefecture) &&
    (q === undefined || textsOf(record).some((text) => folded(text).includes(folded(q))))
  );
}

function textsOf(record: Organisation | Seed): readonly string[] {
  const own = isSeed(record)
    ? record.keywords
    : [...record.aliases, ...record.fields, record.kana ?? ""];
  return [record.key, nameOf(record), ...own];
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
