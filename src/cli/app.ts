import type { Assistant } from "../answers/assistant.ts";
import type { IndexUpdate } from "../search/corpus-index.ts";

/** The assistant over one data folder. */
export interface App {
  readonly assistant: Assistant;
  /** The corpus folder that answers come from. */
  corpusFolder(): string;
  /** Brings the index up to date with a corpus folder, by default the one it was built from. */
  update(corpusFolder?: string): Promise<IndexUpdate>;
  /** How much is indexed; sources are those that cards rest on. */
  size(): Promise<{ readonly cards: number; readonly passages: number; readonly sources: number }>;
  /** File names of source texts, and the ids of the sources. */
  sourceIds(): Promise<ReadonlyMap<string, string>>;
  close(): void;
}
