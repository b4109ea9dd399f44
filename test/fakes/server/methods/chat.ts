import { checkMessage } from "../../slack-rules.ts";
import { maybe, need, Refusal, refuseProblems } from "../refusal.ts";
import type { Channel, Json, Message } from "../types.ts";
import { messageOnWire } from "../wire.ts";
import { withIds } from "../with-ids.ts";
import type { Workspace } from "../workspace.ts";
import type { Method, Methods } from "./method.ts";

const UPDATED_TEXT = 4000;

/** Writes a message of the app after it was looked over. */
export function postAsApp(
  args: Json,
  workspace: Workspace,
  { channel, ephemeralTo }: { channel: string; ephemeralTo?: string },
): Message {
  refuseProblems(checkMessage(args));
  const { channel: _, thread_ts: __, ts: ___, user: ____, ...rest } = args;
  const { botUserId, botId } = workspace.installation;
  const thread_ts = threadOf(args, channel, workspace);
  const posted = workspace.post({
    channel,
    user: botUserId,
    bot_id: botId,
    thread_ts,
    args: rest,
    ...(ephemeralTo === undefined ? {} : { ephemeralTo }),
  });
  if (thread_ts !== undefined) clearStatus(workspace, channel, thread_ts);
  return posted;
}

/** A change of a message as chat.update and a response_url make it. */
export function revise(message: Message, args: Json, workspace: Workspace): void {
  const { text, blocks, markdown_text } = message;
  message.edits.push({ text, blocks, markdown_text, at: workspace.clock.now() });
  message.text = String(args.text ?? args.markdown_text ?? "");
  message.markdown_text = String(args.markdown_text ?? "");
  message.blocks = withIds(args.blocks, workspace.ids);
  if (args.metadata !== undefined) message.metadata = args.metadata;
  workspace.changed();
}

/** A status is gone as soon as the app writes to its thread. */
export function clearStatus(
  { statuses, clock }: Workspace,
  channel: string,
  thread_ts: string,
): void {
  const last = statuses.findLast(
    (each) => each.channel === channel && each.thread_ts === thread_ts,
  );
  if (last && last.status !== "")
    statuses.push({ channel, thread_ts, status: "", loading_messages: [], at: clock.now() });
}

/** The thread that was named, or a Refusal when it is no timestamp. */
export function threadOf(args: Json, channel: string, workspace: Workspace): string | undefined {
  const ts = maybe(args, "thread_ts");
  if (ts === undefined) return undefined;
  if (!/^\d{10}\.\d{6}$/u.test(ts)) throw new Refusal("invalid_thread_ts");
  const parent = workspace.find(channel, ts);
  return parent?.thread_ts ?? ts;
}

const postMessage: Method = (args, workspace) => {
  const channel = workspace.writable(need(args, "channel"));
  const message = postAsApp(args, workspace, { channel: channel.id });
  return { channel: channel.id, ts: message.ts, message: messageOnWire(message, workspace) };
};

const update: Method = (args, workspace) => {
  const channel = workspace.channel(need(args, "channel"));
  const message = owned(channel, need(args, "ts"), workspace, "cant_update_message");
  if (message.stream?.state === "streaming") throw new Refusal("streaming_state_conflict");
  refuseProblems(checkMessage(args));
  if (String(args.text ?? "").length > UPDATED_TEXT) throw new Refusal("msg_too_long");
  revise(message, args, workspace);
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageOnWire(message, workspace),
  };
};

const remove: Method = (args, workspace) => {
  const channel = workspace.channel(need(args, "channel"));
  const message = owned(channel, need(args, "ts"), workspace, "cant_delete_message");
  workspace.remove(message);
  return { channel: channel.id, ts: message.ts };
};

const postEphemeral: Method = (args, workspace) => {
  const channel = workspace.writable(need(args, "channel"));
  const user = need(args, "user");
  if (!isIn(channel, user, workspace)) throw new Refusal("user_not_in_channel");
  const message = postAsApp(args, workspace, { channel: channel.id, ephemeralTo: user });
  return { message_ts: message.ts };
};

const getPermalink: Method = (args, workspace) => {
  const channel = workspace.channel(need(args, "channel"));
  const message = workspace.find(channel.id, need(args, "message_ts"));
  if (!message) throw new Refusal("message_not_found");
  const { ts, thread_ts } = message;
  const inThread = thread_ts && thread_ts !== ts ? `?thread_ts=${thread_ts}&cid=${channel.id}` : "";
  const site = `https://${workspace.installation.teamDomain}.slack.com`;
  const permalink = `${site}/archives/${channel.id}/p${ts.replace(".", "")}${inThread}`;
  return { channel: channel.id, permalink };
};

function owned(channel: Channel, ts: string, workspace: Workspace, error: string): Message {
  const message = workspace.find(channel.id, ts);
  if (!message) throw new Refusal("message_not_found");
  if (message.bot_id !== workspace.installation.botId) throw new Refusal(error);
  return message;
}

/** Whether somebody sees what is written to a channel. */
export function isIn(channel: Channel, user: string, workspace: Workspace): boolean {
  if (!workspace.users.has(user)) return false;
  if (channel.kind === "im") return channel.user === user;
  return channel.members?.includes(user) ?? true;
}

export const chat: Methods = {
  "chat.postMessage": postMessage,
  "chat.update": update,
  "chat.delete": remove,
  "chat.postEphemeral": postEphemeral,
  "chat.getPermalink": getPermalink,
};
