import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scaled, seeded } from "./scale.ts";
import { SHARED } from "./shared.ts";

const FOLDER = join(SHARED, "hostile", "strings");
/** What spreadsheets take for formulas is tried where spreadsheets are written. */
const FORMULAS = "csv_injection.jsonl";

export function formulaStrings(): readonly string[] {
  return textsIn(FORMULAS);
}

/**
 * Strings that have broken other programs: naughty, injecting, traversing, invisible. All 2,904 of
 * them at full scale, a seeded sample of 60 otherwise.
 */
export function hostileStrings(): readonly string[] {
  const all = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".jsonl") && name !== FORMULAS)
    .sort()
    .flatMap(textsIn);
  const random = seeded(2904);
  return all
    .map((text) => ({ text, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, scaled(all.length, 30))
    .map(({ text }) => text);
}

function textsIn(name: string): readonly string[] {
  return readFileSync(join(FOLDER, name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line).text)
    .filter((text) => typeof text === "string");
}
