import { UserError } from "../errors.ts";
import type { Card, Problem } from "./card.ts";
import { checkCorpus } from "./check-corpus.ts";
import type { CorpusFile } from "./corpus-files.ts";
import { readCard } from "./read-card.ts";
import { readSources, type Source } from "./source.ts";
import { readSynonyms, type SynonymGroups } from "./synonyms.ts";
import type { Parsed } from "./yaml-problems.ts";

export interface Corpus {
  readonly cards: readonly Card[];
  readonly sources: readonly Source[];
  readonly synonyms: SynonymGroups;
  /** What is odd but does not keep a card from being quoted; shown to whoever ingests. */
  readonly warnings: readonly Problem[];
}

/**
 * Makes a corpus of its files, or throws a `UserError` that lists every mistake in every file with
 * line and field: a corpus is whole or it is refused.
 */
export function readCorpus(
  folder: string,
  files: readonly CorpusFile[],
  onProgress: (done: number, total: number) => void = () => {},
): Corpus {
  const { cards, problems, warnings } = readCards(files, onProgress);
  const sources = readYaml(files, "sources.yaml", readSources);
  const synonyms = readYaml(files, "synonyms.yaml", readSynonyms);
  const check = checkCorpus(cards, sources.value);
  const all = [...problems, ...sources.problems, ...synonyms.problems, ...check.problems];
  if (all.length > 0) throw refusal(folder, all);
  if (cards.length === 0) throw emptyCorpus(folder);
  return {
    cards,
    sources: sources.value,
    synonyms: synonyms.value,
    warnings: [...warnings, ...check.warnings],
  };
}

function readCards(
  files: readonly CorpusFile[],
  onProgress: (done: number, total: number) => void,
) {
  const cards: Card[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const cardFiles = files.filter(({ path }) => path.endsWith(".md"));
  for (const [i, { path, text }] of cardFiles.entries()) {
    const reading = readCard(path, text);
    if ("problems" in reading) {
      problems.push(...reading.problems);
    } else {
      cards.push(reading.card);
      warnings.push(...reading.warnings);
    }
    onProgress(i + 1, cardFiles.length);
  }
  return { cards, problems, warnings };
}

/** A file that is not there is an empty list. */
function readYaml<T>(
  files: readonly CorpusFile[],
  path: string,
  read: (path: string, text: string) => Parsed<readonly T[]>,
): { value: readonly T[]; problems: readonly Problem[] } {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) return { value: [], problems: [] };
  const result = read(path, file.text);
  return "value" in result
    ? { value: result.value, problems: [] }
    : { value: [], problems: result.problems };
}

/** One line a problem: file:line, field, what was expected, what came. */
export function describeProblem({ path, line, field, expected, came }: Problem): string {
  return `${path}:${line} ${field}: 必要なもの / expected ${expected}、実際 / got ${came}`;
}

function refusal(folder: string, problems: readonly Problem[]): UserError {
  const list = problems.map((problem) => `  ${describeProblem(problem)}`).join("\n");
  return new UserError({
    ja: `「${folder}」のカードに${problems.length}件の誤りがあります。直してからもう一度実行してください。前回の索引はそのままです。\n${list}`,
    en: `The cards in "${folder}" have ${problems.length} mistake(s). Mend them and run again; the earlier index is untouched.\n${list}`,
  });
}

function emptyCorpus(folder: string): UserError {
  return new UserError({
    ja: `「${folder}」にカード（.md）がありません。カードのあるフォルダーを --corpus で指定してください。`,
    en: `There are no cards (.md) in "${folder}". Give a folder with cards by --corpus.`,
  });
}
