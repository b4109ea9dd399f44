import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { App } from "../../src/cli/app.ts";
import { openTestApp } from "./app.ts";
import { SHARED } from "./shared.ts";
import { CORPUS } from "./shipped.ts";
import { tempFolder } from "./temp-folder.ts";

const EVAL = join(SHARED, "eval");

export interface Asked {
  readonly id: string;
  readonly question: string;
  readonly thread?: string;
}

/** Asks every question, and has the answers graded by the program outside the project. */
export async function gradeOutside(
  mode: string,
  gold: string,
  asked: readonly Asked[],
  {
    options = [],
    corpus = CORPUS,
    // Nobody changes it while the questions are asked.
    app = openTestApp({ corpus, refreshMs: Number.POSITIVE_INFINITY }),
  }: { options?: readonly string[]; corpus?: string; app?: Pick<App, "assistant"> } = {},
) {
  const results: string[] = [];
  for (const { id, question, thread } of asked) {
    results.push(JSON.stringify({ id, ...(await app.assistant.answer(question, thread)) }));
  }
  const file = join(tempFolder(), "results.jsonl");
  writeFileSync(file, results.join("\n"));
  const graded = spawnSync(
    process.execPath,
    [join(EVAL, "grade.mjs"), mode, resolve(EVAL, gold), file, "--corpus", corpus, ...options],
    { encoding: "utf8" },
  );
  const figure = (name: string) =>
    Number(new RegExp(`${name} +([\\d.]+)`, "u").exec(graded.stdout)?.[1]);
  const kinds = [...graded.stdout.matchAll(/(?<=^|\s\s)([a-z]+) (\d+)\/(\d+)/gmu)].map(
    ([, kind = "", right, of]) => ({ kind, right: Number(right), of: Number(of) }),
  );
  return { figure, kinds, report: graded.stdout };
}

/** The lines of a file that is kept outside the project. */
export function linesOf(file: string) {
  return readFileSync(join(EVAL, file), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
