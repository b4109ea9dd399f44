import type { Citation } from "../answers/answer.ts";
import type { Assistant } from "../answers/assistant.ts";
import type { Expiring } from "../corpus/standard-answer.ts";
import type { GiveAnswer } from "../desk/answering.ts";
import type { Desk } from "../desk/desk.ts";
import type { NeedDesk } from "../desk/needs.ts";
import type { Actor } from "../ledger/records.ts";
import type { Suggestions } from "../matching/suggestion.ts";
import type { Language } from "../text/language.ts";

/** A passage of a file as it is now, with what stands around it. */
export interface Passage {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** What the Slack assistant needs of Musubi; nothing here knows Slack. */
export interface Backend {
  readonly answer: GiveAnswer;
  /** Answers without leaving a trace. */
  readonly assistant: Assistant;
  match(need: string, by: Actor): Promise<Suggestions>;
  advise(text: string, language: Language): Promise<readonly string[] | undefined>;
  readonly needs: NeedDesk;
  desk(): Desk;
  freshness(): Promise<{
    readonly cards: number;
    readonly documents: number;
    readonly revision?: string;
    readonly updatedAt?: string;
  }>;
  /** The standard answers whose last day is over or no more than so many days away, that day first. */
  expiringAnswers(days: number): Promise<readonly Expiring[]>;
  /** The indicators of the report; without a value nobody has collected it. */
  indicators(
    by: Actor,
    language: Language,
  ): Promise<readonly { readonly label: string; readonly value?: string }[]>;
  /** Where a citation stands now; `undefined` when it stands there no more. */
  passage(citation: Pick<Citation, "path" | "quote">): Promise<Passage | undefined>;
  /** A source as citations name it. */
  source(id: string): Promise<Pick<Citation, "title" | "publisher" | "asOf"> | undefined>;
  /** The report of the ledger in lines; throws a `UserError` for who may not see it. */
  report(by: Actor, language: Language): Promise<readonly string[]>;
}
