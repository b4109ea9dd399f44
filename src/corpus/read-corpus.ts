import { UserError } from "../errors.ts";
import type { Card, Problem } from "./card.ts";
import { checkCorpus } from "./check-corpus.ts";
import type { CorpusFile } from "./corpus-files.ts";
import type { Document } from "./document.ts";
import { documentFault } from "./document-fault.ts";
import { readDocumentHead } from "./document-head.ts";
import { headNameOf } from "./document-shelf.ts";
import { readCard } from "./read-card.ts";
import { readDocument } from "./read-document.ts";
import { isRecordCard, readRecordCard, recordSources, withoutRecord } from "./record-card.ts";
import { readSources, type Source } from "./source.ts";
import { readSynonyms, type SynonymGroups } from "./synonyms.ts";
import type { Parsed } from "./yaml-problems.ts";

export interface Corpus {
  readonly cards: readonly Card[];
  /** Those that were read anew: see `unchanged` of `readCorpus`. */
  readonly documents: readonly Document[];
  readonly sources: readonly Source[];
  readonly synonyms: SynonymGroups;
  /** What is odd but does not keep a card from being quoted; shown to whoever ingests. */
  readonly warnings: readonly Problem[];
}

interface Options {
  readonly onProgress?: (done: number, total: number) => void;
  /** Whether a document need not be read again. Cards always are: they are checked together. */
  readonly unchanged?: (file: CorpusFile) => boolean;
}

/**
 * Makes a corpus of its files, or throws a `UserError` that lists every mistake on every card with
 * line and field: cards are whole or they are refused. A document that cannot be read is left out
 * with a warning; the others still come in.
 */
export function readCorpus(
  folder: string,
  files: readonly CorpusFile[],
  { onProgress = () => {}, unchanged = () => false }: Options = {},
): Corpus {
  const texts = files.filter((file) => !file.passedOver && /\.(?:md|txt)$/iu.test(file.path));
  if (texts.length === 0) throw emptyCorpus(folder);
  const toRead = texts.filter((file) => !(isDocument(file) && unchanged(file)));
  const progress = { done: 0, step: () => onProgress(++progress.done, toRead.length) };
  const { cards, problems, warnings } = readCards(toRead, progress.step);
  const { documents, refused } = readDocuments(toRead, progress.step);
  const sources = readYaml(files, "sources.yaml", readSources);
  const synonyms = readYaml(files, "synonyms.yaml", readSynonyms);
  const check = checkCorpus(cards, [...sources.value, ...recordSources(cards)]);
  const all = [...problems, ...sources.problems, ...synonyms.problems, ...check.problems];
  if (all.length > 0) throw refusal(folder, all);
  return {
    cards,
    documents,
    sources: sources.value,
    synonyms: synonyms.value,
    warnings: [...warnings, ...check.warnings, ...refused, ...files.flatMap(passedOver)],
  };
}

function readCards(files: readonly CorpusFile[], onRead: () => void) {
  const readings = files
    .filter((file) => !isDocument(file))
    .map((file) => {
      const reading = readCardFile(file);
      onRead();
      return reading;
    });
  return {
    cards: readings.flatMap(({ card }) => card ?? []),
    problems: readings.flatMap(({ problems = [] }) => problems),
    warnings: readings.flatMap(({ warnings = [] }) => warnings),
  };
}

interface CardFile {
  readonly card?: Card;
  readonly problems?: readonly Problem[];
  readonly warnings?: readonly Problem[];
}

function readCardFile(file: CorpusFile): CardFile {
  if (!isRecordCard(file)) return withoutRecord(readCard(file.path, file.text));
  const reading = readRecordCard(file.path, file.text);
  // Nobody wrote the card of a record by hand: a broken one is left out, as a document is.
  return "problems" in reading ? { warnings: reading.problems } : reading;
}

function readDocuments(files: readonly CorpusFile[], onRead: () => void) {
  const documents: Document[] = [];
  const refused: Problem[] = [];
  for (const { path, text, added } of files.filter(isDocument)) {
    const fault = documentFault(text);
    const known = added?.head === undefined ? undefined : headBeside(path, added);
    refused.push(...(known?.problems ?? []));
    if (fault) refused.push({ path, line: 1, field: "本文", ...fault });
    else documents.push(readDocument(path, text, { ...added, head: known?.head }));
    onRead();
  }
  return { documents, refused };
}

function headBeside(path: string, { name, head = "" }: CorpusFile["added"] & object) {
  return readDocumentHead(path.slice(0, path.lastIndexOf(name)) + headNameOf(name), head);
}

function passedOver({ path, passedOver: why }: CorpusFile): readonly Problem[] {
  return why ? [{ path, line: 1, field: "ファイル名", ...why }] : [];
}

// The head of a card, or what is left of one: other front matter (title, date, tags) makes no card.
const CARD_HEAD =
  /^\ufeff?\s*(?:---\s*\n(?:(?!---)[^\n]*\n)*?)?(?:kind|nameEn|status|asOf|area|provider|schemeType|orgType|seedType) *:/u;

/** A text file, or a Markdown file that neither has a head nor seems to have lost a piece of one. */
function isDocument(file: CorpusFile): boolean {
  const { path, text, added } = file;
  if (isRecordCard(file)) return false;
  return (
    added !== undefined ||
    path.endsWith(".txt") ||
    (path.endsWith(".md") && !CARD_HEAD.test(text.slice(0, 4_000)))
  );
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
    ja: `「${folder}」にカード（.md）も資料（.txt、.md）もありません。資料のあるフォルダーを --corpus で指定してください。`,
    en: `There are no cards (.md) or documents (.txt, .md) in "${folder}". Give a folder with some by --corpus.`,
  });
}
