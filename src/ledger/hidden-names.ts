import type { SqliteDatabase } from "../storage/open-database.ts";

/** The names that the vault keeps, in memory only: what must stand nowhere else has to be known. */
export interface HiddenNames {
  all(): readonly string[];
  add(id: string, name: string | undefined): void;
  drop(id: string): void;
}

/**
 * Follows the names of needs that are not erased. What other processes wrote is read when they have
 * written; what this one writes is told by `add` and `drop`.
 */
export function createHiddenNames(
  db: SqliteDatabase,
  nameOf: (id: string) => string | undefined,
): HiddenNames {
  const sealed = db
    .prepare<[], string>(
      `SELECT body ->> '$.sealed.id' FROM need
       WHERE erased IS NULL AND body ->> '$.sealed.id' IS NOT NULL`,
    )
    .pluck();
  const stands = db.prepare<[string], number>("SELECT 1 FROM vault WHERE id = ?").pluck();
  const known = new Map<string, string | undefined>();
  let version: unknown;
  return {
    all() {
      const now = db.pragma("data_version", { simple: true });
      if (now !== version) {
        version = now;
        follow(new Set(sealed.all()));
      }
      return [...new Set(known.values())].filter((name) => name !== undefined);
    },
    add: (id, name) => known.set(id, name),
    drop: (id) => known.delete(id),
  };

  function follow(ids: ReadonlySet<string>): void {
    // What is being sealed has its place in the vault before it has its need.
    const gone = [...known.keys()].filter((id) => !ids.has(id) && !stands.get(id));
    for (const id of gone) known.delete(id);
    for (const id of ids) if (!known.has(id)) known.set(id, nameOf(id));
  }
}
