import type { Desk } from "../desk/desk.ts";
import type { SchedulerDependencies } from "../desk/scheduler.ts";
import type { Bilingual } from "../errors.ts";
import type { Language } from "../text/language.ts";
import type { App } from "./app.ts";

export interface OpenOptions {
  /** The data folder as it was given on the command line, if it was. */
  readonly data?: string | undefined;
  /** How old the last look at the corpus folder may be when a question is answered; default: any age. */
  readonly refreshMs?: number;
}

/** A server that answers until it is stopped. */
export interface Server {
  /** Where it listens: http://127.0.0.1:3000 */
  readonly address: string;
  /** What else was joined: a Slack workspace. */
  readonly joined?: Bilingual;
  /** Who is told of what falls due, where there is somebody to tell. */
  readonly tells?: Pick<SchedulerDependencies, "onHead" | "remind" | "tellWeek" | "askFeedback">;
  stop(): Promise<void>;
}

/** What a command gets from the world. */
export interface CommandContext {
  readonly args: readonly string[];
  /** The folder the user stands in: paths on the command line count from it. */
  readonly cwd: string;
  /** The language of the user's terminal. */
  readonly language: Language;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Where somebody sits at a terminal and can be asked. */
  readonly terminal?: {
    /** Asks for a line that is not shown; nothing for an empty one. */
    askHidden(question: Bilingual): Promise<string | undefined>;
  };
  /** Results. Resolves when the line is handed on, so that a slow reader slows us. */
  readonly print: (line: string) => Promise<void>;
  /** Progress, warnings and everything else that is not a result. */
  readonly report: (text: Bilingual) => void;
  readonly openApp: (options: OpenOptions) => Promise<App>;
  /** The ledger and the register of partners, without the assistant. */
  readonly openDesk: (options: OpenOptions) => Promise<Desk>;
  /** Where the ledger of a data folder lies. */
  readonly ledgerFolder: (options: OpenOptions) => string;
  /** The time of the day. */
  readonly clock: () => Date;
  /** Under which name a command acts when none is given. */
  readonly firstAdministrator: string;
  readonly serve: (app: App) => Promise<Server>;
  /** Resolves when the user or the system asks the program to end. */
  readonly untilStopped: () => Promise<void>;
}

/** Resolves when the command has done its work; throws a UserError or UpstreamError otherwise. */
export type Command = (context: CommandContext) => Promise<void>;
