import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scaled, seeded } from "../../../support/scale.ts";
import { SHARED } from "../../../support/shared.ts";

const FOLDER = join(SHARED, "hostile", "pdfs");

/** The files of a kind, in order: `cjk`, `corrupt`, `encrypted`, `normal`, `bombs`. */
export function hostileFiles(kind: string): readonly string[] {
  const folder = join(FOLDER, kind);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".pdf"))
    .sort()
    .map((name) => join(folder, name));
}

/** A seeded few of the files of a kind; all of them in a full run. */
export function someHostileFiles(kind: string, few: number): readonly string[] {
  const files = hostileFiles(kind);
  return pick(files, scaled(files.length, few), seeded(7));
}

/** What the one who collected a file says of it, by its path in the folder. */
export function manifestOf(file: string): { readonly kind?: string } {
  const all: readonly { file: string; measured?: { kind?: string } }[] = JSON.parse(
    readFileSync(join(FOLDER, "MANIFEST.json"), "utf8"),
  );
  return all.find(({ file: path }) => file.endsWith(path))?.measured ?? {};
}

/** So many seeded mutants of the files, written into a folder. */
export function mutants(folder: string, count: number): readonly string[] {
  const random = seeded(20);
  const sound = ["cjk", "normal", "encrypted", "corrupt"].flatMap(hostileFiles);
  return Array.from({ length: count }, (_, i) => {
    const from = sound[Math.floor(random() * sound.length)] ?? "";
    const file = join(folder, `mutant-${i}.pdf`);
    writeFileSync(file, mutant(readFileSync(from), random));
    return file;
  });
}

/** A file with a few bytes changed, taken out or repeated, or cut short. */
function mutant(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length);
  const length = 1 + Math.floor(random() * 200);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return bytes.subarray(0, Math.max(at, 8));
  if (kind === 1) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  if (kind === 2) return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
  const changed = Buffer.from(bytes);
  for (let i = 0; i < 20; i++)
    changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
  return changed;
}

function pick<T>(items: readonly T[], count: number, random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ item }) => item);
}
