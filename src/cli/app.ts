import type { Expiring } from "../corpus/standard-answer.ts";
import type { Scheduler, SchedulerDependencies } from "../desk/scheduler.ts";
import type { Surface } from "../desk/surface.ts";
import type { IndexUpdate } from "../search/corpus-index.ts";

export interface Size {
  readonly cards: number;
  readonly documents: number;
  readonly passages: number;
}

/** The assistant over one data folder. */
export interface App extends Surface {
  /** The standard answers whose last day is over or no more than so many days away, that day first. */
  expiringAnswers(days: number): Promise<readonly Expiring[]>;
  /** What is to be done from time to time while the app runs, and who is told of it. */
  scheduler(
    sinks: Pick<SchedulerDependencies, "onHead" | "remind" | "tellWeek" | "askFeedback">,
  ): Scheduler;
  /** The corpus folder that answers come from. */
  corpusFolder(): string;
  /** Brings the index up to date with a corpus folder, by default the one it was built from. */
  update(corpusFolder?: string): Promise<IndexUpdate>;
  /** Keeps copies of text files, and of those in folders, to be indexed beside the corpus folder; how many. */
  addDocuments(paths: readonly string[]): Promise<number>;
  /** How much is indexed; passages are statements of cards and extracts of documents. */
  size(): Promise<Size>;
  /** File names of source texts, and the ids of the sources. */
  sourceIds(): Promise<ReadonlyMap<string, string>>;
  close(): void;
}
