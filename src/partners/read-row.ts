import type { Bilingual } from "../errors.ts";
import { CONFIDENTIALITIES, ORGANISATION_TYPES, SEED_TYPES } from "../ledger/vocabulary.ts";
import { COLUMNS, type ColumnKey } from "./columns.ts";
import { type Places, titleOf } from "./header.ts";
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

/** A record as a row tells it; its date may not be given. */
export type Draft<T> = Omit<T, "asOf"> & { readonly asOf?: string };

/** A row that is being read; what is wrong with its cells is collected. */
export interface Row {
  has(key: ColumnKey): boolean;
  read<T>(key: ColumnKey, parse: (cell: string) => Cell<T>): T | undefined;
  complain(key: ColumnKey, what: Bilingual): void;
  problems(): readonly { readonly column: string; readonly what: Bilingual }[];
}

export function openRow(cells: readonly string[], places: Places): Row {
  const problems: { column: string; what: Bilingual }[] = [];
  const cellOf = (key: ColumnKey) => cells[places.get(key) ?? -1] ?? "";
  const complain = (key: ColumnKey, what: Bilingual) => {
    problems.push({ column: titleOf(key), what });
  };
  return {
    has: (key) => cellOf(key).trim() !== "",
    read(key, parse) {
      const cell = parse(cellOf(key));
      if ("value" in cell) return cell.value;
      complain(key, cell.problem);
      return undefined;
    },
    complain,
    problems: () => problems,
  };
}

const OF_ORGANISATION: readonly ColumnKey[] = COLUMNS.filter(
  ({ of, key }) => of === "organisation" && key !== "organisation",
).map(({ key }) => key);
const OF_SEED: readonly ColumnKey[] = COLUMNS.filter(({ of }) => of === "seed").map(
  ({ key }) => key,
);

/** The key of the organisation, and what the row says of it, if it says anything. */
export function readOrganisation(row: Row): {
  readonly key: string | undefined;
  readonly draft: Draft<Organisation> | undefined;
} {
  const key = needed(row, "organisation", keyIn, NEEDS_KEY);
  if (!OF_ORGANISATION.some(row.has)) {
    if (!OF_SEED.some(row.has)) row.complain("name", SAYS_NOTHING);
    return { key, draft: undefined };
  }
  const name = needed(row, "name", textIn, NEEDS_NAME);
  const known = {
    ...given("kana", row.read("kana", textIn)),
    ...given("prefecture", row.read("prefecture", prefectureIn)),
    ...given("municipality", row.read("municipality", textIn)),
    ...given("description", row.read("description", textIn)),
    ...given("employees", row.read("employees", numberIn)),
    ...given("url", row.read("url", urlIn)),
    ...given("expiresOn", row.read("expiresOn", dayIn)),
    ...given("asOf", row.read("asOf", asOfIn)),
    aliases: row.read("aliases", listIn) ?? [],
    fields: row.read("fields", listIn) ?? [],
    type: row.read("type", (cell) => codeIn(cell, ORGANISATION_TYPES)) ?? "firm",
    disclosure: row.read("disclosure", (cell) => codeIn(cell, CONFIDENTIALITIES)) ?? DISCREET,
    status: row.read("status", (cell) => codeIn(cell, STATUS_LABELS)) ?? "active",
  } as const;
  return { key, draft: key && name ? { ...known, key, name } : undefined };
}

/** What the row says of a seed of an organisation, if it says anything. */
export function readSeed(row: Row, organisation: string | undefined): Draft<Seed> | undefined {
  if (!OF_SEED.some(row.has)) return undefined;
  const key = needed(row, "seed", keyIn, NEEDS_SEED_KEY);
  const title = needed(row, "seedTitle", textIn, NEEDS_TITLE);
  const known = {
    ...given("conditions", row.read("conditions", textIn)),
    ...given("availability", row.read("availability", textIn)),
    ...given("expiresOn", row.read("seedExpiresOn", dayIn)),
    ...given("asOf", row.read("seedAsOf", asOfIn)),
    description: row.read("seedDescription", textIn) ?? "",
    keywords: row.read("seedKeywords", listIn) ?? [],
    type: row.read("seedType", (cell) => codeIn(cell, SEED_TYPES)) ?? "capability",
    disclosure: row.read("seedDisclosure", (cell) => codeIn(cell, CONFIDENTIALITIES)) ?? DISCREET,
    status: row.read("seedStatus", (cell) => codeIn(cell, STATUS_LABELS)) ?? "active",
  } as const;
  return key && title && organisation ? { ...known, key, title, organisation } : undefined;
}

/** Who gave no word on who may see it, meant no one outside. */
const DISCREET = "coordinators";

function needed(
  row: Row,
  key: ColumnKey,
  parse: (cell: string) => Cell<string | undefined>,
  otherwise: Bilingual,
): string | undefined {
  if (!row.has(key)) row.complain(key, otherwise);
  return row.read(key, parse);
}

function given<Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } {
  // A computed key is typed as any string.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };
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
