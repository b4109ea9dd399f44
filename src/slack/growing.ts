import type { WebClient } from "@slack/web-api";
import { callSlack, type Pause } from "./calls.ts";
import type { SlackMessage } from "./messages/message.ts";
import type { Outbox } from "./outbox.ts";
import { type ThreadPlace, tagged } from "./place.ts";

/** A message under way: it shows a task at once, and becomes the whole message at the end. */
export interface Growing {
  /** Whether it stands there from now on. */
  start(task: string): Promise<boolean>;
  /** Ends with the whole message, whatever became of the stream; the ts of it. */
  finish(message: SlackMessage, key: string): Promise<string>;
}

const TASK = "search";

interface Tools extends Pick<Outbox, "post" | "update"> {
  readonly client: WebClient;
  readonly pause: Pause;
  readonly log: (message: string, cause: unknown) => void;
}

export function growing(
  tools: Tools,
  place: ThreadPlace,
  { user, team }: { readonly user: string; readonly team: string },
): Growing {
  const { client, log, post } = tools;
  const { channel, thread } = place;
  let begun: { readonly ts: string; readonly task: string } | undefined;
  return {
    async start(task) {
      try {
        const { ts } = await client.chat.startStream({
          channel,
          thread_ts: thread,
          recipient_user_id: user,
          recipient_team_id: team,
          chunks: [{ type: "task_update", id: TASK, title: task, status: "in_progress" }],
        });
        begun = ts === undefined ? undefined : { ts, task };
      } catch (error) {
        log("an answer could not be streamed; it is posted whole", error);
      }
      return begun !== undefined;
    },
    finish: (message, key) =>
      begun ? end(tools, { ...place, ...begun }, message, key) : post(place, message, key),
  };
}

/** Ends a stream with the message; where that fails the message takes the place of the stream. */
async function end(
  { client, pause, log, post, update }: Tools,
  { channel, thread, ts, task }: ThreadPlace & { readonly ts: string; readonly task: string },
  message: SlackMessage,
  key: string,
): Promise<string> {
  const chunks = [
    { type: "task_update" as const, id: TASK, title: task, status: "complete" as const },
  ];
  const { blocks } = message;
  try {
    await callSlack(() => client.chat.stopStream({ channel, ts, chunks, blocks, ...tagged(key) }), {
      pause,
    });
    return ts;
  } catch (error) {
    // Expired, refused, or ended by a call that was not answered.
    log("a stream did not end; its message is replaced", error);
  }
  try {
    await update({ channel, ts }, message);
    return ts;
  } catch (error) {
    log("nor could its message be replaced; the whole is posted", error);
    return post({ channel, thread }, message, key);
  }
}
