import { COLUMNS, type ColumnKey } from "../../src/partners/columns.ts";
import type { Organisation, Seed } from "../../src/partners/records.ts";
import type { Cell } from "../../src/spreadsheets/table-bytes.ts";

/** Partners as the rows of a sheet: each organisation with its first seed, then the other seeds. */
export function rowsOfPartners({
  organisations,
  seeds,
}: {
  readonly organisations: readonly Organisation[];
  readonly seeds: readonly Seed[];
}): readonly (readonly Cell[])[] {
  const told = organisations.map((each) => rowOf(cellsOfOrganisation(each)));
  return [...told, ...seeds.map((each) => rowOf(cellsOfSeed(each)))];
}

type Cells = Readonly<Partial<Record<ColumnKey, Cell>>>;

function rowOf(cells: Cells): readonly Cell[] {
  return COLUMNS.map(({ key }) => cells[key]);
}

function cellsOfOrganisation({ key, aliases, fields, ...rest }: Organisation): Cells {
  return { ...rest, organisation: key, aliases: aliases.join("、"), fields: fields.join("、") };
}

function cellsOfSeed(seed: Seed): Cells {
  return {
    organisation: seed.organisation,
    seed: seed.key,
    seedType: seed.type,
    seedTitle: seed.title,
    seedDescription: seed.description,
    seedKeywords: seed.keywords.join("、"),
    seedDisclosure: seed.disclosure,
    seedStatus: seed.status,
    seedAsOf: seed.asOf,
    conditions: seed.conditions,
    availability: seed.availability,
    seedExpiresOn: seed.expiresOn,
  };
}
