import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";

export interface CorpusFile {
  /** Relative to the corpus folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
}

const READ_BY_US = /\.md$|^(?:sources|synonyms)\.yaml$/u;
const NOT_CARDS = /(?:^|\/)(?:README(?:\.[a-z]+)?\.md|drafts\/.*|[._].*)$/u;

/** Reads every file of a corpus folder that may be a card or describes cards, in path order. */
export async function readCorpusFiles(folder: string): Promise<readonly CorpusFile[]> {
  const entries = await listFolder(folder);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => READ_BY_US.test(path) && !NOT_CARDS.test(path))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(folder, path), "utf8");
      return { path, text, sha256: createHash("sha256").update(text).digest("hex") };
    }),
  );
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
