import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import type { Card } from "../corpus/card.ts";
import type { Document } from "../corpus/document.ts";
import {
  type ChangePlace,
  changeFolder,
  finishChanges,
  type TellChange,
  type TellFailure,
} from "../corpus/folder-change.ts";
import { hashOf } from "../corpus/hash-of.ts";
import { UserError } from "../errors.ts";
import { acceptedFiles } from "./accept-draft.ts";
import { checkProposal } from "./check-proposal.ts";
import { draftAt, draftsIn, fileOf, textAt } from "./draft-files.ts";
import { DRAFTS, MANIFEST, manifestText, readManifest } from "./manifest.ts";
import { draftsOf, type NamedDocument, planDrafts } from "./plan-drafts.ts";
import type { CardProposer } from "./proposal.ts";

/** Drafts that are made of one document: more nobody looks through. */
const MAX_DRAFTS = 20;

/** A change of the drafts, as it is told once it is made. */
export interface DraftChange {
  readonly action: "propose" | "accept" | "reject";
  /** Of the draft; of a proposal drafts/ and the document. */
  readonly name: string;
  readonly by: string;
  /** Of a proposal: the drafts that were written, and the files of those that went. */
  readonly drafts?: readonly string[];
  /** The card that an accepted draft became, relative to the corpus folder, and the hash of the file. */
  readonly path?: string;
  readonly sha256?: string;
}

/** What was made of documents. */
export interface DraftReport {
  /** Names of drafts that were written. */
  readonly written: readonly string[];
  /** Names of drafts that somebody has changed: they stay, though the document says something else now. */
  readonly kept: readonly string[];
  /** How many more there were than are made of one document. */
  readonly more: number;
  /** The corpus folder, where it cannot be written and drafts would have been. */
  readonly unwritable?: string;
}

export interface ListedDraft {
  readonly id: string;
  /** The first name in its head, whatever else is in it. */
  readonly name: string;
  /** The document that it was made of; absent where that is not known. */
  readonly document?: string;
  readonly path: string;
}

export interface DraftShelf {
  /**
   * Makes drafts of documents that everybody may see, in `drafts/` of the corpus folder. Nothing is
   * written for a document that has not changed, for a thing that has a card, and over what somebody
   * has changed.
   */
  propose(names: readonly string[], by: string): Promise<DraftReport>;
  list(): Promise<readonly ListedDraft[]>;
  /**
   * Makes a draft a card of the corpus, with its document among the sources; the path of the card.
   * Throws a `UserError` with what is missing, and leaves everything as it was.
   */
  accept(id: string, by: string): Promise<string>;
  /** Takes a draft away; the same is not proposed again. */
  reject(id: string, by: string): Promise<void>;
  /** Ends what was interrupted. */
  finish(): Promise<void>;
}

export interface DraftDependencies {
  readonly corpusFolder: () => string;
  /** The cards and documents as they are indexed. */
  readonly indexed: () => Promise<{
    readonly cards: readonly Card[];
    readonly documents: readonly Document[];
  }>;
  readonly proposer: CardProposer;
  readonly tell: TellChange<DraftChange>;
  /** Where changes are made ready: not in the corpus folder, which may be anybody's. */
  readonly staging: string;
  readonly onFailed: TellFailure;
}

/** The drafts of cards in the corpus folder. Answers are made of cards: a draft is none. */
export function createDraftShelf(shelf: DraftDependencies): DraftShelf {
  const { corpusFolder, tell, staging } = shelf;
  return {
    finish: () => finishChanges({ folder: corpusFolder(), staging }, tell, shelf.onFailed),
    list: () => listDrafts(corpusFolder()),
    async propose(names, by) {
      const { cards, documents } = await shelf.indexed();
      const wanted = documents.filter(isForAll).filter(({ name }) => names.includes(name));
      const reports: DraftReport[] = [];
      for (const document of wanted) {
        reports.push(await proposeOf(document, { ...shelf, cards, by }));
      }
      const unwritable = reports.find((report) => report.unwritable)?.unwritable;
      return {
        ...(unwritable !== undefined && { unwritable }),
        written: reports.flatMap(({ written }) => written),
        kept: reports.flatMap(({ kept }) => kept),
        more: reports.reduce((sum, { more }) => sum + more, 0),
      };
    },
    async accept(id, by) {
      const folder = corpusFolder();
      const text = await draftAt(folder, id);
      const { documents } = await shelf.indexed();
      const { path, sha256, writes } = await acceptedFiles({
        id,
        text,
        folder,
        documents,
        drafted: await draftedFrom(folder),
      });
      const note = { action: "accept", name: id, by, path, sha256 } as const;
      await decide(id, "accepted", { folder, staging, writes, note, tell });
      return path;
    },
    async reject(id, by) {
      const folder = corpusFolder();
      await draftAt(folder, id);
      const note = { action: "reject", name: id, by } as const;
      await decide(id, "rejected", { folder, staging, writes: new Map(), note, tell });
    },
  };
}

async function listDrafts(folder: string): Promise<readonly ListedDraft[]> {
  const { drafts } = await readManifest(folder);
  const ids = await draftsIn(folder);
  return Promise.all(
    ids.map(async (id) => {
      const path = join(folder, fileOf(id));
      const name = /^name: *(.*)$/mu.exec((await textAt(path)) ?? "")?.[1] ?? "";
      const document = drafts[id]?.document;
      return { id, name, path, ...(document !== undefined && { document }) };
    }),
  );
}

async function draftedFrom(folder: string): Promise<readonly string[]> {
  const { documents, drafts } = await readManifest(folder);
  const names = Object.values(drafts).map(({ document }) => document);
  return [...new Set([...Object.keys(documents), ...names])];
}

/** A card has no visibility: what not everybody may see becomes no draft. */
function isForAll(document: Document): document is NamedDocument {
  return document.name !== undefined && document.visibility === undefined;
}

interface Proposing extends DraftDependencies {
  readonly cards: readonly Card[];
  readonly by: string;
}

async function proposeOf(
  document: NamedDocument,
  { corpusFolder, staging, proposer, tell, cards, by }: Proposing,
): Promise<DraftReport> {
  const folder = corpusFolder();
  const known = await readManifest(folder);
  const content = hashOf(
    [
      proposer.version,
      document.text,
      JSON.stringify([document.title, document.publisher, document.asOf]),
    ].join("\n"),
  );
  if (known.documents[document.name] === content) return { written: [], kept: [], more: 0 };
  const found = await proposer.propose(document);
  const proposals = found.proposals.flatMap((proposal) => checkProposal(proposal, document) ?? []);
  const drafts = draftsOf(proposals, document, cards);
  const plan = await planDrafts(drafts.slice(0, MAX_DRAFTS), {
    folder,
    known,
    document,
    isWhole: found.isWhole,
  });
  const more = Math.max(0, drafts.length - MAX_DRAFTS);
  const isSame = plan.writes.size === 0 && plan.removes.length === 0;
  // What was found and led to nothing need not be looked for again.
  if (isSame && !(found.isWhole && proposals.length > 0)) return { ...plan, more };
  if (!(await isWritable(folder))) return { written: [], kept: [], more, unwritable: folder };
  const next = {
    documents: { ...known.documents, ...(found.isWhole && { [document.name]: content }) },
    drafts: plan.drafts,
  };
  const writes = new Map([...plan.writes, [MANIFEST, manifestText(next)]]);
  const changed = [...plan.written, ...plan.removes];
  const note = {
    action: "propose",
    name: `${DRAFTS}/${document.name}`,
    by,
    drafts: changed,
  } as const;
  await changeCorpus({ folder, staging }, { writes, removes: plan.removes, note }, tell);
  return { written: plan.written, kept: plan.kept, more };
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

interface Deciding extends ChangePlace {
  readonly writes: ReadonlyMap<string, string>;
  readonly note: DraftChange;
  readonly tell: DraftDependencies["tell"];
}

/** A draft that was decided on goes, and is not made again. */
async function decide(
  id: string,
  state: "accepted" | "rejected",
  { folder, staging, writes, note, tell }: Deciding,
): Promise<void> {
  const { documents, drafts } = await readManifest(folder);
  const known = drafts[id];
  const next = known ? { ...drafts, [id]: { ...known, state } } : drafts;
  const all = new Map([...writes, [MANIFEST, manifestText({ documents, drafts: next })]]);
  await changeCorpus({ folder, staging }, { writes: all, removes: [fileOf(id)], note }, tell);
}

async function changeCorpus(
  place: ChangePlace,
  change: Parameters<typeof changeFolder<DraftChange>>[1],
  tell: DraftDependencies["tell"],
): Promise<void> {
  try {
    await changeFolder(place, change, tell);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code !== "EACCES" && code !== "EROFS" && code !== "EPERM") throw cause;
    throw new UserError(
      {
        ja: `資料のフォルダー「${place.folder}」に書き込めないため、カードの下書きを扱えません。書き込めるフォルダーに写し、--corpus で指定してください。`,
        en: `The corpus folder "${place.folder}" cannot be written, so drafts of cards cannot be kept there. Copy it to where you may write, and give that with --corpus.`,
      },
      { cause },
    );
  }
}
