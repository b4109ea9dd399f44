import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { asideOf } from "../corpus/document-shelf.ts";
import { changeFolder, type TellChange } from "../corpus/folder-change.ts";
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
  /** Schemes that were found in a list and whose details were not asked for: a run asks for so many. */
  readonly withoutDetails: number;
}

/** An import, as it is told once it is made. */
export interface SubsidyChange {
  readonly action: "import";
  readonly name: "jgrants";
  readonly by: string;
  readonly schemes: number;
  readonly rounds: number;
  /** Of the cards that were written, in the order of their names. */
  readonly sha256: string;
}

interface Options {
  /** Where documents are kept; the cards of records lie in a folder of theirs below. */
  readonly folder: string;
  readonly makeFolder: (folder: string) => void;
  readonly by: string;
  readonly clock: () => Date;
  readonly tell: TellChange<SubsidyChange>;
}

/** The folder of the cards of records, among the documents. */
const RECORDS = "jgrants";

/**
 * Makes a card of every scheme that answers of the API tell of, in place of the one made before unless
 * that is of a later answer; all of them in one step. What a card said before is kept if it says
 * something else now. Throws a `UserError` before anything is written when an answer or two records
 * of one name cannot be taken in.
 */
export async function importSubsidies(
  read: ReadAnswers,
  { folder, makeFolder, by, clock, tell }: Options,
): Promise<SubsidyImport> {
  const { told, datedByFile, withoutDetails } = await read();
  const subsidies = joinAnswers(told);
  refuseNamesakes(subsidies);
  const made = subsidies.map((subsidy) => ({ subsidy, text: soundCard(subsidy) }));
  makeFolder(folder);
  const writes = new Map<string, string>();
  const differing: string[] = [];
  const rounds: unknown[] = [];
  for (const { subsidy, text } of made) {
    const name = `${RECORDS}/${cardId(subsidy)}.md`;
    const before = await cardAt(join(folder, name));
    if (before?.retrievedAt !== undefined && before.retrievedAt > subsidy.retrievedAt) continue;
    if (before !== undefined && bodyOf(before.text) !== bodyOf(text)) differing.push(name);
    writes.set(name, text);
    rounds.push(...subsidy.rounds);
  }
  const counts = { schemes: writes.size, rounds: rounds.length };
  if (writes.size > 0) {
    const note = {
      action: "import",
      name: RECORDS,
      by,
      ...counts,
      sha256: hashOf(writes),
    } as const;
    const aside = asideOf(differing, { folder, clock });
    const all = new Map<string, string | { readonly copyOf: string }>([...writes, ...aside]);
    await changeFolder({ folder, staging: folder }, { writes: all, removes: [], note }, tell);
  }
  return { ...counts, kept: made.length - writes.size, datedByFile, withoutDetails };
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

/** The card that lies there and when it was retrieved, if it can be read; `undefined` where there is none. */
async function cardAt(file: string) {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const reading = readCard(file, text);
  const head = "card" in reading ? reading.card.head : undefined;
  return { text, retrievedAt: head?.kind === "scheme" ? head.acceptance?.retrievedAt : undefined };
}

/** What can be quoted of a card: its head changes with every retrieval. */
function bodyOf(card: string): string {
  return card.slice(card.indexOf("\n---\n") + 1);
}

function hashOf(cards: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [, text] of [...cards].toSorted(([a], [b]) => (a < b ? -1 : 1))) hash.update(text);
  return hash.digest("hex");
}
