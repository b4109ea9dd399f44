import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Where older versions of documents lie; they are not indexed. */
export const SUPERSEDED = "superseded";

/** What was read of a document lies beside it. */
export function textNameOf(name: string): string {
  return `${name}.txt`;
}

/** What is known of a document lies beside it, too. */
export function headNameOf(name: string): string {
  return `${name}.yaml`;
}

/** A text of the folder of documents that is indexed. */
export interface ShelvedText {
  /** The name of the document: that of the file as it was brought. */
  readonly document: string;
  /** The file that holds its text: the document itself, or what was read of it. */
  readonly text: string;
  /** The file with its head, where there is one. */
  readonly head?: string;
  /** Set for what was read of a document whose head is not there: nobody knows who may see it. */
  readonly isHeadless?: boolean;
}

/** The texts among the files of the folder, with the documents that they are of, by name. */
export function shelvedTexts(names: readonly string[]): readonly ShelvedText[] {
  const there = new Set(names);
  return names
    .filter((name) => /\.(?:md|txt)$/iu.test(name) && !name.startsWith(`${SUPERSEDED}/`))
    .flatMap((text) => {
      const isRead = there.has(textNameOf(text)) && there.has(headNameOf(text));
      if (isRead) return [];
      const original = text.replace(/\.txt$/u, "");
      const document =
        there.has(headNameOf(text)) || !there.has(headNameOf(original)) ? text : original;
      const head = headNameOf(document);
      return [
        {
          document,
          text,
          ...(there.has(head)
            ? { head }
            : { isHeadless: there.has(original) && original !== text }),
        },
      ];
    });
}

/** The files of the folder of documents, in order, with forward slashes; none where there is no folder. */
export async function filesOnShelf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .map((name) => name.split(sep).join("/"))
    .filter((name) => !/(?:^|\/)\./u.test(name))
    .toSorted();
}

/** The files of a version as they are kept once it is superseded, under the time of day: copies by name. */
export function asideOf(
  old: readonly string[],
  { folder, clock }: { readonly folder: string; readonly clock: () => Date },
): ReadonlyMap<string, { readonly copyOf: string }> {
  const time = clock().toISOString().replaceAll(":", "");
  const version = `${SUPERSEDED}/${time}-${randomUUID().slice(0, 8)}`;
  return new Map(
    old.map((file) => [`${version}/${file}`, { copyOf: join(folder, file) }] as const),
  );
}

/** Earlier texts of a file of the folder, the latest first. */
export async function supersededTexts(folder: string, name: string): Promise<readonly string[]> {
  const versions = (await filesOnShelf(join(folder, SUPERSEDED)))
    .filter((file) => file.slice(file.indexOf("/") + 1) === name)
    .toSorted()
    .reverse();
  return Promise.all(versions.map((file) => readFile(join(folder, SUPERSEDED, file), "utf8")));
}
