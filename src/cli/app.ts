import type { AddOptions, TakenDocument } from "../corpus/added-documents.ts";
import type { Card } from "../corpus/card.ts";
import type { Visibility } from "../corpus/document-head.ts";
import type { Expiring } from "../corpus/standard-answer.ts";
import type { Scheduler, SchedulerDependencies } from "../desk/scheduler.ts";
import type { Surface } from "../desk/surface.ts";
import type { DraftReport, ListedDraft } from "../drafts/draft-shelf.ts";
import type { SubsidyImport } from "../jgrants/import-subsidies.ts";
import type { Actor } from "../ledger/records.ts";
import type { IndexUpdate } from "../search/corpus-index.ts";

export interface Size {
  readonly cards: number;
  readonly documents: number;
  readonly passages: number;
}

/** A document that was added, as it is indexed. */
export interface ListedDocument {
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  /** In both calendars; empty when it is not known. */
  readonly date: string;
  readonly visibility: Visibility;
  readonly pages: number | undefined;
  readonly passages: number;
}

/** The assistant over one data folder. */
export interface App extends Surface {
  /** The standard answers whose last day is over or no more than so many days away, that day first. */
  expiringAnswers(days: number): Promise<readonly Expiring[]>;
  /** The cards as they are indexed. */
  cards(): Promise<readonly Card[]>;
  /** What is to be done from time to time while the app runs, and who is told of it. */
  scheduler(
    sinks: Pick<SchedulerDependencies, "onHead" | "remind" | "tellWeek" | "askFeedback">,
  ): Scheduler;
  /** The corpus folder that answers come from. */
  corpusFolder(): string;
  /** Brings the index up to date with a corpus folder, by default the one it was built from. */
  update(corpusFolder?: string): Promise<IndexUpdate>;
  /**
   * Keeps files, and those in folders, with what was read of them, to be indexed beside the corpus
   * folder; what became of each. Throws a `UserError` before anything is changed for a path that leads
   * nowhere, two files of one name, and who may not do this.
   */
  addDocuments(
    paths: readonly string[],
    options: Omit<AddOptions, "by"> & { readonly by: Actor },
  ): Promise<readonly TakenDocument[]>;
  /** Takes a document out that was added; throws a `UserError` for a name that is not there. */
  removeDocument(name: string, by: Actor): Promise<void>;
  /** The documents that were added, by name, as they are indexed. */
  documents(): Promise<readonly ListedDocument[]>;
  /** Loads what the first answer and the first look at figures would wait for. */
  warm(): Promise<void>;
  /** From now on whoever waits for a language model is answered without it: the program is about to end. */
  hurry(): void;
  /**
   * Makes cards, to be indexed beside the corpus folder, of answers of the public API of Jグランツ that
   * were saved as JSON, or that it gives to a keyword now. `retrievedAt` is when saved ones were asked
   * for, where they do not say it themselves. Throws a `UserError` before anything is changed for
   * answers with a fault, for who may not do this, and where the API may not be asked.
   */
  addSubsidies(
    from:
      | { readonly paths: readonly string[]; readonly retrievedAt?: string | undefined }
      | { readonly keyword: string },
    by: Actor,
  ): Promise<SubsidyImport>;
  /** Drafts of cards in the corpus folder; all but the list throw a `UserError` for who may not do this. */
  readonly drafts: {
    /** Makes drafts of documents that were taken in, by their names; nothing where nothing changed. */
    propose(names: readonly string[], by: Actor): Promise<DraftReport>;
    /** Those that lie in the corpus folder. */
    list(): Promise<readonly ListedDraft[]>;
    /** Makes a draft a card; its path. Throws a `UserError` with what is missing or wrong in it. */
    accept(id: string, by: Actor): Promise<string>;
    /** Takes a draft away; the same is not proposed again. */
    reject(id: string, by: Actor): Promise<void>;
  };
  /** How much is indexed; passages are statements of cards and extracts of documents. */
  size(): Promise<Size>;
  /** File names of source texts, and the ids of the sources. */
  sourceIds(): Promise<ReadonlyMap<string, string>>;
  close(): void;
}
