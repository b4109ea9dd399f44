import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";

export interface CorpusFile {
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
  /** Set for a document that was added beside the corpus folder. */
  readonly added?: true;
}

const READ_BY_US = /\.(?:md|txt)$|^(?:sources|synonyms)\.yaml$/u;
const NOT_CORPUS = /(?:^|\/)(?:README(?:\.[a-z]+)?\.md|drafts\/.*|[._].*)$/u;

/** Reads every file of a corpus folder that may be a card or a document, or describes them, in path order. */
export async function readCorpusFiles(folder: string): Promise<readonly CorpusFile[]> {
  const entries = await listFolder(folder);
  const paths = pathsOf(entries, folder).filter(
    (path) => READ_BY_US.test(path) && !NOT_CORPUS.test(path),
  );
  return Promise.all(paths.map((path) => readFileAt(folder, path)));
}

/**
 * Reads the documents that were added beside a corpus folder, in path order; their paths are
 * relative to the corpus folder. None when none were added.
 */
export async function readAddedFiles(
  folder: string,
  corpusFolder: string,
): Promise<readonly CorpusFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = pathsOf(entries, folder).filter((path) => !/(?:^|\/)\./u.test(path));
  const above = relative(corpusFolder, folder).split(sep).join("/");
  const files = await Promise.all(paths.map((path) => readFileAt(folder, path)));
  return files.map((file) => ({ ...file, path: `${above}/${file.path}`, added: true }));
}

function pathsOf(entries: readonly Dirent[], folder: string): readonly string[] {
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function readFileAt(folder: string, path: string): Promise<CorpusFile> {
  const text = await readFile(join(folder, path), "utf8");
  return { path, text, sha256: createHash("sha256").update(text).digest("hex") };
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
