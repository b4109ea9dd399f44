import { randomUUID } from "node:crypto";
import {
  access,
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { z } from "zod";

/** What is to become of a folder: all of it or nothing. */
export interface FolderChange<Note> {
  /** Contents by name, relative to the folder; `copyOf` is a file to copy. */
  readonly writes: ReadonlyMap<string, Buffer | string | { readonly copyOf: string }>;
  readonly removes: readonly string[];
  /** What is told of the change once it is made. */
  readonly note: Note;
}

/** The folder that changes, and where its changes are made ready: nobody else may write there. */
export interface ChangePlace {
  readonly folder: string;
  readonly staging: string;
}

/** Told of a change that was made; `id` is the same for a change that is told again. */
export type TellChange<Note> = (note: Note, id: string) => Promise<void>;

/** Told of a change that cannot be made and was set aside, by the folder in which it lies now. */
export type TellFailure = (folder: string, cause: unknown) => void;

const STAGING = /^\.staging-(\d+)-/u;
const READY = ".ready-";
const FAILED = ".failed-";
const CHANGE = "change.json";
const FILES = "files";

const decided = z.object({
  /** The folder that changes, relative to where the change lies. */
  into: z.string().default(""),
  removes: z.array(z.string()),
  note: z.looseObject({ action: z.string(), name: z.string(), by: z.string() }),
});

/** Errors that the next attempt would meet again: names that clash, and what may not be written. */
const LASTING = new Set(
  "ENOTDIR EISDIR EEXIST ENOTEMPTY ENAMETOOLONG EACCES EPERM EROFS".split(" "),
);

/**
 * Makes a change of several files as one step: everything is written aside, one rename decides, and
 * the files are then moved to their places. Who is killed before it has changed nothing; who is killed
 * after it is helped out by the next `finishChanges`. Throws the error of the file system.
 */
export async function changeFolder<Note extends object>(
  { folder, staging }: ChangePlace,
  { writes, removes, note }: FolderChange<Note>,
  tell: TellChange<Note>,
): Promise<void> {
  await access(folder, constants.W_OK);
  const id = randomUUID();
  const unready = join(staging, `.staging-${process.pid}-${id}`);
  const ready = join(staging, `${READY}${id}`);
  try {
    for (const [name, content] of writes) {
      const file = join(unready, FILES, name);
      await mkdir(dirname(file), { recursive: true });
      if (typeof content === "object" && "copyOf" in content) await copyFile(content.copyOf, file);
      else await writeFile(file, content, { flush: true });
    }
    await mkdir(unready, { recursive: true });
    const into = relative(staging, folder);
    const change = JSON.stringify({ into, removes, note });
    await writeFile(join(unready, CHANGE), change, { flush: true });
    await rename(unready, ready);
  } finally {
    await rm(unready, { recursive: true, force: true });
  }
  await apply({ folder, staging }, id, tell).catch((error: unknown) => {
    throw error instanceof UnmakeableChange ? error.cause : error;
  });
}

/**
 * Ends the changes of the folder that were decided and not finished, and clears away those that were
 * not decided. One that cannot be made is set aside: it must keep nobody from everything else.
 */
export async function finishChanges<Note extends object>(
  place: ChangePlace,
  tell: TellChange<Note>,
  onFailed: TellFailure,
): Promise<void> {
  const { staging } = place;
  const names = await readdir(staging).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  for (const name of names) {
    if (name.startsWith(READY)) await finish(place, name.slice(READY.length), tell, onFailed);
    const owner = STAGING.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      await rm(join(staging, name), { recursive: true, force: true });
    }
  }
}

async function finish<Note extends object>(
  place: ChangePlace,
  id: string,
  tell: TellChange<Note>,
  onFailed: TellFailure,
): Promise<void> {
  try {
    await apply(place, id, tell);
  } catch (error) {
    if (!(error instanceof UnmakeableChange)) throw error;
    const failed = join(place.staging, `${FAILED}${id}`);
    await unlessGone(rename(join(place.staging, `${READY}${id}`), failed));
    onFailed(failed, error.cause);
  }
}

/** A change that no later attempt makes either. */
class UnmakeableChange extends Error {}

async function apply<Note extends object>(
  { folder, staging }: ChangePlace,
  id: string,
  tell: TellChange<Note>,
): Promise<void> {
  const ready = join(staging, `${READY}${id}`);
  const text = await unlessGone(readFile(join(ready, CHANGE), "utf8"));
  if (text === undefined) return;
  const { into, removes, note } = decidedIn(text);
  // One of another folder waits until that is changed again.
  if (into !== relative(staging, folder)) return;
  try {
    await makeChange(folder, removes, join(ready, FILES));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (!LASTING.has(code) && !(cause instanceof OutsideError)) throw cause;
    throw new UnmakeableChange(String(cause), { cause });
  }
  // Written by `changeFolder` for the same caller.
  await tell(note as unknown as Note, id);
  await rm(ready, { recursive: true, force: true });
}

function decidedIn(text: string) {
  try {
    return decided.parse(JSON.parse(text));
  } catch (cause) {
    throw new UnmakeableChange(`${CHANGE} is none of ours`, { cause });
  }
}

async function makeChange(
  folder: string,
  removes: readonly string[],
  files: string,
): Promise<void> {
  const gone = removes.map((name) => within(folder, name));
  for (const file of gone) await rm(file, { force: true });
  const entries = await unlessGone(readdir(files, { recursive: true, withFileTypes: true }));
  const moves = (entries ?? [])
    .filter((each) => each.isFile())
    .map((entry) => relative(files, join(entry.parentPath, entry.name)))
    // Heads say who may see a document: they are there before it is.
    .toSorted((a, b) => Number(b.endsWith(".yaml")) - Number(a.endsWith(".yaml")));
  for (const name of moves) {
    const to = within(folder, name);
    await mkdir(dirname(to), { recursive: true });
    await unlessGone(move(join(files, name), to));
  }
}

class OutsideError extends Error {}

function within(folder: string, name: string): string {
  const file = resolve(folder, name);
  if (file.startsWith(resolve(folder) + sep)) return file;
  throw new OutsideError(`Expected a name within ${folder}, got ${name}`);
}

/** To another file system by a copy beside the place, so that a reader sees all of it or nothing. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    const aside = join(dirname(to), `.moving-${randomUUID()}`);
    try {
      await copyFile(from, aside);
      await rename(aside, to);
    } finally {
      await rm(aside, { force: true });
    }
    await rm(from, { force: true });
  }
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
