import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./support/root.ts";
import { tempFolder } from "./support/temp-folder.ts";

// Who may import whom, folder by folder. `errors` and `config` are files beside them. What is not
// listed is not allowed; siblings do not know each other.
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  text: [],
  config: ["errors"],
  // What speaks with a language model; what it says is proof of nothing.
  models: ["errors"],
  corpus: ["errors", "text"],
  // Records of Jグランツ, made into cards.
  jgrants: ["errors", "text", "corpus", "documents"],
  // What cards may be made of documents.
  drafts: ["errors", "text", "corpus", "models"],
  storage: ["errors"],
  search: ["errors", "text", "corpus", "storage"],
  spreadsheets: ["errors"],
  // What is read of a file that somebody brings, whatever its format.
  documents: ["errors", "text", "spreadsheets"],
  discretion: ["errors", "text"],
  ledger: ["errors", "text", "storage"],
  // One's own organisations and seeds; every change to them is an event of the ledger.
  partners: ["errors", "text", "storage", "spreadsheets", "ledger"],
  // What of a model's words is borne by the words that it was given.
  claims: ["errors", "text", "search", "models"],
  answers: ["errors", "text", "corpus", "search", "models", "claims"],
  matching: ["errors", "text", "corpus", "search", "models", "claims", "ledger", "partners"],
  // What staff get out of the ledger: reports, exports, backups.
  reports: ["errors", "text", "storage", "spreadsheets", "ledger"],
  // What every surface offers beyond a plain answer: answers that are logged, needs that are taken in.
  desk: ["errors", "text", "models", "claims", "answers", "matching", "ledger", "partners"],
  console: [
    "errors",
    "text",
    "spreadsheets",
    "corpus",
    "answers",
    "matching",
    "ledger",
    "partners",
    "reports",
    "desk",
  ],
  slack: ["errors", "text", "corpus", "answers", "matching", "ledger", "desk"],
  cli: [
    "errors",
    "text",
    "corpus",
    "jgrants",
    "drafts",
    "search",
    "answers",
    "matching",
    "ledger",
    "partners",
    "reports",
    "discretion",
    "desk",
    "documents",
  ],
  app: [
    "errors",
    "text",
    "corpus",
    "jgrants",
    "drafts",
    "storage",
    "search",
    "answers",
    "matching",
    "ledger",
    "partners",
    "reports",
    "discretion",
    "desk",
    "documents",
    "cli",
    "models",
  ],
  "command-line": ["errors", "config", "text", "app", "desk", "cli", "console", "slack"],
  main: ["command-line"],
};

describe("the structure of the house", () => {
  test("folders import only what the table allows", () => {
    expect(violations(join(ROOT, "src"))).toEqual([]);
  });

  test("every folder stands in the table", () => {
    const src = join(ROOT, "src");
    const places = sourceFiles(src).map((file) => placeOf(src, file));

    expect(places.filter((place) => !Object.hasOwn(MAY_IMPORT, place))).toEqual([]);
  });

  test.each([
    ["corpus/a.ts", 'import { b } from "../search/b.ts";', "corpus/a.ts → search"],
    ["answers/a.ts", 'export type { B } from "../storage/b.ts";', "answers/a.ts → storage"],
    ["cli/a.ts", 'const b = await import("../console/b.ts");', "cli/a.ts → console"],
  ])("a planted violation in %s is found", (file, code, violation) => {
    const src = tempFolder();
    mkdirSync(dirname(join(src, file)), { recursive: true });
    writeFileSync(join(src, file), code);

    expect(violations(src)).toEqual([violation]);
  });
});

function violations(src: string): readonly string[] {
  return sourceFiles(src).flatMap((file) => {
    const from = placeOf(src, file);
    return importsOf(file)
      .map((imported) => placeOf(src, imported))
      .filter((to) => to !== from && !MAY_IMPORT[from]?.includes(to))
      .map((to) => `${relative(src, file)} → ${to}`);
  });
}

function sourceFiles(src: string): readonly string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The folder under src, or the name of a file that stands there itself. */
function placeOf(src: string, file: string): string {
  const [first = ""] = relative(src, file).split("/");
  return first.replace(/\.ts$/u, "");
}

function importsOf(file: string): readonly string[] {
  const code = readFileSync(file, "utf8");
  return [...code.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/gu)].map(([, path = ""]) =>
    resolve(dirname(file), path),
  );
}
