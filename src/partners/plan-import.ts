import type { Bilingual } from "../errors.ts";
import { canonicalJson } from "../ledger/canonical-json.ts";
import type { ReadTable } from "../spreadsheets/read-table.ts";
import { placesOf, titleOf } from "./header.ts";
import { type Draft, openRow, readOrganisation, readSeed } from "./read-row.ts";
import type { Organisation, Seed } from "./records.ts";

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
 * Reads a sheet of partners against the register. A row replaces what the register has under its
 * key; an empty cell says that the thing is not known. What the sheet does not name stays as it is.
 * Throws a `UserError` for a header that cannot be understood.
 */
export function planImport(table: ReadTable, standing: Standing, today: string): ImportPlan {
  const places = placesOf(table.header);
  const organisations = new Map<string, Taken<Organisation>>();
  const seeds = new Map<string, Taken<Seed>>();
  const problems: Problem[] = [];
  for (const { line, cells } of table.rows) {
    const row = openRow(cells, places);
    const organisation = readOrganisation(row);
    const seed = readSeed(row, organisation.key);
    problems.push(...row.problems().map((problem) => ({ line, ...problem })));
    if (organisation.draft) take(organisations, organisation.draft, line, problems);
    if (seed) take(seeds, seed, line, problems);
  }
  const known = new Set([...standing.organisations.map(({ key }) => key), ...organisations.keys()]);
  problems.push(...withoutHolder(seeds, known));
  const own = settle(organisations, standing.organisations, today);
  const theirs = settle(seeds, standing.seeds, today);
  return {
    problems: problems.sort((a, b) => a.line - b.line),
    organisations: own.changed,
    seeds: theirs.changed,
    counts: { organisations: own.counts, seeds: theirs.counts },
  };
}

interface Taken<T extends Dated> {
  readonly draft: Draft<T>;
  readonly line: number;
}
interface Dated {
  readonly key: string;
  readonly asOf: string;
}

function take<T extends Dated>(
  taken: Map<string, Taken<T>>,
  draft: Draft<T>,
  line: number,
  problems: Problem[],
): void {
  const earlier = taken.get(draft.key);
  // The same again is how one writes several seeds of one organisation.
  if (earlier && !isSame(earlier.draft, draft)) {
    problems.push({ line, column: "ID", what: twice(draft.key, earlier.line) });
  }
  if (!earlier) taken.set(draft.key, { draft, line });
}

function withoutHolder(
  seeds: ReadonlyMap<string, Taken<Seed>>,
  known: ReadonlySet<string>,
): readonly Problem[] {
  return [...seeds.values()]
    .filter(({ draft }) => !known.has(draft.organisation))
    .map(({ draft, line }) => ({
      line,
      column: titleOf("organisation"),
      what: unknownHolder(draft.organisation),
    }));
}

/** What is new or changed. A date that was not given is today, unless nothing else has changed. */
function settle<T extends Dated>(
  taken: ReadonlyMap<string, Taken<T>>,
  standing: readonly T[],
  today: string,
): { readonly changed: readonly T[]; readonly counts: Counts } {
  const before = new Map(standing.map((record) => [record.key, record]));
  const changed: T[] = [];
  let isNew = 0;
  for (const { draft } of taken.values()) {
    const was = before.get(draft.key);
    if (was && isSame(dated(draft, was.asOf), was)) continue;
    if (!was) isNew += 1;
    changed.push(dated(draft, today));
  }
  const counts = {
    new: isNew,
    changed: changed.length - isNew,
    unchanged: taken.size - changed.length,
  };
  return { changed, counts };
}

function dated<T extends Dated>(draft: Draft<T>, asOf: string): T {
  // A draft is the record but for its date.
  return { ...draft, asOf: draft.asOf ?? asOf } as unknown as T;
}

function isSame(a: object, b: object): boolean {
  return canonicalJson(a) === canonicalJson(b);
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
