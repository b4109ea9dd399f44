import type { Json } from "../rules/shape.ts";

export type { Json } from "../rules/shape.ts";

/** A person or bot as a test adds it. */
export interface NewUser {
  readonly id: string;
  readonly name?: string;
  readonly realName?: string;
  /** As Slack writes it, "ja-JP" unless given. */
  readonly locale?: string;
  readonly tz?: string;
  /** Seconds east of Greenwich. */
  readonly tzOffset?: number;
  readonly email?: string;
  readonly isBot?: boolean;
  /** A guest who sees some channels. */
  readonly isRestricted?: boolean;
  /** A guest who sees one channel. */
  readonly isUltraRestricted?: boolean;
  /** Somebody of another organisation, met in a shared channel. */
  readonly isStranger?: boolean;
  readonly isDeleted?: boolean;
  /** The workspace, the app's own unless given. */
  readonly teamId?: string;
}

export type User = Required<NewUser>;

/** A channel as a test adds it. The app is a member unless told otherwise. */
export interface NewChannel {
  readonly id: string;
  readonly name?: string;
  readonly isPrivate?: boolean;
  /** Shared with another organisation through Slack Connect. */
  readonly isExternal?: boolean;
  readonly isArchived?: boolean;
  /** Whether the app is in the channel. */
  readonly isMember?: boolean;
  /** Ids of its people; everybody when it is left out. */
  readonly members?: readonly string[];
}

export interface Channel extends Required<Omit<NewChannel, "members">> {
  readonly members: readonly string[] | undefined;
  readonly kind: "channel" | "group" | "im";
  /** The other side of a direct message. */
  readonly user?: string;
}

/**
 * A message as it stands now. Fields that Slack has carry its names; `ephemeralTo`, `edits`,
 * `stream` and `splitInto` are the fake's.
 */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** Who wrote it: a person, or the user of the app. */
  readonly user: string;
  /** Set when the app wrote it. */
  readonly bot_id?: string;
  text: string;
  blocks: readonly Json[];
  /** Of `markdown_text` and of streams: markdown in which links and mentions are live. */
  markdown_text: string;
  readonly attachments: readonly Json[];
  readonly thread_ts?: string;
  metadata?: unknown;
  /** The other arguments as they came: unfurl_links, link_names, parse, mrkdwn, reply_broadcast … */
  readonly args: Json;
  /** Only this person sees it. */
  readonly ephemeralTo?: string;
  /** What it was before each change, oldest first. */
  readonly edits: Revision[];
  reactions: { readonly name: string; readonly users: string[] }[];
  stream?: Stream;
  /** Messages that Slack would make of it: a text over 4000 characters without blocks is cut up. */
  readonly splitInto: number;
}

export interface Revision {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly markdown_text: string;
  /** Milliseconds of the fake's clock. */
  readonly at: number;
}

export interface Stream {
  state: "streaming" | "stopped" | "expired";
  /** Milliseconds of the fake's clock. */
  readonly startedAt: number;
  /** All chunks in the order in which they came, with markdown_text as a chunk. */
  readonly chunks: Json[];
  /** Tasks by id as they were told last. */
  readonly tasks: Map<string, Json>;
  planTitle?: string;
  readonly recipient: string | undefined;
}

/** A modal or Home tab. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  /** What the app sent last, with the ids that Slack gave to its blocks. */
  view: Json;
  hash: string;
  /** The view below it in the stack of modals. */
  readonly previous?: string;
  readonly root: string;
  closed: boolean;
  /** What it showed before each update, oldest first. */
  readonly before: Json[];
  /** Errors that the last submission was answered with, by block_id. */
  errors: Readonly<Record<string, string>>;
}

/** A status of a thread, as assistant.threads.setStatus gave it. */
export interface Status {
  readonly channel: string;
  readonly thread_ts: string;
  readonly status: string;
  readonly loading_messages: readonly string[];
  readonly at: number;
}

/** What assistant.threads.setSuggestedPrompts gave. */
export interface SuggestedPrompts {
  readonly channel: string;
  readonly thread_ts: string | undefined;
  readonly title: string | undefined;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

/** A call of the Web API, or a POST to a response_url (whose method is "response_url"). */
export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly token: "bot" | "app" | "none" | "wrong";
  /** Milliseconds of the fake's clock. */
  readonly at: number;
  /** What was answered; a call that hangs or was cut off has none. */
  answer?: { readonly status: number; readonly body: Json };
}

/** The clock of the fake. It stands still until a test moves it. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  set(time: number | Date): void;
  advance(ms: number): void;
}
