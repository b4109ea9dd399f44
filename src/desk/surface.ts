import type { Citation } from "../answers/answer.ts";
import type { Assistant } from "../answers/assistant.ts";
import type { Actor } from "../ledger/records.ts";
import type { Suggestions } from "../matching/suggestion.ts";
import type { Language } from "../text/language.ts";
import type { GiveAnswer } from "./answering.ts";
import type { Desk } from "./desk.ts";
import type { NeedDesk } from "./needs.ts";

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

/** What every surface shows people, whatever it is made of. */
export interface Surface {
  /** Answers without leaving a trace. */
  readonly assistant: Assistant;
  /** Answers somebody's question, with partners where they are asked for, and logs both. */
  readonly answer: GiveAnswer;
  /** Suggests partners that somebody may see for a need; the same need gives the same list. */
  match(need: string, by: Actor): Promise<Suggestions>;
  /** What to tell somebody who wrote a secret in a public place; `undefined` when nothing is secret. */
  advise(text: string, language: Language): Promise<readonly string[] | undefined>;
  /** Takes needs in. */
  readonly needs: NeedDesk;
  /** The ledger and the register of partners; made where they are missing. */
  desk(): Desk;
  /** Where a citation stands now, with what is around it; `undefined` when it stands there no more. */
  passage(citation: Pick<Citation, "path" | "quote">): Promise<Passage | undefined>;
  /** A source as citations name it. */
  source(id: string): Promise<Pick<Citation, "title" | "publisher" | "asOf"> | undefined>;
  /** How much is indexed, which state of the corpus it is, and when it was last brought up to date. */
  freshness(): Promise<Freshness>;
  /** The indicators of the report; without a value nobody has collected it. */
  indicators(
    by: Actor,
    language: Language,
  ): Promise<readonly { readonly label: string; readonly value?: string }[]>;
  /** The report of the ledger in lines; throws a `UserError` for who may not see it. */
  report(by: Actor, language: Language): Promise<readonly string[]>;
}
