import type { Bilingual } from "../errors.ts";
import type { ReadTable } from "../spreadsheets/read-table.ts";
import { placesOf, titleOf } from "./header.ts";
import { finderByKey } from "./keys.ts";
import { organisationColumn, seedColumn } from "./read-row.ts";
import type { Organisation, Seed } from "./records.ts";
import { whyNotMoved } from "./seed-holder.ts";
import { type Known, type Problem, type Taken, takeRows } from "./take-rows.ts";
import {
  type Defaults,
  leftUnsaid,
  NEW_ORGANISATION,
  NEW_SEED,
  type Unspoken,
  updateRecord,
} from "./update-record.ts";

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
  const known: Known = {
    organisations: finderByKey(standing.organisations),
    seeds: finderByKey(standing.seeds),
  };
  const { organisations, seeds, problems } = takeRows(table.rows, places, known);
  const own = settle(organisations, known.organisations, { ...OF_ORGANISATIONS, today });
  const theirs = settle(seeds, known.seeds, { ...OF_SEEDS, today });
  const all = [
    ...problems,
    ...withoutHolder(seeds, { organisations, known }),
    ...moved(seeds, known),
    ...own.problems,
    ...theirs.problems,
  ];
  return {
    problems: all.sort((a, b) => a.line - b.line),
    organisations: own.changed,
    seeds: theirs.changed,
    counts: { organisations: own.counts, seeds: theirs.counts },
  };
}

function withoutHolder(
  seeds: ReadonlyMap<string, Taken<Seed>>,
  {
    organisations,
    known,
  }: { readonly organisations: ReadonlyMap<string, unknown>; readonly known: Known },
): readonly Problem[] {
  return [...seeds.values()].flatMap(({ told: { organisation }, line }) =>
    organisation === undefined ||
    organisations.has(organisation) ||
    known.organisations(organisation)
      ? []
      : [{ line, column: titleOf("organisation"), what: unknownHolder(organisation) }],
  );
}

function moved(seeds: ReadonlyMap<string, Taken<Seed>>, known: Known): readonly Problem[] {
  return [...seeds.values()].flatMap(({ key, told: { organisation }, line }) => {
    if (organisation === undefined) return [];
    const what = whyNotMoved({ key, organisation }, known.seeds(key), known.organisations);
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
  standing: (key: string) => T | undefined,
  { defaults, columnOf, today }: Manner<T> & { readonly today: string },
) {
  const changed: T[] = [];
  const problems: Problem[] = [];
  let isNew = 0;
  for (const { key, told, line } of taken.values()) {
    const was = standing(key);
    for (const { field, what } of leftUnsaid(told, was, defaults)) {
      problems.push({ line, column: columnOf(field), what });
    }
    const now = updateRecord(told, was, { defaults, today });
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

function unknownHolder(organisation: string): Bilingual {
  return {
    ja: `「${organisation}」という機関は、このファイルにも名簿にもありません。機関名を書いた行を加えてください。`,
    en: `There is no organisation "${organisation}", neither in the file nor in the register. Add a row with its name.`,
  };
}
