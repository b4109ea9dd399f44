import { type Dirent, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import { filesOnShelf, type ShelvedText, shelvedTexts } from "./document-shelf.ts";
import { hashOf } from "./hash-of.ts";

export interface CorpusFile {
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
  /** Set for a document that was added beside the corpus folder: its name, and what is known of it. */
  readonly added?: { readonly name: string; readonly head?: string };
  /** Set for a file that somebody may expect to be read and that is not: what was expected, what came. */
  readonly passedOver?: { readonly expected: string; readonly came: string };
}

type Read = (file: string) => Promise<Buffer>;

const READ_BY_US = /\.(?:md|txt)$|^(?:sources|synonyms)\.yaml$/u;
const NOT_CORPUS = /(?:^|\/)(?:README(?:\.[a-z]+)?\.md|drafts\/.*|[._].*)$/iu;

/**
 * Reads every file of a corpus folder that may be a card or a document, or describes them, in path
 * order. A link, and a name that ends in capitals (.MD), is passed over and told. Throws a
 * `UserError` for a folder or file that cannot be read; `read` is how files are read.
 */
export async function readCorpusFiles(
  folder: string,
  read: Read = readFile,
): Promise<readonly CorpusFile[]> {
  const entries = await listFolder(folder);
  const wanted = (path: string) => !NOT_CORPUS.test(path);
  const paths = pathsOf(entries, folder).filter(wanted);
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const files = await readFiles(
    folder,
    paths.filter((path) => READ_BY_US.test(path)),
    read,
  );
  return [
    ...files,
    ...paths.filter(isInCapitals).map((path) => passedOver(path, IN_CAPITALS)),
    ...relativePaths(links, folder)
      .filter((path) => wanted(path) && pointsToCorpus(folder, path))
      .map((path) => passedOver(path, LINK)),
  ].sort(byPath);
}

/**
 * Reads the documents that were added beside a corpus folder, in path order; their paths are
 * relative to the corpus folder. None when none were added.
 */
export async function readAddedFiles(
  folder: string,
  corpusFolder: string,
): Promise<readonly CorpusFile[]> {
  const above = relative(corpusFolder, folder).split(sep).join("/");
  const shelved = shelvedTexts(await filesOnShelf(folder));
  const files = await Promise.all(shelved.map((each) => readShelved(folder, each)));
  return files
    .filter((file) => file !== undefined)
    .map((file) => ({ ...file, path: `${above}/${file.path}` }));
}

/** What is known of a document is part of it: whoever changes that changes the document. */
async function readShelved(
  folder: string,
  { document, text, head, isHeadless }: ShelvedText,
): Promise<CorpusFile | undefined> {
  const file = await readFileAt(folder, text, readFile);
  const known = head === undefined ? undefined : await readFileAt(folder, head, readFile);
  if (!file) return undefined;
  if (!known) {
    // A head that went since the folder was listed may have said so, too.
    const isHidden = isHeadless || head !== undefined;
    return { ...file, added: { name: document, ...(isHidden && { head: "visibility: staff\n" }) } };
  }
  return {
    ...file,
    sha256: hashOf(`${file.sha256}\n${known.sha256}`),
    added: { name: document, head: known.text },
  };
}

const IN_CAPITALS = {
  expected: ".md、.txt、sources.yaml、synonyms.yaml（小文字） / a name that ends in lower case",
  came: "大文字のため読んでいません / passed over for its capitals",
};
const LINK = {
  expected: "ファイルそのもの / the file itself",
  came: "リンクのため読んでいません / a link, passed over",
};

function isInCapitals(path: string): boolean {
  return !READ_BY_US.test(path) && READ_BY_US.test(path.toLowerCase());
}

/** Whether a link has the name of a file that would be read, or leads to a folder. */
function pointsToCorpus(folder: string, path: string): boolean {
  if (READ_BY_US.test(path.toLowerCase())) return true;
  return statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true;
}

function passedOver(path: string, why: CorpusFile["passedOver"] & object): CorpusFile {
  return { path, text: "", sha256: hashOf(why.came), passedOver: why };
}

function pathsOf(entries: readonly Dirent[], folder: string): readonly string[] {
  return relativePaths(
    entries.filter((entry) => entry.isFile()),
    folder,
  ).toSorted();
}

function relativePaths(entries: readonly Dirent[], folder: string): readonly string[] {
  return entries.map((entry) =>
    relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"),
  );
}

function byPath(a: CorpusFile, b: CorpusFile): number {
  return a.path < b.path ? -1 : 1;
}

async function readFiles(
  folder: string,
  paths: readonly string[],
  read: Read,
): Promise<readonly CorpusFile[]> {
  const files = await Promise.all(paths.map((path) => readFileAt(folder, path, read)));
  return files.filter((file) => file !== undefined);
}

/** `undefined` when the file went away since the folder was listed. */
async function readFileAt(
  folder: string,
  path: string,
  read: Read,
): Promise<CorpusFile | undefined> {
  try {
    const text = (await read(join(folder, path))).toString("utf8");
    return { path, text, sha256: hashOf(text) };
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new UserError(
      {
        ja: `「${join(folder, path)}」を読めません。権限を確かめるか、フォルダーから除いてください。`,
        en: `"${join(folder, path)}" cannot be read. Check its permissions or take it out of the folder.`,
      },
      { cause },
    );
  }
}

async function listFolder(folder: string) {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new UserError(
      {
        ja: `資料のフォルダー「${folder}」を読めません。--corpus または MUSUBI_CORPUS に、読めるフォルダーを指定してください。`,
        en: `The corpus folder "${folder}" cannot be read. Give a readable folder with --corpus or MUSUBI_CORPUS.`,
      },
      { cause },
    );
  }
}
