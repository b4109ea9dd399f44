import type { IncomingMessage } from "node:http";
import type { Context } from "hono";
import type { Actor } from "../ledger/records.ts";
import type { Language } from "../text/language.ts";

/** Who looks at a page, and how. */
export interface Visit {
  readonly actor: Actor;
  /** Whether it is known who it is: signed in, or on this machine. */
  readonly isKnown: boolean;
  /** Names the session that forms are bound to. */
  readonly session: string;
  readonly language: Language;
  /** Goes with every form that changes something. */
  readonly csrf: string;
  /** Whether nobody had to sign in: the pages are reached from this machine alone. */
  readonly isLocal: boolean;
  readonly now: Date;
}

/** What a request carries besides itself. */
export interface ConsoleEnv {
  /** The request as the server got it. */
  readonly Bindings: { readonly incoming?: IncomingMessage };
  Variables: { readonly visit: Visit; readonly requestId: string };
}
export type Asked = Context<ConsoleEnv>;
