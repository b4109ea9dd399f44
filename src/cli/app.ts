import type { Citation } from "../answers/answer.ts";
import type { Assistant } from "../answers/assistant.ts";
import type { Expiring } from "../corpus/standard-answer.ts";
import type { GiveAnswer } from "../desk/answering.ts";
import type { Desk } from "../desk/desk.ts";
import type { NeedDesk } from "../desk/needs.ts";
import type { Scheduler, SchedulerDependencies } from "../desk/scheduler.ts";
import type { Actor } from "../ledger/records.ts";
import type { Suggestions } from "../matching/suggestion.ts";
import type { IndexUpdate } from "../search/corpus-index.ts";
import type { Language } from "../text/language.ts";

/** A passage of a file as it is now, with what stands around it. */
export interface Passage {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

export interface Freshness {
  readonly cards: number;
  readonly documents: number;
  readonly revision?: string;
  /** ISO 8601. */
  readonly updatedAt?: string;
}

export interface Size {
  readonly cards: number;
  readonly documents: number;
  readonly passages: number;
}

/** The assistant over one data folder. */
export interface App {
  /** Answers without leaving a trace. */
  readonly assistant: Assistant;
  /** Suggests partners that somebody may see for a need; the same need gives the same list. */
  match(need: string, by: Actor): Promise<Suggestions>;
  /** Answers somebody's question, with partners where they are asked for, and logs both. */
  readonly answer: GiveAnswer;
  /** What to tell somebody who wrote a secret in a public place; `undefined` when nothing is secret. */
  advise(text: string, language: Language): Promise<readonly string[] | undefined>;
  /** Where a citation stands now, with what is around it; `undefined` when it stands there no more. */
  passage(citation: Pick<Citation, "path" | "quote">): Promise<Passage | undefined>;
  /** A source as citations name it. */
  source(id: string): Promise<Pick<Citation, "title" | "publisher" | "asOf"> | undefined>;
  /** The standard answers whose last day is over or no more than so many days away, that day first. */
  expiringAnswers(days: number): Promise<readonly Expiring[]>;
  /** How much is indexed, which state of the corpus it is, and when it was last brought up to date. */
  freshness(): Promise<Freshness>;
  /** The indicators of the report; without a value nobody has collected it. */
  indicators(
    by: Actor,
    language: Language,
  ): Promise<readonly { readonly label: string; readonly value?: string }[]>;
  /** The report of the ledger in lines; throws a `UserError` for who may not see it. */
  report(by: Actor, language: Language): Promise<readonly string[]>;
  /** Takes needs in. */
  readonly needs: NeedDesk;
  /** The ledger and the register of partners; made where they are missing. */
  desk(): Desk;
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
