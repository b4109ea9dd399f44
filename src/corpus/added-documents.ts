import { randomUUID } from "node:crypto";
import { copyFile, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { UserError } from "../errors.ts";
import { documentFault } from "./document-fault.ts";

/** What is done with files that are neither text nor Markdown. */
const READABLE = /\.(?:txt|md)$/iu;

interface Wanted {
  readonly from: string;
  /** Relative to the folder of documents: the name of the file, or of its folder and what is below. */
  readonly name: string;
}

/**
 * Copies documents into the folder where Musubi keeps what was added, so that they outlive their
 * origin; a document of the same name is replaced, in one step. Takes files and folders. Throws a
 * `UserError` before anything is copied when a file that was named cannot be read; what cannot be
 * read inside a folder is left to the index, which tells it.
 */
export async function addDocuments(
  paths: readonly string[],
  { folder, makeFolder }: { folder: string; makeFolder: (folder: string) => void },
): Promise<number> {
  const wanted = (await Promise.all(paths.map(wantedAt))).flat();
  const twice = wanted.find(
    ({ name }, i) => wanted.findIndex((other) => other.name === name) !== i,
  );
  if (twice) {
    throw unreadable(twice.from, {
      ja: `「${twice.name}」という名前の資料がほかにもあります。名前を変えるか、別々に取り込んでください（後のものが置き換えます）`,
      en: `there is another document named "${twice.name}". Rename one, or take them in separately (the later replaces the earlier)`,
    });
  }
  for (const { from, name } of wanted) {
    const to = join(folder, name);
    // A name that the index does not read, until the copy is whole.
    const temporary = join(folder, `.${randomUUID()}`);
    makeFolder(dirname(to));
    try {
      await copyFile(from, temporary);
      await rename(temporary, to);
    } finally {
      await rm(temporary, { force: true });
    }
  }
  return wanted.length;
}

async function wantedAt(path: string): Promise<readonly Wanted[]> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, { ja: "読めません", en: "cannot be read" }, cause);
  });
  if (stats.isDirectory()) return inFolder(path);
  if (!READABLE.test(path) || basename(path).startsWith(".")) {
    throw unreadable(path, {
      ja: "テキスト（.txt）でも Markdown（.md）でもありません",
      en: "is neither text (.txt) nor Markdown (.md)",
    });
  }
  const fault = documentFault(await readFile(path, "utf8"));
  if (fault) throw unreadable(path, { ja: fault.came, en: fault.came });
  return [{ from: path, name: basename(path) }];
}

async function inFolder(folder: string): Promise<readonly Wanted[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && READABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[/\\])\./u.test(relative(folder, file)));
  if (files.length === 0) {
    throw unreadable(folder, {
      ja: "読める資料（.txt、.md）がありません",
      en: "holds no document (.txt, .md)",
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
