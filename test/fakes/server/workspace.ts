import type { Changes } from "./changes.ts";
import type { Ids } from "./clock.ts";
import { Refusal } from "./refusal.ts";
import type {
  Channel,
  Clock,
  Json,
  Message,
  NewChannel,
  NewUser,
  OpenView,
  Status,
  SuggestedPrompts,
  User,
} from "./types.ts";
import { withIds } from "./with-ids.ts";

/** The app and the workspace it is installed in. */
export interface Installation {
  readonly teamId: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botName: string;
}

export interface NewMessage {
  readonly channel: string;
  readonly user: string;
  readonly bot_id?: string;
  readonly ts?: string;
  readonly thread_ts?: string | undefined;
  readonly args: Json;
  readonly ephemeralTo?: string;
}

export interface TriggerId {
  readonly user: string;
  /** The view that it was given in. */
  readonly view: string | undefined;
  readonly at: number;
  used: boolean;
}

/** What may be answered to an interaction or a command afterwards. */
export interface ResponseUrl {
  readonly user: string;
  readonly channel: string;
  readonly message: Message | undefined;
  readonly at: number;
  uses: number;
}

/** Everything that Slack remembers. */
export interface Workspace {
  readonly installation: Installation;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly changed: () => void;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** In the order in which they came, ephemeral ones among them. */
  readonly messages: Message[];
  readonly views: OpenView[];
  readonly homes: Map<string, OpenView>;
  readonly statuses: Status[];
  readonly prompts: SuggestedPrompts[];
  readonly titles: Map<string, string>;
  readonly triggers: Map<string, TriggerId>;
  readonly responseUrls: Map<string, ResponseUrl>;
  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
  /** The direct messages of the app with somebody, opened when they were not. */
  directMessage(user: string): Channel;
  /** A channel that the app can see; a user's id stands for the direct messages with them. */
  channel(id: string): Channel;
  /** A channel that the app can write to. */
  writable(id: string): Channel;
  user(id: string): User;
  post(message: NewMessage): Message;
  /** The message that everybody sees under this timestamp. */
  find(channel: string, ts: string): Message | undefined;
  remove(message: Message): void;
  issueTrigger(user: string, view?: string): string;
}

export function createWorkspace(
  installation: Installation,
  { clock, ids, changes }: { clock: Clock; ids: Ids; changes: Pick<Changes, "changed"> },
): Workspace {
  const { changed } = changes;
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const messages: Message[] = [];
  const triggers = new Map<string, TriggerId>();

  const workspace: Workspace = {
    installation,
    clock,
    ids,
    changed,
    users,
    channels,
    messages,
    views: [],
    homes: new Map(),
    statuses: [],
    prompts: [],
    titles: new Map(),
    triggers,
    responseUrls: new Map(),
    addUser(added) {
      const user = userFrom(added, installation.teamId);
      users.set(user.id, user);
      return user;
    },
    addChannel(added) {
      const channel = channelFrom(added);
      channels.set(channel.id, channel);
      return channel;
    },
    directMessage(id) {
      const user = workspace.user(id);
      const known = channels.get(`D${user.id}`);
      if (known) return known;
      const opened = { ...channelFrom({ id: `D${user.id}` }), kind: "im" as const, user: user.id };
      channels.set(opened.id, opened);
      return opened;
    },
    channel(id) {
      const channel = users.has(id) ? workspace.directMessage(id) : channels.get(id);
      if (!channel || (channel.isPrivate && !channel.isMember))
        throw new Refusal("channel_not_found");
      return channel;
    },
    writable(id) {
      const channel = workspace.channel(id);
      if (!channel.isMember) throw new Refusal("not_in_channel");
      if (channel.isArchived) throw new Refusal("is_archived");
      return channel;
    },
    user(id) {
      const user = users.get(id);
      if (!user) throw new Refusal("user_not_found", [`[ERROR] ${id} was not added`]);
      return user;
    },
    post(added) {
      const message = messageFrom(added, ids);
      messages.push(message);
      changed();
      return message;
    },
    find: (channel, ts) =>
      messages.find(
        (each) => each.channel === channel && each.ts === ts && each.ephemeralTo === undefined,
      ),
    remove(message) {
      messages.splice(messages.indexOf(message), 1);
      changed();
    },
    issueTrigger(user, view) {
      const id = `${ids.next("7")}.${ids.next("5")}.${ids.next("abcdef")}`;
      triggers.set(id, { user, view, at: clock.now(), used: false });
      return id;
    },
  };
  workspace.addUser({ id: installation.botUserId, name: installation.botName, isBot: true });
  return workspace;
}

function userFrom(user: NewUser, teamId: string): User {
  return {
    name: user.id.toLowerCase(),
    realName: user.name ?? user.id,
    locale: "ja-JP",
    tz: "Asia/Tokyo",
    tzOffset: 32_400,
    email: `${user.id.toLowerCase()}@example.jp`,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    isDeleted: false,
    teamId,
    ...user,
  };
}

function channelFrom(channel: NewChannel): Channel {
  return {
    name: channel.id.toLowerCase(),
    isPrivate: false,
    isExternal: false,
    isArchived: false,
    isMember: true,
    members: undefined,
    ...channel,
    kind: channel.isPrivate ? "group" : "channel",
  };
}

// Recommended by Slack, and the length at which others saw a text being cut up.
const SPLIT_AT = 4000;

function messageFrom({ args, ephemeralTo, ts, thread_ts, ...who }: NewMessage, ids: Ids): Message {
  const { text, blocks, markdown_text, attachments, metadata, ...rest } = args;
  const content = String(text ?? markdown_text ?? "");
  return {
    ...who,
    ts: ts ?? ids.ts(),
    text: content,
    blocks: withIds(blocks, ids),
    markdown_text: String(markdown_text ?? ""),
    attachments: Array.isArray(attachments) ? attachments : [],
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(ephemeralTo === undefined ? {} : { ephemeralTo }),
    args: rest,
    edits: [],
    reactions: [],
    splitInto: blocks === undefined ? Math.max(1, Math.ceil(content.length / SPLIT_AT)) : 1,
  };
}
