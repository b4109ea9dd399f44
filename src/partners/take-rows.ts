import type { Bilingual } from "../errors.ts";
import type { TableRow } from "../spreadsheets/read-table.ts";
import type { ColumnKey } from "./columns.ts";
import { type Places, titleOf } from "./header.ts";
import { foldedKey } from "./keys.ts";
import { readOrganisation, readSeed } from "./read-row.ts";
import type { Organisation, Seed } from "./records.ts";
import { openRow } from "./row.ts";
import { isSame, type Told } from "./update-record.ts";

/** What is wrong in a row, and how to mend it. */
export interface Problem {
  /** The number of the row as a spreadsheet shows it. */
  readonly line: number;
  readonly column: string;
  readonly what: Bilingual;
}

/** Finds what the register has under a key, however that is written. */
export interface Known {
  readonly organisations: (key: string) => Organisation | undefined;
  readonly seeds: (key: string) => Seed | undefined;
}

/** What the sheet says of a record, and in which row. */
export interface Taken<T> {
  readonly key: string;
  /** The key as it stands in the row. */
  readonly written: string;
  readonly told: Told<T>;
  readonly line: number;
}

/** What the rows of a sheet say of each record, under one spelling of its key, and what is wrong in them. */
export function takeRows(rows: readonly TableRow[], places: Places, known: Known) {
  const organisations = new Map<string, Taken<Organisation>>();
  const seeds = new Map<string, Taken<Seed>>();
  const problems: Problem[] = [];
  const spelling = {
    organisation: spellingsOf(known.organisations),
    seed: spellingsOf(known.seeds),
  };
  for (const { line, cells } of rows) {
    const row = openRow(cells, places);
    const holder = readOrganisation(row, (key) => known.organisations(key) !== undefined);
    const seed = readSeed(row, (key) => known.seeds(key) !== undefined);
    problems.push(...row.problems().map((problem) => ({ line, ...problem })));
    if (!holder.key) continue;
    const organisation = spelling.organisation(holder.key);
    const complain = complaining(problems, line);
    if (holder.told) {
      const told = { ...holder.told, key: organisation };
      take(organisations, { key: organisation, written: holder.written, told, line }, (what) =>
        complain("organisation", what),
      );
    }
    if (seed.key && seed.told) {
      const key = spelling.seed(seed.key);
      const told = { ...datedAs(holder.told, seed.told, known.seeds(key)), key, organisation };
      take(seeds, { key, written: seed.written, told, line }, (what) => complain("seed", what));
    }
  }
  return { organisations, seeds, problems };
}

/** What a row says of a new seed without a date is as old as what it says of the organisation. */
function datedAs(
  holder: Told<Organisation> | undefined,
  seed: Told<Seed>,
  known: Seed | undefined,
): Told<Seed> {
  const asOf = seed.asOf ?? holder?.asOf;
  return known || asOf === undefined ? seed : { ...seed, asOf };
}

/** One spelling for every key: that of the register, else the first of the sheet. */
function spellingsOf(find: (key: string) => { readonly key: string } | undefined) {
  const first = new Map<string, string>();
  return (key: string): string => {
    const known = find(key);
    if (known) return known.key;
    const folded = foldedKey(key);
    const spelling = first.get(folded) ?? key;
    first.set(folded, spelling);
    return spelling;
  };
}

function complaining(problems: Problem[], line: number) {
  return (column: ColumnKey, what: Bilingual): void => {
    problems.push({ line, column: titleOf(column), what });
  };
}

function take<T>(
  taken: Map<string, Taken<T>>,
  found: Taken<T>,
  complain: (what: Bilingual) => void,
): void {
  const earlier = taken.get(found.key);
  if (!earlier) {
    taken.set(found.key, found);
    return;
  }
  if (earlier.written !== found.written) complain(twoSpellings(found, earlier));
  // The same again is how one writes several seeds of one organisation.
  else if (!isSame(earlier.told, found.told)) complain(twice(found.key, earlier.line));
}

function twice(key: string, line: number): Bilingual {
  return {
    ja: `「${key}」は${line}行目にもあり、内容が違います。どちらかを直してください。`,
    en: `"${key}" stands in row ${line} too, and says something else. Mend one of them.`,
  };
}

function twoSpellings(
  { written }: { readonly written: string },
  earlier: { readonly written: string; readonly line: number },
): Bilingual {
  return {
    ja: `「${written}」は${earlier.line}行目の「${earlier.written}」と同じIDです（大文字と小文字、全角と半角は区別しません）。書き方をそろえるか、別のIDにしてください。`,
    en: `"${written}" is the same id as "${earlier.written}" in row ${earlier.line}: case and width make no difference. Write it in one way, or take another id.`,
  };
}
