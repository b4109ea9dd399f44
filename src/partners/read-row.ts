import type { Bilingual } from "../errors.ts";
import { CONFIDENTIALITIES, ORGANISATION_TYPES, SEED_TYPES } from "../ledger/vocabulary.ts";
import { COLUMNS, type ColumnKey } from "./columns.ts";
import { titleOf } from "./header.ts";
import { EXAMPLE, isExample } from "./keys.ts";
import {
  asOfIn,
  type Cell,
  codeIn,
  dayIn,
  keyIn,
  listIn,
  numberIn,
  prefectureIn,
  textIn,
  urlIn,
} from "./read-cell.ts";
import { type Organisation, type Seed, STATUS_LABELS } from "./records.ts";
import type { Row } from "./row.ts";
import type { Told } from "./update-record.ts";

/** The column of each field, and how its cells are read. */
type Reading<T> = {
  readonly [Field in keyof T]-?: readonly [
    ColumnKey,
    (cell: string) => Cell<Exclude<T[Field], undefined> | undefined>,
  ];
};

const levelIn = (cell: string) => codeIn(cell, CONFIDENTIALITIES);
const statusIn = (cell: string) => codeIn(cell, STATUS_LABELS);

const ORGANISATION_READING: Reading<Omit<Organisation, "key">> = {
  name: ["name", textIn],
  kana: ["kana", textIn],
  aliases: ["aliases", listIn],
  type: ["type", (cell) => codeIn(cell, ORGANISATION_TYPES)],
  prefecture: ["prefecture", prefectureIn],
  municipality: ["municipality", textIn],
  fields: ["fields", listIn],
  description: ["description", textIn],
  employees: ["employees", numberIn],
  url: ["url", urlIn],
  disclosure: ["disclosure", levelIn],
  status: ["status", statusIn],
  expiresOn: ["expiresOn", dayIn],
  asOf: ["asOf", asOfIn],
};

const SEED_READING: Reading<Omit<Seed, "key" | "organisation">> = {
  type: ["seedType", (cell) => codeIn(cell, SEED_TYPES)],
  title: ["seedTitle", textIn],
  description: ["seedDescription", textIn],
  keywords: ["seedKeywords", listIn],
  conditions: ["conditions", textIn],
  availability: ["availability", textIn],
  disclosure: ["seedDisclosure", levelIn],
  status: ["seedStatus", statusIn],
  expiresOn: ["seedExpiresOn", dayIn],
  asOf: ["seedAsOf", asOfIn],
};

const OF_ORGANISATION: readonly ColumnKey[] = COLUMNS.filter(
  ({ of, key }) => of === "organisation" && key !== "organisation",
).map(({ key }) => key);
const OF_SEED: readonly ColumnKey[] = COLUMNS.filter(({ of }) => of === "seed").map(
  ({ key }) => key,
);

/** The column in which a field of an organisation stands; of a seed. */
export const organisationColumn = (field: keyof typeof ORGANISATION_READING): string =>
  titleOf(ORGANISATION_READING[field][0]);
export const seedColumn = (field: keyof typeof SEED_READING): string =>
  titleOf(SEED_READING[field][0]);

type IsKnown = (key: string) => boolean;

/** What a row says of a thing. */
export interface Reference<T> {
  /** Absent where the row has none, or none that can be read. */
  readonly key: string | undefined;
  /** The key as it stands in the row. */
  readonly written: string;
  /** Absent where the row only names the thing. */
  readonly told: Told<T> | undefined;
}

/** The organisation that a row names, and what it says of it. */
export function readOrganisation(row: Row, isKnown: IsKnown): Reference<Organisation> {
  const named = keyOf(row, "organisation", NEEDS_KEY);
  if (!tellsOfOrganisation(row)) return { ...named, told: undefined };
  expectName(row, { column: "name", otherwise: NEEDS_NAME, isKnown: isKnownKey(named, isKnown) });
  return { ...named, told: toldBy(row, ORGANISATION_READING) };
}

/** The same of a seed of it; nothing in its columns is nothing said. */
export function readSeed(row: Row, isKnown: IsKnown): Reference<Seed> {
  if (!OF_SEED.some(row.has)) return { key: undefined, written: "", told: undefined };
  const named = keyOf(row, "seed", NEEDS_SEED_KEY);
  expectName(row, {
    column: "seedTitle",
    otherwise: NEEDS_TITLE,
    isKnown: isKnownKey(named, isKnown),
  });
  return { ...named, told: toldBy(row, SEED_READING) };
}

function tellsOfOrganisation(row: Row): boolean {
  if (OF_ORGANISATION.some(row.has)) return true;
  if (OF_SEED.some(row.has)) return false;
  // Where there is no column for names, emptying is all that such a row can mean.
  if (!row.hasColumn("name") && OF_ORGANISATION.some(row.hasColumn)) return true;
  row.complain("name", SAYS_NOTHING);
  return false;
}

function isKnownKey({ key }: { readonly key: string | undefined }, isKnown: IsKnown): boolean {
  return key !== undefined && isKnown(key);
}

/** A name is never emptied, and only what is known already goes without. */
function expectName(
  row: Row,
  {
    column,
    otherwise,
    isKnown,
  }: { readonly column: ColumnKey; readonly otherwise: Bilingual; readonly isKnown: boolean },
): void {
  if (row.has(column) || (isKnown && !row.hasColumn(column))) return;
  row.complain(column, otherwise);
}

function keyOf(row: Row, column: ColumnKey, otherwise: Bilingual) {
  if (!row.has(column)) row.complain(column, otherwise);
  const cell = row.read(column, keyIn);
  const key = "value" in cell ? cell.value : undefined;
  if (key !== undefined && isExample(key)) row.complain(column, LEFT_IN);
  return { key, written: row.written(column) };
}

function toldBy<T>(row: Row, reading: Reading<T>): Told<T> {
  const told: Record<string, unknown> = {};
  // Object.entries forgets which fields the table has.
  for (const [field, [column, parse]] of Object.entries(reading) as [
    string,
    Reading<T>[keyof T],
  ][]) {
    if (!row.hasColumn(column)) continue;
    const cell = row.read(column, parse);
    if ("value" in cell) told[field] = cell.value;
  }
  return told as Told<T>;
}

const NEEDS_KEY: Bilingual = {
  ja: "IDを書いてください。次に同じIDの行を取り込むと、この行が更新されます。",
  en: "Give an id: a later row with the same id updates this one.",
};
const NEEDS_NAME: Bilingual = { ja: "名前を書いてください。", en: "Give the name." };
const NEEDS_SEED_KEY: Bilingual = {
  ja: "シーズのIDを書いてください。",
  en: "Give the id of the seed.",
};
const NEEDS_TITLE: Bilingual = {
  ja: "シーズの名前を書いてください。",
  en: "Give the name of the seed.",
};
const SAYS_NOTHING: Bilingual = {
  ja: "この行にはIDのほかに何も書かれていません。",
  en: "The row says nothing but the id.",
};
const LEFT_IN: Bilingual = {
  ja: `ひな形の例の行です。行ごと消すか、「${EXAMPLE}」で始まらない自分のIDに書き替えてください。`,
  en: `This is an example row of the template. Delete the row, or give an id of your own that does not begin with ${EXAMPLE}.`,
};
