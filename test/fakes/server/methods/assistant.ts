import { isObject } from "../../rules/shape.ts";
import { need, Refusal } from "../refusal.ts";
import type { Json } from "../types.ts";
import type { Workspace } from "../workspace.ts";
import { threadOf } from "./chat.ts";
import type { Method, Methods } from "./method.ts";

const setStatus: Method = (args, workspace) => {
  const { channel, thread_ts } = threadIn(args, workspace);
  if (args.status !== "") need(args, "status");
  const loading_messages = strings(args.loading_messages, "loading_messages");
  if (loading_messages.length > 10)
    throw new Refusal("invalid_arguments", [
      "[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]",
    ]);
  const status = String(args.status);
  const at = workspace.clock.now();
  workspace.statuses.push({ channel, thread_ts, status, loading_messages, at });
  workspace.changed();
  return {};
};

const setSuggestedPrompts: Method = (args, workspace) => {
  const channel = workspace.channel(need(args, "channel_id")).id;
  const thread_ts = threadOf(args, channel, workspace);
  const prompts = promptsOf(args.prompts);
  const title = args.title === undefined ? undefined : need(args, "title");
  workspace.prompts.push({ channel, thread_ts, title, prompts });
  workspace.changed();
  return {};
};

const setTitle: Method = (args, workspace) => {
  const { channel, thread_ts } = threadIn(args, workspace);
  workspace.titles.set(`${channel}/${thread_ts}`, need(args, "title"));
  workspace.changed();
  return {};
};

/** A thread whose first message Slack knows. */
function threadIn(args: Json, workspace: Workspace) {
  const channel = workspace.channel(need(args, "channel_id")).id;
  need(args, "thread_ts");
  const thread_ts = threadOf(args, channel, workspace);
  if (thread_ts === undefined || !workspace.find(channel, thread_ts))
    throw new Refusal("invalid_thread_ts");
  return { channel, thread_ts };
}

function promptsOf(value: unknown): readonly { title: string; message: string }[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new Refusal("invalid_arguments", ["[ERROR] missing required field: prompts"]);
  if (value.length > 4)
    throw new Refusal("invalid_arguments", [
      "[ERROR] no more than 4 items allowed [json-pointer:/prompts]",
    ]);
  return value.map((each) => {
    if (!isObject(each)) throw new Refusal("invalid_arguments", ["[ERROR] must provide an object"]);
    return { title: need(each, "title"), message: need(each, "message") };
  });
}

function strings(value: unknown, name: string): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw new Refusal("invalid_arguments", [`[ERROR] must provide strings [json-pointer:/${name}]`]);
}

export const assistant: Methods = {
  "assistant.threads.setStatus": setStatus,
  "assistant.threads.setSuggestedPrompts": setSuggestedPrompts,
  "assistant.threads.setTitle": setTitle,
};
