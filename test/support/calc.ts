import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";
import { tempFolder } from "./temp-folder.ts";

// What reads spreadsheets is a package of its own, without a program that would tell.
const HAS_CALC = ["/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice"].some(
  (place) => existsSync(join(place, "program", "libsclo.so")),
);

/** A suite beside LibreOffice Calc; skipped, and loudly, where it is not installed. */
export function describeWithCalc(name: string, suite: () => void): void {
  if (!HAS_CALC)
    console.warn(`!!! 飛ばしました / SKIPPED: ${name} (apt-get install libreoffice-calc-nogui)`);
  describe.skipIf(!HAS_CALC)(name, suite);
}

/** A cell as Calc took it. */
export interface CalcCell {
  readonly text: string;
  /** What it is to Calc: string, float, date. */
  readonly type: string;
  readonly formula?: string;
}

/** Comma, quotes, UTF-8, from the first line; formulas are run where there are any. */
const CSV = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true";

/** Has Calc open tables of one format, by their names, and tells what cells with anything in them became. */
export function openInCalc<Name extends string>(
  format: "csv" | "xlsx",
  tables: Readonly<Record<Name, Uint8Array>>,
): Readonly<Record<Name, readonly CalcCell[]>> {
  const folder = tempFolder();
  const out = join(folder, "out");
  mkdirSync(out);
  // Object.keys forgets which names there are.
  const names = Object.keys(tables) as Name[];
  const files = names.map((name) => join(folder, `${name}.${format}`));
  for (const [i, name] of names.entries()) writeFileSync(files[i] ?? "", tables[name]);
  const { status, stderr } = spawnSync(
    "soffice",
    [
      `-env:UserInstallation=file://${join(folder, "profile")}`,
      "--headless",
      ...(format === "csv" ? [`--infilter=${CSV}`] : []),
      ...["--convert-to", "fods", "--outdir", out, ...files],
    ],
    { encoding: "utf8", timeout: 150_000 },
  );
  if (status !== 0) throw new Error(`Expected Calc to open them, got ${status}: ${stderr}`);
  const read = (name: Name) => cellsIn(readFileSync(join(out, `${name}.fods`), "utf8"));
  return Object.fromEntries(names.map((name) => [name, read(name)])) as ReturnType<
    typeof openInCalc<Name>
  >;
}

function cellsIn(document: string): readonly CalcCell[] {
  const cells = document.matchAll(/<table:table-cell([^>]*[^/>])>(.*?)<\/table:table-cell>/gsu);
  return [...cells].map(([, attributes = "", inside = ""]) => {
    const attribute = (name: string) =>
      new RegExp(`(?:^|\\s)${name}="([^"]*)"`, "u").exec(attributes)?.[1];
    const formula = attribute("table:formula");
    return {
      text: textOf(inside),
      type: attribute("office:value-type") ?? "",
      ...(formula !== undefined && { formula }),
    };
  });
}

function textOf(inside: string): string {
  const lines = [...inside.matchAll(/<text:p>(.*?)<\/text:p>/gsu)].map(([, line = ""]) => line);
  return lines
    .join("\n")
    .replace(/<text:s(?: text:c="(\d+)")?\/>/gu, (_, count = "1") => " ".repeat(Number(count)))
    .replace(/<text:tab\/>/gu, "\t")
    .replace(/<[^>]+>/gu, "")
    .replace(/&(lt|gt|quot|apos|amp|#x?[\da-f]+);/giu, (whole, name: string) => {
      if (name.startsWith("#x")) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
      if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
      return ENTITIES[name] ?? whole;
    });
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
};
