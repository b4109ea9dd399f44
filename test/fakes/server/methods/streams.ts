import { anything, byType, list, oneOf, record, text, url } from "../../rules/shape.ts";
import { checkBlocks } from "../../slack-rules.ts";
import { maybe, need, Refusal, refuseProblems } from "../refusal.ts";
import type { Json, Message, Stream } from "../types.ts";
import { messageOnWire } from "../wire.ts";
import { withIds } from "../with-ids.ts";
import type { Workspace } from "../workspace.ts";
import { clearStatus, threadOf } from "./chat.ts";
import type { Method, Methods } from "./method.ts";

const MARKDOWN = 12_000;
const BLOCKS = 50;
/** Milliseconds after which Slack no longer takes anything for a stream: about five minutes. */
const STREAM_LIFE = 5 * 60_000;

const source = byType({ url: record({ type: anything, url: url(), text: text(3000) }) });

const chunk = byType({
  markdown_text: record({ type: anything, text: text(MARKDOWN) }),
  plan_update: record({ type: anything, title: text(256) }),
  task_update: record(
    {
      type: anything,
      id: text(255),
      title: text(256),
      status: oneOf("pending", "in_progress", "complete", "error"),
    },
    {
      details: text(MARKDOWN, 0),
      output: text(MARKDOWN, 0),
      sources: list(source, { min: 0, max: 100 }),
    },
  ),
  blocks: record({ type: anything, blocks: list(anything, { max: BLOCKS }) }),
});

const start: Method = (args, workspace) => {
  const channel = workspace.writable(need(args, "channel"));
  need(args, "thread_ts");
  const thread_ts = threadOf(args, channel.id, workspace);
  const recipient = maybe(args, "recipient_user_id");
  if (channel.kind !== "im") {
    if (!recipient) throw new Refusal("missing_recipient_user_id");
    if (!maybe(args, "recipient_team_id")) throw new Refusal("missing_recipient_team_id");
  }
  if (recipient) workspace.user(recipient);
  const chunks = chunksOf(args);
  const { botUserId, botId } = workspace.installation;
  const { channel: _, thread_ts: __, chunks: ___, markdown_text: ____, ...rest } = args;
  const message = workspace.post({
    channel: channel.id,
    user: botUserId,
    bot_id: botId,
    thread_ts,
    args: rest,
  });
  message.stream = {
    state: "streaming",
    startedAt: workspace.clock.now(),
    chunks: [],
    tasks: new Map(),
    recipient,
  };
  if (thread_ts) clearStatus(workspace, channel.id, thread_ts);
  apply(message, message.stream, chunks, workspace);
  return { channel: channel.id, ts: message.ts };
};

const append: Method = (args, workspace) => {
  const { message, stream } = streaming(args, workspace);
  const chunks = chunksOf(args);
  if (chunks.length === 0) throw new Refusal("no_text");
  apply(message, stream, chunks, workspace);
  return { channel: message.channel, ts: message.ts };
};

const stop: Method = (args, workspace) => {
  const { message, stream } = streaming(args, workspace);
  const chunks = chunksOf(args);
  const last = args.blocks === undefined ? [] : args.blocks;
  refuseProblems(checkBlocks(last));
  apply(message, stream, chunks, workspace);
  message.blocks = [...message.blocks, ...withIds(last, workspace.ids)];
  if (args.metadata !== undefined) message.metadata = args.metadata;
  stream.state = "stopped";
  workspace.changed();
  return {
    channel: message.channel,
    ts: message.ts,
    message: messageOnWire(message, workspace),
  };
};

function streaming(args: Json, workspace: Workspace): { message: Message; stream: Stream } {
  const channel = workspace.channel(need(args, "channel"));
  const message = workspace.find(channel.id, need(args, "ts"));
  if (!message) throw new Refusal("message_not_found");
  if (message.bot_id !== workspace.installation.botId)
    throw new Refusal("message_not_owned_by_app");
  const { stream } = message;
  if (stream && workspace.clock.now() - stream.startedAt > STREAM_LIFE) expire(stream);
  if (stream?.state !== "streaming") throw new Refusal("message_not_in_streaming_state");
  return { message, stream };
}

/** Ends a stream from Slack's side, as it does after some minutes. */
export function expire(stream: Stream): void {
  if (stream.state === "streaming") stream.state = "expired";
}

/** markdown_text counts as a chunk that comes before the others. */
function chunksOf(args: Json): readonly Json[] {
  const markdown = maybe(args, "markdown_text");
  if (markdown !== undefined && markdown.length > MARKDOWN) throw new Refusal("msg_too_long");
  const chunks = args.chunks ?? [];
  const problems = list(chunk, { min: 0, max: 1000 })(chunks, "/chunks");
  refuseChunks(problems.map(({ message, path }) => `[ERROR] ${message} [json-pointer:${path}]`));
  const given = Array.isArray(chunks) ? chunks : [];
  given.forEach((each, at) => {
    if (each.type === "blocks") refuseProblems(checkBlocks(each.blocks, `/chunks/${at}/blocks`));
  });
  return markdown === undefined ? given : [{ type: "markdown_text", text: markdown }, ...given];
}

function refuseChunks(messages: readonly string[]): void {
  if (messages.length > 0) throw new Refusal("invalid_chunks", messages);
}

function apply(
  message: Message,
  stream: Stream,
  chunks: readonly Json[],
  workspace: Workspace,
): void {
  const added = chunks.flatMap((each) => withIds(each.blocks, workspace.ids));
  if (message.blocks.length + added.length > BLOCKS) throw new Refusal("msg_blocks_too_many");
  stream.chunks.push(...chunks);
  for (const each of chunks) {
    if (each.type === "markdown_text") message.markdown_text += String(each.text);
    if (each.type === "task_update") stream.tasks.set(String(each.id), each);
    if (each.type === "plan_update") stream.planTitle = String(each.title);
  }
  message.blocks = [...message.blocks, ...added];
  message.text = message.markdown_text;
  workspace.changed();
}

export const streams: Methods = {
  "chat.startStream": start,
  "chat.appendStream": append,
  "chat.stopStream": stop,
};
