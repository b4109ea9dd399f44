import { readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { UserError } from "../errors.ts";

/** A file that is to be taken in. */
export interface WantedFile {
  readonly from: string;
  /** Relative to the folder of documents: the name of the file, or of its folder and what is below. */
  readonly name: string;
}

/**
 * The files that paths name: files themselves, and of folders those that are wanted. Throws a
 * `UserError` for a path that leads nowhere, a folder with nothing to read, and two files of one name.
 */
export async function wantedFiles(
  paths: readonly string[],
  isWanted: (name: string) => boolean,
): Promise<readonly WantedFile[]> {
  const found = (await Promise.all(paths.map((path) => wantedAt(path, isWanted)))).flat();
  // Some systems take the marks off kana in names: ガ comes as カ and a mark.
  const wanted = found.map(({ from, name }) => ({ from, name: name.normalize("NFC") }));
  const twice = wanted.find(
    ({ name }, i) => wanted.findIndex((other) => other.name === name) !== i,
  );
  if (!twice) return wanted;
  throw unreadable(twice.from, {
    ja: `「${twice.name}」という名前の資料がほかにもあります。名前を変えるか、別々に取り込んでください（後のものが置き換えます）`,
    en: `there is another document named "${twice.name}". Rename one, or take them in separately (the later replaces the earlier)`,
  });
}

async function wantedAt(
  path: string,
  isWanted: (name: string) => boolean,
): Promise<readonly WantedFile[]> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, { ja: "読めません", en: "cannot be read" }, cause);
  });
  return stats.isDirectory() ? inFolder(path, isWanted) : [{ from: path, name: basename(path) }];
}

async function inFolder(
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<readonly WantedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[/\\])\./u.test(relative(folder, file)))
    .toSorted();
  if (files.length === 0) {
    throw unreadable(folder, {
      ja: "読める資料（PDF、Word、Excel、CSV、HTML、.md、.txt）がありません",
      en: "holds no document (PDF, Word, Excel, CSV, HTML, .md, .txt)",
    });
  }
  return files.map((from) => ({ from, name: join(basename(folder), relative(folder, from)) }));
}

function unreadable(path: string, why: { ja: string; en: string }, cause?: unknown): UserError {
  return new UserError(
    {
      ja: `「${path}」は取り込めません: ${why.ja}。何も変えていません。`,
      en: `"${path}" cannot be taken in: ${why.en}. Nothing was changed.`,
    },
    { cause },
  );
}
