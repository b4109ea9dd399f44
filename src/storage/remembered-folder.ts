import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { storageFault } from "./storage-fault.ts";

const FILE_NAME = "corpus-folder.txt";

/** The corpus folder that a data folder was built from, as it was remembered; `undefined` at first. */
export function rememberedFolder(dataFolder: string): string | undefined {
  try {
    return readFileSync(join(dataFolder, FILE_NAME), "utf8").replace(/\n$/u, "") || undefined;
  } catch {
    return undefined;
  }
}

/** Remembers it, apart from the index, which may be deleted at any time. One step or none. */
export function rememberFolder(dataFolder: string, folder: string): void {
  if (rememberedFolder(dataFolder) === folder) return;
  const temporary = join(dataFolder, `.${FILE_NAME}.${process.pid}.tmp`);
  try {
    makeFolder(dataFolder);
    writeFileSync(temporary, `${folder}\n`, { flush: true });
    renameSync(temporary, join(dataFolder, FILE_NAME));
  } catch (error) {
    throw storageFault(dataFolder, error);
  } finally {
    rmSync(temporary, { force: true });
  }
}
