import type { Json } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** An event with what Slack adds to it: timestamps, the team, the kind of channel. */
export function completeEvent(event: Json, { ids, channels, installation }: Workspace): Json {
  const ts = event.ts ?? event.event_ts ?? ids.ts();
  const isMessage = event.type === "message" || event.type === "app_mention";
  const channel = channels.get(String(event.channel));
  return {
    event_ts: ts,
    ...(isMessage ? { ts, team: installation.teamId } : {}),
    ...(event.type === "message" && channel ? { channel_type: channel.kind } : {}),
    ...event,
  };
}

/** What people write is found again by conversations.replies, and can be answered in its thread. */
export function keepMessage(event: Json, workspace: Workspace): void {
  const { type, subtype, user, channel, ts, text, thread_ts, blocks } = event;
  if ((type !== "message" && type !== "app_mention") || subtype !== undefined) return;
  if (typeof user !== "string" || typeof channel !== "string" || typeof ts !== "string") return;
  if (workspace.find(channel, ts)) return;
  const thread = thread_ts === undefined ? undefined : String(thread_ts);
  workspace.post({ channel, user, ts, thread_ts: thread, args: { text, blocks } });
}
