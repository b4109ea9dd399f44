import { join } from "node:path";
import type { App } from "../cli/app.ts";
import { importSubsidies } from "../jgrants/import-subsidies.ts";
import { savedAnswers } from "../jgrants/read-answers.ts";
import { makeFolder } from "../storage/make-folder.ts";

/** Keeps the cards of records of Jグランツ with what was added to a data folder. */
export function addSubsidiesTo({
  dataFolder,
  clock,
}: {
  readonly dataFolder: string;
  readonly clock: () => Date;
}): App["addSubsidies"] {
  const folder = join(dataFolder, "documents", "jgrants");
  return (paths, retrievedAt) =>
    importSubsidies(savedAnswers(paths, { retrievedAt, now: clock() }), { folder, makeFolder });
}
