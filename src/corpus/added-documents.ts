import { readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { type Bilingual, UserError } from "../errors.ts";
import { cleanText } from "../text/clean-text.ts";
import { documentFault } from "./document-fault.ts";
import {
  type DocumentHead,
  documentHeadText,
  present,
  readDocumentHead,
  type Visibility,
} from "./document-head.ts";
import { asideOf, filesOnShelf, headNameOf, SUPERSEDED, textNameOf } from "./document-shelf.ts";
import { changeFolder, finishChanges, type TellChange, type TellFailure } from "./folder-change.ts";
import { hashOf } from "./hash-of.ts";
import { type WantedFile, wantedFiles } from "./wanted-files.ts";

/** What was read of a file, or why nothing was. */
export type Reading =
  | ({
      readonly kind: "read";
      readonly pages: readonly GivenPage[];
      /** Numbers of the pages that could not be read. */
      readonly missing: readonly number[];
    } & Pick<DocumentHead, "title" | "publisher" | "date">)
  | { readonly kind: "unread"; readonly why: Bilingual };

/** A page of a file, or all of one without pages, and how its text runs over its end. */
interface GivenPage {
  readonly number?: number;
  readonly text: string;
  readonly goesOn?: "sentence" | "text";
}

/** A change of the documents, as it is told once it is made. */
export interface DocumentChange {
  readonly action: "add" | "replace" | "remove";
  readonly name: string;
  readonly by: string;
  readonly title?: string;
  readonly sha256?: string;
  readonly pages?: number;
}

/** What became of a file that was to be taken in. */
export type TakenDocument = { readonly name: string } & (
  | { readonly kind: "added" | "replaced" | "unchanged"; readonly head: DocumentHead }
  | { readonly kind: "unread"; readonly why: Bilingual }
);

export interface AddOptions extends Partial<Pick<DocumentHead, "title" | "publisher" | "date">> {
  /** Default: that of the version before, else public. */
  readonly visibility?: Visibility | undefined;
  readonly by: string;
  /** Asked for the password of a file; nothing when there is nobody to ask, or no answer. */
  readonly askPassword?: ((name: string) => Promise<string | undefined>) | undefined;
  /** Told before each file is read. */
  readonly onFile?: ((name: string, done: number, total: number) => void) | undefined;
}

export interface AddedDocuments {
  /**
   * Takes files and folders in, one file after the other: the file, what was read of it and what is
   * known of it are kept in one step. A file of the same name is replaced, and the version before is
   * kept. What cannot be read leaves what was there. Throws a `UserError` before anything is changed
   * for a path that leads nowhere and for two files of one name.
   */
  add(paths: readonly string[], options: AddOptions): Promise<readonly TakenDocument[]>;
  /** Takes a document out; its last version is kept. Throws a `UserError` for a name that is not there. */
  remove(name: string, by: string): Promise<void>;
  /** Ends what was interrupted. */
  finish(): Promise<void>;
}

export interface ShelfDependencies {
  readonly folder: string;
  readonly makeFolder: (folder: string) => void;
  readonly isDocument: (name: string) => boolean;
  readonly read: (file: string, options: Pick<AddOptions, "askPassword">) => Promise<Reading>;
  readonly tell: TellChange<DocumentChange>;
  readonly onFailed: TellFailure;
  readonly clock: () => Date;
}

/** The documents that were added beside the corpus folder, so that they outlive their origin. */
export function createAddedDocuments(shelf: ShelfDependencies): AddedDocuments {
  const { folder, tell } = shelf;
  const place = { folder, staging: folder };
  const finish = () => finishChanges(place, tell, shelf.onFailed);
  return {
    finish,
    async add(paths, options) {
      const wanted = await wantedFiles(paths, shelf.isDocument);
      shelf.makeFolder(folder);
      await finish();
      const taken: TakenDocument[] = [];
      for (const file of wanted) {
        const name = file.name.split(sep).join("/");
        options.onFile?.(name, taken.length, wanted.length);
        taken.push({ name, ...(await takeUnlessFaulty({ ...file, name }, options, shelf)) });
      }
      return taken;
    },
    async remove(given, by) {
      await finish();
      const composed = given.normalize("NFC");
      const isComposed = (await standing(composed, folder)).old.length > 0;
      const name = isComposed ? composed : given;
      const { known, old } = await standing(name, folder);
      if (old.length === 0) throw notThere(name);
      await changeFolder(
        place,
        {
          writes: asideOf(old, shelf),
          removes: old,
          note: { action: "remove", name, by, ...told(known) },
        },
        tell,
      );
    },
  };
}

/** Bytes of a file that is kept. */
const MAX_FILE = 500_000_000;
const TOO_BIG = {
  ja: "大きすぎます（500MBまで）。分けてから取り込んでください",
  en: "too big (500 MB at most); split it first",
};

type Taking =
  | { readonly kind: "added" | "replaced" | "unchanged"; readonly head: DocumentHead }
  | { readonly kind: "unread"; readonly why: Bilingual };

/** What the file system has against one file is told of that file; the others are taken in. */
async function takeUnlessFaulty(...taking: Parameters<typeof take>): Promise<Taking> {
  try {
    return await take(...taking);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = FAULTS[code];
    if (why === undefined) throw error;
    return { kind: "unread", why };
  }
}

const NOT_ALLOWED = {
  ja: "読み書きする権限がありません。ファイルの権限を確かめてください",
  en: "it may not be read or kept; check its permissions",
};
const FAULTS: Readonly<Record<string, Bilingual>> = {
  ENAMETOOLONG: {
    ja: "名前が長すぎます。短くしてから取り込んでください",
    en: "its name is too long; shorten it first",
  },
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  ENOENT: {
    ja: "ファイルがなくなりました。場所を確かめてください",
    en: "it is not there any more; see where it is",
  },
};

async function take(
  file: WantedFile,
  options: AddOptions,
  shelf: ShelfDependencies,
): Promise<Taking> {
  const { from, name } = file;
  const why = await whyNot(file, shelf);
  if (why) return { kind: "unread", why };
  const before = await standing(name, shelf.folder);
  const bytes = await readFile(from);
  const sha256 = hashOf(bytes);
  if (before.known?.sha256 === sha256 && (await isWhole(name, before.known, shelf.folder))) {
    return describeAnew(name, { ...before, known: before.known, sha256 }, options, shelf);
  }
  const read = await contentOf(from, bytes, options, shelf);
  if (read.kind === "unread") return read;
  const head = headOf(before.known, read, options, sha256);
  const { writes, removes } = filesOf(name, bytes, read, before.old, shelf);
  writes.set(headNameOf(name), documentHeadText(head));
  const isNew = before.old.length === 0;
  const note = { action: isNew ? "add" : "replace", name, by: options.by, ...told(head) } as const;
  const place = { folder: shelf.folder, staging: shelf.folder };
  await changeFolder(place, { writes, removes, note }, shelf.tell);
  return { kind: isNew ? "added" : "replaced", head };
}

/** A file that is there already need not be read again; what is said of it may have changed. */
async function describeAnew(
  name: string,
  { known, sha256 }: { readonly known: DocumentHead; readonly sha256: string },
  options: AddOptions,
  { folder, tell }: ShelfDependencies,
): Promise<Taking> {
  const head = headOf(known, undefined, options, sha256);
  const text = documentHeadText(head);
  if (text === documentHeadText(known)) return { kind: "unchanged", head };
  const note = { action: "replace", name, by: options.by, ...told(head) } as const;
  await changeFolder(
    { folder, staging: folder },
    { writes: new Map([[headNameOf(name), text]]), removes: [], note },
    tell,
  );
  return { kind: "replaced", head };
}

async function whyNot(
  { from, name }: WantedFile,
  { folder }: ShelfDependencies,
): Promise<Bilingual | undefined> {
  const isTooBig = (await stat(from)).size > MAX_FILE;
  return isTooBig ? TOO_BIG : nameTaken(name, folder);
}

/** What is written for a file that was read, beside its head, and which old files go. */
function filesOf(
  name: string,
  bytes: Buffer,
  { text }: Content,
  old: readonly string[],
  shelf: ShelfDependencies,
) {
  const writes = new Map<string, Buffer | string | { readonly copyOf: string }>([
    [name, bytes],
    ...(text === undefined ? [] : [[textNameOf(name), text] as const]),
    ...asideOf(old, shelf),
  ]);
  return {
    writes,
    removes: text === undefined ? old.filter((each) => each === textNameOf(name)) : [],
  };
}

interface Content {
  readonly kind: "read";
  /** Absent where the file is its own text. */
  readonly text?: string;
  readonly said: Pick<
    DocumentHead,
    "title" | "publisher" | "date" | "pages" | "missing" | "textSha256"
  >;
}

async function contentOf(
  from: string,
  bytes: Buffer,
  { askPassword }: AddOptions,
  { read }: ShelfDependencies,
): Promise<Content | Extract<Reading, { kind: "unread" }>> {
  const reading = await read(from, { askPassword });
  if (reading.kind === "unread") return reading;
  const { kind: _, pages, missing, ...said } = reading;
  const text = textOf(pages);
  const fault = documentFault(text);
  if (fault) return { kind: "unread", why: { ja: fault.came, en: fault.came } };
  const numbers = [...pages.flatMap(({ number }) => number ?? []), ...missing];
  const facts = {
    ...said,
    ...(numbers.length > 0 && { pages: Math.max(...numbers) }),
    ...(missing.length > 0 && { missing }),
  };
  if (isItsOwnText(from, bytes, text)) return { kind: "read", said: facts };
  return { kind: "read", text, said: { ...facts, textSha256: hashOf(text) } };
}

/**
 * Pages in their places, each after a form feed, which stands on a new line where the page begins
 * something, and behind the text where that goes on; a page that is missing is empty.
 */
function textOf(pages: readonly GivenPage[]): string {
  const placed: GivenPage[] = [];
  for (const page of pages) placed[(page.number ?? placed.length + 1) - 1] = page;
  const last = placed.length - 1;
  return Array.from(placed, (page, i) => {
    const text = (page?.text ?? "").trimEnd();
    return i === last ? `${text}\n` : text + TURNS[page?.goesOn ?? "not"];
  }).join("");
}

/** From a page to the next: its text goes on in mid-sentence, with another paragraph, or not. */
const TURNS = { sentence: "\f", text: "\f\n", not: "\n\f" } as const;

/** A text in UTF-8 is quoted from as it is, where its pages begin on lines of their own. */
function isItsOwnText(from: string, bytes: Buffer, text: string): boolean {
  if (!/\.(?:txt|md)$/iu.test(from) || /[^\n]\f/u.test(bytes.toString("latin1"))) return false;
  const letters = (whole: string) => whole.replace(/\s/gu, "");
  return letters(cleanText(bytes.toString("utf8"))) === letters(text);
}

/** What was given on the command line counts most, then what the file says, then what was known. */
function headOf(
  known: DocumentHead | undefined,
  read: Content | undefined,
  given: AddOptions,
  sha256: string,
): DocumentHead {
  const { title, publisher, date, visibility = "public", ...facts } = known ?? {};
  const said = read?.said ?? { title, publisher, date, ...facts };
  const words = {
    title: given.title ?? said.title ?? title,
    publisher: given.publisher ?? said.publisher ?? publisher,
    date: given.date ?? said.date ?? date,
  };
  const { title: _, publisher: __, date: ___, ...counted } = said;
  return {
    ...present(words),
    visibility: given.visibility ?? visibility,
    ...present(counted),
    sha256,
  };
}

function told(head: DocumentHead | undefined): Pick<DocumentChange, "title" | "sha256" | "pages"> {
  const { title, sha256, pages } = head ?? {};
  return present({ title, sha256, pages });
}

/** What is known of a document, and its files as they are now. */
async function standing(name: string, folder: string) {
  const there = new Set(await filesOnShelf(folder));
  const old = [name, textNameOf(name), headNameOf(name)].filter((file) => there.has(file));
  const head = headNameOf(name);
  const known = there.has(head)
    ? readDocumentHead(head, await readFile(join(folder, head), "utf8")).head
    : undefined;
  // A text of that name is part of this document only where the document itself is there, or its head.
  return { known, old: there.has(name) || there.has(head) ? old : [] };
}

/** Whether the files of a document are those that its head tells of. */
async function isWhole(name: string, head: DocumentHead, folder: string): Promise<boolean> {
  const { textSha256 } = head;
  const hash = (file: string) =>
    readFile(join(folder, file)).then(hashOf, (error: NodeJS.ErrnoException) => {
      // Somebody has deleted it.
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
  const isText = textSha256 === undefined || (await hash(textNameOf(name))) === textSha256;
  return isText && (await hash(name)) === head.sha256;
}

/** Why a document cannot have a name: it is that of another's text or folder, or of the older versions. */
async function nameTaken(name: string, folder: string): Promise<Bilingual | undefined> {
  const there = new Set(await filesOnShelf(folder));
  const original = name.replace(/\.txt$/u, "");
  const isText = original !== name && there.has(headNameOf(original)) && there.has(original);
  const isKnown = there.has(name) || there.has(headNameOf(name));
  const isOriginal = there.has(textNameOf(name)) && !isKnown;
  const isOlder = name.startsWith(`${SUPERSEDED}/`);
  if (!isText && !isOriginal && !isOlder && !(await clashes(name, folder))) return undefined;
  return {
    ja: "この名前は別の資料に使われています。名前を変えてください",
    en: "this name is used for another document; rename the file",
  };
}

/** Whether a file of a document would have the name of a folder, or a folder that of a file. */
async function clashes(name: string, folder: string): Promise<boolean> {
  const places = [name, textNameOf(name), headNameOf(name)].map((file) => join(folder, file));
  const taken = await Promise.all(places.map(isTaken));
  return taken.includes(true);
}

async function isTaken(place: string): Promise<boolean> {
  return stat(place).then(
    (stats) => stats.isDirectory(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR" || error.code === "ENOENT") return error.code === "ENOTDIR";
      throw error;
    },
  );
}

function notThere(name: string): UserError {
  return new UserError({
    ja: `「${name}」という資料は取り込まれていません。--list で名前を確かめてください。`,
    en: `There is no document "${name}". See their names with --list.`,
  });
}
