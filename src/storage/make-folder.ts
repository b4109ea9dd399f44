import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode, storageFault } from "./storage-fault.ts";

/**
 * Makes a folder and those above it that are missing, one after the other: where none can be made
 * (below /proc), Node's own recursive way never returns. Throws what `storageFault` makes of it.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was faster.
    if (errorCode(error) !== "EEXIST") throw storageFault(folder, error);
  }
}
