import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCard } from "../corpus/read-card.ts";
import { UserError } from "../errors.ts";
import { cardId, cardOf } from "./card-of.ts";
import type { ReadAnswers } from "./read-answers.ts";
import { joinAnswers, type Subsidy } from "./subsidy.ts";

/** What an import has done. */
export interface SubsidyImport {
  /** Schemes whose cards were written, and the rounds of acceptance that they have. */
  readonly schemes: number;
  readonly rounds: number;
  /** Schemes that were left as they are, because a later answer was taken in before. */
  readonly kept: number;
  /** Files whose own time was taken for that of the retrieval. */
  readonly datedByFile: readonly string[];
}

interface Options {
  /** Where the cards of records are kept. */
  readonly folder: string;
  readonly makeFolder: (folder: string) => void;
}

/**
 * Makes a card of every scheme that answers of the API tell of, in place of the one made before unless
 * that is of a later answer. Throws a `UserError` before anything is written when an answer or two
 * records of one name cannot be taken in.
 */
export async function importSubsidies(
  read: ReadAnswers,
  { folder, makeFolder }: Options,
): Promise<SubsidyImport> {
  const { told, datedByFile } = await read();
  const subsidies = joinAnswers(told);
  refuseNamesakes(subsidies);
  const cards = subsidies.map((subsidy) => ({ subsidy, text: soundCard(subsidy) }));
  makeFolder(folder);
  const written: Subsidy[] = [];
  for (const { subsidy, text } of cards) {
    const file = join(folder, `${cardId(subsidy)}.md`);
    const before = await retrievalOf(file);
    if (before !== undefined && before > subsidy.retrievedAt) continue;
    await put(file, text, folder);
    written.push(subsidy);
  }
  return {
    schemes: written.length,
    rounds: written.reduce((sum, { rounds }) => sum + rounds.length, 0),
    kept: subsidies.length - written.length,
    datedByFile,
  };
}

/** The card, read as the index will read it: what we make must be sound whatever a record says. */
function soundCard(subsidy: Subsidy): string {
  const text = cardOf(subsidy);
  const reading = readCard(`${cardId(subsidy)}.md`, text);
  if ("card" in reading) return text;
  const [{ field, expected, came } = { field: "", expected: "", came: "" }] = reading.problems;
  throw new UserError({
    ja: `Jグランツの「${subsidy.id}」は取り込めません（${field}: ${expected}、実際: ${came}）。何も変えていません。`,
    en: `The record "${subsidy.id}" of jGrants cannot be taken in (${field}: expected ${expected}, got ${came}). Nothing was changed.`,
  });
}

/** Ids that differ by capitals only would be one file. */
function refuseNamesakes(subsidies: readonly Subsidy[]): void {
  const names = subsidies.map(cardId);
  const twice = subsidies.find((subsidy, i) => names.indexOf(cardId(subsidy)) !== i);
  if (twice === undefined) return;
  throw new UserError({
    ja: `id が大文字小文字でしか違わない補助金があります: ${twice.id}。別々に取り込んでください。何も変えていません。`,
    en: `Two subsidies have ids that differ by capitals only: ${twice.id}. Take them in separately. Nothing was changed.`,
  });
}

/** When the card that lies there was retrieved; `undefined` where there is none that can be read. */
async function retrievalOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  const reading = text === undefined ? undefined : readCard(file, text);
  if (reading === undefined || !("card" in reading)) return undefined;
  const { head } = reading.card;
  return head.kind === "scheme" ? head.acceptance?.retrievedAt : undefined;
}

async function put(file: string, text: string, folder: string): Promise<void> {
  // A name that the index does not read, until the card is whole.
  const temporary = join(folder, `.${randomUUID()}`);
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}
