import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import type { Card, Problem } from "../corpus/card.ts";
import { readCorpusFiles } from "../corpus/corpus-files.ts";
import type { Document } from "../corpus/document.ts";
import { hashOf } from "../corpus/hash-of.ts";
import { readCard } from "../corpus/read-card.ts";
import { describeProblem, readCorpus } from "../corpus/read-corpus.ts";
import { UserError } from "../errors.ts";
import { sourceIdOf, withoutAsides } from "./draft-card.ts";
import { DRAFTS } from "./manifest.ts";

const SOURCES = "sources.yaml";

/** Where cards of these kinds lie; others lie under the name of their kind. */
const FOLDERS: Readonly<Record<string, string>> = {
  scheme: "schemes",
  organisation: "organisations",
  seed: "seeds",
};

interface Accepting {
  readonly id: string;
  /** The draft as it is now. */
  readonly text: string;
  readonly folder: string;
  readonly documents: readonly Document[];
  /** Documents that drafts were ever made of, by name. */
  readonly drafted: readonly string[];
}

/** What is written when a draft is accepted, by name relative to the corpus folder. */
interface Accepted {
  readonly path: string;
  readonly sha256: string;
  readonly writes: ReadonlyMap<string, string>;
}

/**
 * The files that make a draft a card: read by the reader of all cards, and checked together with the
 * corpus as it will be. Throws a `UserError` with every mistake by line and field.
 */
export async function acceptedFiles(accepting: Accepting): Promise<Accepted> {
  const { id, text, folder, documents } = accepting;
  const reading = readCard(`${DRAFTS}/${id}.md`, text);
  if ("problems" in reading) throw refusal(reading.problems);
  const { card } = reading;
  expectForAll(citedBy(card), accepting);
  const path = `${FOLDERS[card.head.kind] ?? card.head.kind}/${id}.md`;
  await expectNoLink(folder, dirname(path));
  const files = await readCorpusFiles(folder);
  const before = files.find((file) => file.path === SOURCES)?.text ?? "";
  const sources = before + missingSources(card, before, documents);
  const accepted = withoutAsides(text);
  const writes = new Map([
    [path, accepted],
    ...(sources === before ? [] : [[SOURCES, sources] as const]),
  ]);
  const after = [
    ...files.filter((file) => !writes.has(file.path)),
    ...[...writes].map(([name, content]) => ({
      path: name,
      text: content,
      sha256: hashOf(content),
    })),
  ];
  if (files.some((file) => file.path === path)) throw nameTaken(path);
  readCorpus(folder, after, { unchanged: () => true });
  return { path, sha256: hashOf(accepted), writes };
}

/** A card behind a link would lie outside the corpus folder, and nobody would read it. */
async function expectNoLink(folder: string, name: string): Promise<void> {
  const found = await lstat(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found?.isSymbolicLink()) throw isLink(name);
}

function citedBy(card: Card): ReadonlySet<string> {
  return new Set(card.statements.flatMap(({ locators }) => locators.map(({ source }) => source)));
}

/**
 * What a document says may be a card only as long as everybody may see it, also when it is among the
 * sources by an earlier card. Throws a `UserError` otherwise.
 */
function expectForAll(
  cited: ReadonlySet<string>,
  { documents, drafted }: Pick<Accepting, "documents" | "drafted">,
): void {
  const known = new Map(documents.map((document) => [document.name, document]));
  const names = [...drafted, ...documents.flatMap(({ name }) => name ?? [])];
  for (const name of names.filter((each) => cited.has(sourceIdOf(each)))) {
    const document = known.get(name);
    if (document === undefined) throw notThere(name);
    if (document.visibility !== undefined) throw notForAll(name);
  }
}

/** Lines for the documents that a card cites and that the corpus does not list yet. */
function missingSources(card: Card, listed: string, documents: readonly Document[]): string {
  const cited = citedBy(card);
  const entries = documents
    .flatMap((document) =>
      document.name === undefined
        ? []
        : [{ document, name: document.name, id: sourceIdOf(document.name) }],
    )
    .filter(({ id }) => cited.has(id) && !new RegExp(`^- id: ${id}$`, "mu").test(listed))
    .map(({ document, name, id }) => sourceEntry(document, name, id));
  if (entries.length === 0) return "";
  const gap = listed === "" || listed.endsWith("\n") ? "" : "\n";
  return gap + stringify(entries, { lineWidth: 0 });
}

function sourceEntry({ title, publisher, asOf, pages }: Document, name: string, id: string) {
  if (asOf === undefined) throw undated(name);
  return {
    id,
    title,
    titleEn: title,
    publisher: publisher ?? "発行者不明",
    publisherEn: publisher ?? "publisher unknown",
    asOf: asOf.text,
    asOfBasis: `取り込んだ資料 ${name}`,
    ...(pages !== undefined && { pages }),
  };
}

function refusal(problems: readonly Problem[]): UserError {
  const list = problems.map((problem) => `  ${describeProblem(problem)}`).join("\n");
  return new UserError({
    ja: `下書きに足りないか誤っているところが${problems.length}件あります。直してからもう一度実行してください。\n${list}`,
    en: `The draft has ${problems.length} thing(s) missing or wrong. Mend them and run again.\n${list}`,
  });
}

function nameTaken(path: string): UserError {
  return new UserError({
    ja: `「${path}」というカードがもうあります。下書きのファイル名を変えてから、その名前で採用してください。`,
    en: `There is a card "${path}" already. Rename the file of the draft and accept it under that name.`,
  });
}

function isLink(name: string): UserError {
  return new UserError({
    ja: `コーパスの「${name}」はほかの場所へのリンクなので、そこにはカードを書きません。本当のフォルダに置き換えてから採用してください。`,
    en: `"${name}" in the corpus is a link to somewhere else, so no card is written there. Put a real folder in its place, then accept the draft.`,
  });
}

function undated(name: string): UserError {
  return new UserError({
    ja: `資料「${name}」の日付が分かりません。npm run ingest -- --date YYYY-MM-DD ファイル で日付を付けてから採用してください。`,
    en: `The date of "${name}" is not known. Give it with npm run ingest -- --date YYYY-MM-DD FILE, then accept the draft.`,
  });
}

function notForAll(name: string): UserError {
  return new UserError({
    ja: `資料「${name}」は公開ではないため、誰もが見るカードにはできません。`,
    en: `"${name}" is not for everybody, and a card is: it cannot become one.`,
  });
}

function notThere(name: string): UserError {
  return new UserError({
    ja: `資料「${name}」はもう取り込まれていないため、その下書きはカードにできません。資料を取り込み直すか、--reject で不採用にしてください。`,
    en: `"${name}" is no longer among the documents, so a draft of it cannot become a card. Take it in again, or reject the draft with --reject.`,
  });
}
