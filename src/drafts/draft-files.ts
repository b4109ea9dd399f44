import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { DRAFTS } from "./manifest.ts";

/** The text of a draft. Throws a `UserError` that names those there are. */
export async function draftAt(folder: string, id: string): Promise<string> {
  const ids = await draftsIn(folder);
  const text = ids.includes(id) ? await textAt(join(folder, fileOf(id))) : undefined;
  if (text !== undefined) return text;
  throw new UserError({
    ja: `「${id}」という下書きはありません。あるもの: ${ids.join("、") || "なし"}`,
    en: `There is no draft "${id}". There are: ${ids.join(", ") || "none"}`,
  });
}

/** The names of the drafts in a corpus folder, whoever put them there. */
export async function draftsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, DRAFTS)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  return names
    .filter((name) => /^[^.].*\.md$/u.test(name))
    .map(idOfFile)
    .toSorted();
}

/** The file of a draft, relative to the corpus folder. */
export function fileOf(id: string): string {
  return `${DRAFTS}/${id}.md`;
}

function idOfFile(file: string): string {
  return file.replace(/^.*\//u, "").replace(/\.md$/u, "");
}

/** What a file says; `undefined` where there is none. */
export async function textAt(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
