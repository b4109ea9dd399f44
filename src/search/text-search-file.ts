import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildTextIndex, type SearchableText } from "./text-index.ts";
import { decodeTextIndex, encodeTextIndex } from "./text-index-bytes.ts";
import { searchOver, type TextSearch } from "./text-search.ts";

interface Options {
  /** Folder for the built index. */
  readonly folder: string;
  /** Names the state of the texts: an index of another version is built anew. */
  readonly version: string;
  /** Asked for only when the index has to be built. */
  readonly texts: () => readonly SearchableText[];
  /** Told why the index could not be stored; the search is right all the same. */
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/**
 * The search over the given texts. The index is read from the folder when it is of this version and
 * whole in every respect; otherwise it is built anew and stored.
 */
export function openTextSearch({ folder, version, texts, onTrouble }: Options): TextSearch {
  const file = join(folder, "texts.index");
  const bytes = readIfThere(file);
  const stored = bytes && decodeTextIndex(bytes, version);
  if (stored) return searchOver(stored);
  const index = buildTextIndex(texts());
  try {
    store(file, encodeTextIndex(index, version));
  } catch (error) {
    onTrouble("the text index could not be stored", error);
  }
  return searchOver(index);
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    // Missing or unreadable, it is no cache: build anew.
    return undefined;
  }
}

/** Under a temporary name first: a reader sees the old file or the new one, whole. */
function store(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes, { flush: true });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
