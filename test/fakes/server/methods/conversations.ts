import { maybe, need, Refusal } from "../refusal.ts";
import type { Channel, Json, Message } from "../types.ts";
import { channelOnWire, messageOnWire, userOnWire } from "../wire.ts";
import type { Workspace } from "../workspace.ts";
import type { Method, Methods } from "./method.ts";

const open: Method = (args, workspace) => {
  const users = maybe(args, "users");
  if (args.channel !== undefined) {
    const { id } = workspace.channel(need(args, "channel"));
    return { channel: { id } };
  }
  if (users === undefined) throw new Refusal("users_list_not_supplied");
  const ids = users.split(",").map((id) => id.trim());
  if (ids.length !== 1 || ids[0] === undefined)
    throw new Refusal("invalid_user_combination", ["[ERROR] the fake opens one to one only"]);
  const channel = workspace.directMessage(ids[0]);
  return { channel: args.return_im === true ? channelOnWire(channel) : { id: channel.id } };
};

const info: Method = (args, workspace) => ({
  channel: channelOnWire(workspace.channel(need(args, "channel"))),
});

const replies: Method = (args, workspace) => {
  const channel = readable(args, workspace);
  const asked = workspace.find(channel.id, need(args, "ts"));
  if (!asked) throw new Refusal("thread_not_found");
  const root = asked.thread_ts ?? asked.ts;
  const thread = visible(channel.id, workspace).filter(
    ({ ts, thread_ts }) => ts === root || thread_ts === root,
  );
  return page(thread, args, workspace);
};

const history: Method = (args, workspace) => {
  const channel = readable(args, workspace);
  const roots = visible(channel.id, workspace).filter(
    ({ ts, thread_ts, args: more }) =>
      thread_ts === undefined || thread_ts === ts || more.reply_broadcast === true,
  );
  return page(roots.reverse(), args, workspace);
};

function readable(args: Json, workspace: Workspace): Channel {
  const channel = workspace.channel(need(args, "channel"));
  if (!channel.isMember) throw new Refusal("not_in_channel");
  return channel;
}

function visible(channel: string, { messages }: Workspace): Message[] {
  return messages
    .filter((each) => each.channel === channel && each.ephemeralTo === undefined)
    .sort((one, other) => Number(one.ts) - Number(other.ts));
}

function page(messages: readonly Message[], args: Json, workspace: Workspace): Json {
  const from = Number((maybe(args, "cursor") ?? "at:0").replace(/^at:/u, ""));
  if (!Number.isInteger(from)) throw new Refusal("invalid_cursor");
  const limit = Math.min(Number(args.limit ?? 100), 999);
  const within = messages.filter((each) => isWithin(each, args));
  const shown = within.slice(from, from + limit);
  const more = from + limit < within.length;
  return {
    messages: shown.map((each) => withReplies(each, workspace)),
    has_more: more,
    response_metadata: { next_cursor: more ? `at:${from + limit}` : "" },
  };
}

function isWithin({ ts }: Message, { oldest, latest, inclusive }: Json): boolean {
  const time = Number(ts);
  const from = Number(oldest ?? 0);
  const to = Number(latest ?? Number.POSITIVE_INFINITY);
  return inclusive === true ? time >= from && time <= to : time > from && time < to;
}

/** A message that was answered says so, and is in a thread that it heads itself. */
function withReplies(message: Message, workspace: Workspace): Json {
  const replied = visible(message.channel, workspace).filter(
    ({ ts, thread_ts }) => thread_ts === message.ts && ts !== message.ts,
  );
  const wire = messageOnWire(message, workspace);
  if (replied.length === 0) return wire;
  return { ...wire, thread_ts: message.ts, reply_count: replied.length };
}

const userInfo: Method = (args, workspace) => ({
  user: userOnWire(workspace.user(need(args, "user")), args.include_locale === true),
});

const react: Method = (args, workspace) => {
  const { message, name, botUserId } = reactionOf(args, workspace);
  const known = message.reactions.find((each) => each.name === name);
  if (known?.users.includes(botUserId)) throw new Refusal("already_reacted");
  if (known) known.users.push(botUserId);
  else message.reactions.push({ name, users: [botUserId] });
  workspace.changed();
  return {};
};

const unreact: Method = (args, workspace) => {
  const { message, name, botUserId } = reactionOf(args, workspace);
  const known = message.reactions.find((each) => each.name === name);
  if (!known?.users.includes(botUserId)) throw new Refusal("no_reaction");
  known.users.splice(known.users.indexOf(botUserId), 1);
  message.reactions = message.reactions.filter((each) => each.users.length > 0);
  workspace.changed();
  return {};
};

function reactionOf(args: Json, workspace: Workspace) {
  const name = need(args, "name");
  if (!/^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/u.test(name)) throw new Refusal("invalid_name");
  const channel = workspace.channel(need(args, "channel"));
  const message = workspace.find(channel.id, need(args, "timestamp"));
  if (!message) throw new Refusal("message_not_found");
  return { message, name, botUserId: workspace.installation.botUserId };
}

export const conversations: Methods = {
  "conversations.open": open,
  "conversations.info": info,
  "conversations.replies": replies,
  "conversations.history": history,
  "users.info": userInfo,
  "reactions.add": react,
  "reactions.remove": unreact,
};
