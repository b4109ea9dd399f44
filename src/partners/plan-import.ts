import type { Bilingual } from "../errors.ts";
import type { ReadTable } from "../spreadsheets/read-table.ts";
import { placesOf, titleOf } from "./header.ts";
import { openRow, organisationColumn, readOrganisation, readSeed, seedColumn } from "./read-row.ts";
import type { Organisation, Seed } from "./records.ts";
import { whyNotMoved } from "./seed-holder.ts";
import {
  type Defaults,
  isSame,
  leftUnsaid,
  NEW_ORGANISATION,
  NEW_SEED,
  type Told,
  type Unspoken,
  updateRecord,
} from "./update-record.ts";

/** What is wrong in a row, and how to mend it. */
export interface Problem {
  /** The number of the row as a spreadsheet shows it. */
  readonly line: number;
  readonly column: string;
  readonly what: Bilingual;
}

export interface Counts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What an import would do. Nothing is imported while there is a problem. */
export interface ImportPlan {
  readonly problems: readonly Problem[];
  /** Those that are new or changed. */
  readonly organisations: readonly Organisation[];
  readonly seeds: readonly Seed[];
  readonly counts: { readonly organisations: Counts; readonly seeds: Counts };
}

/** What stands in the register now. */
export interface Standing {
  readonly organisations: readonly Organisation[];
  readonly seeds: readonly Seed[];
}

/**
 * Reads a sheet of partners against the register. What a sheet has no row or no column for stays as it
 * is; an empty cell says that the thing is not known, and who may see a record or that it is open again
 * has to be said in so many words. Throws a `UserError` for a header that cannot be understood.
 */
export function planImport(table: ReadTable, standing: Standing, today: string): ImportPlan {
  const places = placesOf(table.header);
  const known = {
    organisations: new Map(standing.organisations.map((record) => [record.key, record])),
    seeds: new Map(standing.seeds.map((record) => [record.key, record])),
  };
  const organisations = new Map<string, Taken<Organisation>>();
  const seeds = new Map<string, Taken<Seed>>();
  const problems: Problem[] = [];
  for (const { line, cells } of table.rows) {
    const row = openRow(cells, places);
    const { key: holder, told } = readOrganisation(row, (key) => known.organisations.has(key));
    const seed = readSeed(row, (key) => known.seeds.has(key));
    problems.push(...row.problems().map((problem) => ({ line, ...problem })));
    if (!holder) continue;
    if (told) take(organisations, { key: holder, told, line }, problems);
    if (seed.key && seed.told) {
      const owned = { ...seed.told, organisation: holder };
      take(seeds, { key: seed.key, told: owned, line }, problems);
    }
  }
  const own = settle(organisations, known.organisations, { ...OF_ORGANISATIONS, today });
  const theirs = settle(seeds, known.seeds, { ...OF_SEEDS, today });
  problems.push(
    ...withoutHolder(seeds, new Set([...known.organisations.keys(), ...organisations.keys()])),
    ...moved(seeds, known),
    ...own.problems,
    ...theirs.problems,
  );
  return {
    problems: problems.sort((a, b) => a.line - b.line),
    organisations: own.changed,
    seeds: theirs.changed,
    counts: { organisations: own.counts, seeds: theirs.counts },
  };
}

/** What the sheet says of a record, and in which row. */
interface Taken<T> {
  readonly key: string;
  readonly told: Told<T>;
  readonly line: number;
}

function take<T>(taken: Map<string, Taken<T>>, found: Taken<T>, problems: Problem[]): void {
  const { key, told, line } = found;
  const earlier = taken.get(key);
  // The same again is how one writes several seeds of one organisation.
  if (earlier && !isSame(earlier.told, told)) {
    problems.push({ line, column: "ID", what: twice(key, earlier.line) });
  }
  if (!earlier) taken.set(key, found);
}

function withoutHolder(
  seeds: ReadonlyMap<string, Taken<Seed>>,
  known: ReadonlySet<string>,
): readonly Problem[] {
  return [...seeds.values()].flatMap(({ told: { organisation }, line }) =>
    organisation === undefined || known.has(organisation)
      ? []
      : [{ line, column: titleOf("organisation"), what: unknownHolder(organisation) }],
  );
}

function moved(
  seeds: ReadonlyMap<string, Taken<Seed>>,
  known: {
    readonly organisations: ReadonlyMap<string, Organisation>;
    readonly seeds: ReadonlyMap<string, Seed>;
  },
): readonly Problem[] {
  return [...seeds.values()].flatMap(({ key, told: { organisation }, line }) => {
    if (organisation === undefined) return [];
    const what = whyNotMoved({ key, organisation }, known.seeds.get(key), (holder) =>
      known.organisations.get(holder),
    );
    return what ? [{ line, column: titleOf("organisation"), what }] : [];
  });
}

interface Manner<T> {
  readonly defaults: Defaults<T>;
  readonly columnOf: (field: Unspoken["field"]) => string;
}

const OF_ORGANISATIONS: Manner<Organisation> = {
  defaults: NEW_ORGANISATION,
  columnOf: organisationColumn,
};
const OF_SEEDS: Manner<Seed> = { defaults: NEW_SEED, columnOf: seedColumn };

/** What is new or changed, and what has to be said more clearly. */
function settle<T extends Organisation | Seed>(
  taken: ReadonlyMap<string, Taken<T>>,
  standing: ReadonlyMap<string, T>,
  { defaults, columnOf, today }: Manner<T> & { readonly today: string },
) {
  const changed: T[] = [];
  const problems: Problem[] = [];
  let isNew = 0;
  for (const { key, told, line } of taken.values()) {
    const was = standing.get(key);
    for (const { field, what } of leftUnsaid(told, was, defaults)) {
      problems.push({ line, column: columnOf(field), what });
    }
    const now = updateRecord({ ...told, key }, was, { defaults, today });
    if (!was) isNew += 1;
    if (now !== was) changed.push(now);
  }
  const counts: Counts = {
    new: isNew,
    changed: changed.length - isNew,
    unchanged: taken.size - changed.length,
  };
  return { changed, counts, problems };
}

function twice(key: string, line: number): Bilingual {
  return {
    ja: `「${key}」は${line}行目にもあり、内容が違います。どちらかを直してください。`,
    en: `"${key}" stands in row ${line} too, and says something else. Mend one of them.`,
  };
}

function unknownHolder(organisation: string): Bilingual {
  return {
    ja: `「${organisation}」という機関は、このファイルにも名簿にもありません。機関名を書いた行を加えてください。`,
    en: `There is no organisation "${organisation}", neither in the file nor in the register. Add a row with its name.`,
  };
}
