import { basename } from "node:path";
import type { App, ListedDocument } from "../cli/app.ts";
import {
  type AddedDocuments,
  createAddedDocuments,
  type Reading,
} from "../corpus/added-documents.ts";
import type { Visibility } from "../corpus/document-head.ts";
import { DOCUMENT_ENDINGS } from "../documents/document-endings.ts";
import { whyUnread } from "../documents/outcome-text.ts";
import type { ReadPdf } from "../documents/read-document-file.ts";
import type { ReadOutcome } from "../documents/read-outcome.ts";
import type { Role } from "../ledger/vocabulary.ts";
import type { IndexedCorpus } from "../search/corpus-index.ts";
import { sourceOf } from "../search/sources.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { addSubsidiesTo } from "./add-subsidies.ts";
import { documentsFolder, expectStaff, failuresTo, tellLedger } from "./document-changes.ts";
import type { DeskWhenUsed } from "./open-desk.ts";

interface Options {
  readonly dataFolder: string;
  readonly readPdf: ReadPdf;
  readonly desk: DeskWhenUsed;
  /** Told of faults that were gone around. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  readonly clock: () => Date;
  /** Where the API of Jグランツ is; it is asked only where this is set. */
  readonly jgrantsApi?: string | undefined;
}

/** The documents that were added to a data folder; every change of them is an event of its ledger. */
export function openDocuments(options: Options): {
  readonly shelf: AddedDocuments;
} & Pick<App, "addDocuments" | "removeDocument" | "addSubsidies"> {
  const { dataFolder, readPdf, desk, clock, onTrouble } = options;
  const shelf = createAddedDocuments({
    folder: documentsFolder(dataFolder),
    makeFolder,
    isDocument: (name) => DOCUMENT_ENDINGS.test(name),
    read: readingBy(readPdf),
    tell: (change, id) => tellLedger(change, id, desk),
    onFailed: failuresTo(onTrouble),
    clock,
  });
  return {
    shelf,
    addSubsidies: addSubsidiesTo(options),
    async addDocuments(paths, { by, ...options }) {
      await expectStaff(by, desk);
      return shelf.add(paths, { ...options, by: by.id });
    },
    async removeDocument(name, by) {
      await expectStaff(by, desk);
      await shelf.remove(name, by.id);
    },
  };
}

/** How much a role may see of the documents, as of the register of partners. */
export const DOCUMENTS_SEEN: Readonly<Record<Role, Visibility>> = {
  administrator: "staff",
  coordinator: "staff",
  auditor: "staff",
  firm: "members",
  guest: "public",
  assistant: "public",
};

/** The documents of an index that were added, by name. */
export function listDocuments({ documents, sources }: IndexedCorpus): readonly ListedDocument[] {
  const known = new Map(sources.map((source) => [source.id, { ...source, indexed: true }]));
  return documents.flatMap((document) => {
    const { name, pages, visibility = "public", extracts } = document;
    if (name === undefined) return [];
    const { title, publisher, asOf } = sourceOf(document, known);
    return [
      { name, title, publisher, date: asOf.text, pages, visibility, passages: extracts.length },
    ];
  });
}

function readingBy(readPdf: ReadPdf) {
  return async (
    file: string,
    { askPassword }: { askPassword?: ((name: string) => Promise<string | undefined>) | undefined },
  ): Promise<Reading> => {
    // Loaded when it is needed: whoever asks a question need not wait for readers of files.
    const { readDocumentFile } = await import("../documents/read-document-file.ts");
    const outcome = await readDocumentFile(file, { readPdf });
    // A password opens a PDF; an Office file has to be saved without it.
    if (outcome.kind !== "encrypted" || !/\.pdf$/iu.test(file)) return readingOf(outcome);
    const password = await askPassword?.(basename(file));
    if (!password) return readingOf(outcome);
    return readingOf(await readDocumentFile(file, { readPdf, password }));
  };
}

function readingOf(outcome: ReadOutcome): Reading {
  if (outcome.kind !== "read" && outcome.kind !== "partly") {
    return { kind: "unread", why: whyUnread(outcome) };
  }
  const { title, publisher, date, pages } = outcome;
  return {
    kind: "read",
    pages,
    missing: outcome.kind === "partly" ? outcome.missing.map(({ page }) => page) : [],
    ...(title !== undefined && { title }),
    ...(publisher !== undefined && { publisher }),
    ...(date !== undefined && { date }),
  };
}
