import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../errors.ts";
import { errorCode, storageFault } from "./storage-fault.ts";

/** A file that was written under another name, whole and on the disk. */
export interface AsideFile {
  /** Where it lies until then. */
  readonly path: string;
  /**
   * Gives it its name; a reader sees all of it or nothing. Throws a `UserError` when a file of that
   * name is there, unless it may be replaced.
   */
  publish(): void;
  discard(): void;
}

/**
 * Writes bytes beside the place they are for. Throws what `storageFault` makes of a folder that
 * cannot be written.
 */
export function writeAside(
  file: string,
  bytes: Buffer | string,
  { replaces = false }: { readonly replaces?: boolean } = {},
): AsideFile {
  const path = asideOf(file);
  return guarded(file, () => {
    try {
      writeFileSync(path, bytes, { flush: true });
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
    return published(file, path, replaces);
  });
}

/** The name under which something is written that is not finished. */
export function asideOf(file: string): string {
  return `${file}.${process.pid}.tmp`;
}

/** A file that somebody else wrote aside, to be given its name. */
export function published(file: string, path: string, replaces: boolean): AsideFile {
  return {
    path,
    publish: () =>
      guarded(file, () => {
        if (replaces) {
          renameSync(path, file);
        } else {
          linkSync(path, file);
          rmSync(path);
        }
        syncFolder(dirname(file));
      }),
    discard: () => rmSync(path, { force: true }),
  };
}

/** Until the folder is on the disk, so is not the name. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      throw new UserError(
        {
          ja: `「${file}」はすでにあります。別の名前にするか、そのファイルを移してください。`,
          en: `"${file}" is there already. Choose another name, or move that file.`,
        },
        { cause: error },
      );
    }
    throw storageFault(dirname(file), error);
  }
}
