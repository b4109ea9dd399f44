/** A message of a person that may want an answer. */
export interface Incoming {
  readonly channel: string;
  readonly user: string;
  readonly team: string;
  readonly ts: string;
  /** Where it was written, if in a thread. */
  readonly thread?: string | undefined;
  /** Without the mention of the assistant, and with what Slack escapes as it was written. */
  readonly text: string;
  readonly isDirect: boolean;
  /** Whether the assistant is addressed by name. */
  readonly isMention: boolean;
  /** Whether somebody else is addressed at the beginning. */
  readonly isForOthers: boolean;
  /** Whether people of other organisations are in the channel. */
  readonly isShared: boolean;
}

/** Kinds of messages that people write; all others tell of something that happened. */
const WRITTEN: ReadonlySet<string | undefined> = new Set([
  undefined,
  "file_share",
  "thread_broadcast",
]);

/**
 * Reads a `message` or `app_mention` event. `undefined` for what bots wrote, what was edited or
 * deleted, and what merely happened.
 */
export function readIncoming(
  event: Readonly<Record<string, unknown>>,
  {
    botUserId,
    team,
    isShared,
  }: { readonly botUserId: string; readonly team: string; readonly isShared: boolean },
): Incoming | undefined {
  const text = stringOf(event["text"]) ?? "";
  const [channel, user, ts] = ["channel", "user", "ts"].map((key) => stringOf(event[key]));
  if (!channel || !user || !ts || user === botUserId || isNotWritten(event)) return undefined;
  const mention = `<@${botUserId}>`;
  const bare = text.replaceAll(mention, " ").trim();
  return {
    channel,
    user,
    ts,
    team: stringOf(event["team"]) ?? team,
    thread: stringOf(event["thread_ts"]),
    text: plainOf(bare),
    isDirect: event["channel_type"] === "im" || channel.startsWith("D"),
    isMention: text.includes(mention),
    isForOthers: /^<@[UW]/u.test(bare),
    isShared,
  };
}

function isNotWritten(event: Readonly<Record<string, unknown>>): boolean {
  const isBot = event["bot_id"] !== undefined || event["bot_profile"] !== undefined;
  return isBot || event["hidden"] === true || !WRITTEN.has(stringOf(event["subtype"]));
}

/** What somebody wrote, out of what Slack makes of it: addresses and names of channels without their marks. */
export function plainOf(text: string): string {
  return text
    .replace(/<(?:https?:\/\/|mailto:)[^|>]*\|([^>]*)>/gu, "$1")
    .replace(/<((?:https?:\/\/|mailto:)[^>]*)>/gu, "$1")
    .replace(/<#[CG][A-Z0-9]*\|([^>]*)>/gu, "#$1")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&amp;/gu, "&")
    .trim();
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
