import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** What is to become of a folder: all of it or nothing. */
export interface FolderChange<Note> {
  /** Contents by name, relative to the folder; `copyOf` is a file to copy. */
  readonly writes: ReadonlyMap<string, Buffer | string | { readonly copyOf: string }>;
  readonly removes: readonly string[];
  /** What is told of the change once it is made. */
  readonly note: Note;
}

type Tell<Note> = (note: Note) => Promise<void>;

const STAGING = /^\.staging-(\d+)-/u;
const READY = /^\.ready-/u;
const CHANGE = "change.json";
const FILES = "files";

/**
 * Makes a change of several files as one step: everything is written aside, one rename decides, and
 * the files are then moved to their places. Who is killed before it has changed nothing; who is killed
 * after it is helped out by the next `finishChanges`.
 */
export async function changeFolder<Note>(
  folder: string,
  { writes, removes, note }: FolderChange<Note>,
  tell: Tell<Note>,
): Promise<void> {
  const id = randomUUID();
  const staging = join(folder, `.staging-${process.pid}-${id}`);
  const ready = join(folder, `.ready-${id}`);
  try {
    for (const [name, content] of writes) {
      const file = join(staging, FILES, name);
      await mkdir(dirname(file), { recursive: true });
      if (typeof content === "object" && "copyOf" in content) await copyFile(content.copyOf, file);
      else await writeFile(file, content, { flush: true });
    }
    await mkdir(staging, { recursive: true });
    await writeFile(join(staging, CHANGE), JSON.stringify({ removes, note }), { flush: true });
    await rename(staging, ready);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await apply(folder, ready, tell);
}

/** Ends the changes that were decided and not finished, and clears away those that were not decided. */
export async function finishChanges<Note>(folder: string, tell: Tell<Note>): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  for (const name of names) {
    if (READY.test(name)) await apply(folder, join(folder, name), tell);
    const owner = STAGING.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function apply<Note>(folder: string, ready: string, tell: Tell<Note>): Promise<void> {
  const change = await unlessGone(readFile(join(ready, CHANGE), "utf8"));
  if (change === undefined) return;
  // Written by `changeFolder` for the same caller.
  const { removes, note } = JSON.parse(change) as { removes: readonly string[]; note: Note };
  for (const name of removes) await rm(join(folder, name), { force: true });
  const files = join(ready, FILES);
  const entries = await unlessGone(readdir(files, { recursive: true, withFileTypes: true }));
  for (const entry of (entries ?? []).filter((each) => each.isFile())) {
    const from = join(entry.parentPath, entry.name);
    const to = join(folder, relative(files, from));
    await mkdir(dirname(to), { recursive: true });
    await unlessGone(rename(from, to));
  }
  await tell(note);
  await rm(ready, { recursive: true, force: true });
}

/** Another process may be at the same work. */
async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
