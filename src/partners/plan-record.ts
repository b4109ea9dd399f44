import { columnTitled, titleOf } from "./header.ts";
import { finderByKey } from "./keys.ts";
import { type ImportPlan, planImport, type Standing } from "./plan-import.ts";

/** A column by a title that is understood, and what is to stand there. */
export interface TitledCell {
  readonly title: string;
  readonly cell: string;
}

/**
 * What one row of a sheet would change; see `planImport`. A seed that the register has may do without its
 * organisation.
 */
export function planRecord(
  given: readonly TitledCell[],
  standing: Standing,
  today: string,
): ImportPlan {
  const cells = withHolder(given, standing);
  const row = { line: 1, cells: cells.map(({ cell }) => cell) };
  return planImport({ header: cells.map(({ title }) => title), rows: [row] }, standing, today);
}

function withHolder(given: readonly TitledCell[], { seeds }: Standing): readonly TitledCell[] {
  if (given.some(({ title }) => columnTitled(title) === "organisation")) return given;
  const seed = given.find(({ title }) => columnTitled(title) === "seed");
  const holder = seed && finderByKey(seeds)(seed.cell)?.organisation;
  if (holder === undefined) return given;
  return [{ title: titleOf("organisation"), cell: holder }, ...given];
}
