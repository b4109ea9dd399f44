import type { WebClient } from "@slack/web-api";
import { callSlack, type Pause } from "./calls.ts";
import type { SlackMessage } from "./messages/message.ts";
import { paragraph, richText } from "./messages/rich-text.ts";
import type { Outbox } from "./outbox.ts";
import { type ThreadPlace, tagged } from "./place.ts";

/** A message under way: it shows a task at once, and becomes the whole message at the end. */
export interface Growing {
  /** Whether it stands there from now on. */
  start(task: string): Promise<boolean>;
  /** Shows a sentence below the task, until the whole message takes its place. */
  say(sentence: string): void;
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
  let said: Promise<boolean> | undefined;
  const append = async (ts: string, sentence: string, before: Promise<boolean> | undefined) => {
    if ((await before) === false) return false;
    const blocks = richText(paragraph([sentence]));
    try {
      await client.chat.appendStream({ channel, ts, chunks: [{ type: "blocks", blocks }] });
      return true;
    } catch (error) {
      log("a sentence could not be shown before the others", error);
      return false;
    }
  };
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
    say(sentence) {
      if (begun) said = append(begun.ts, sentence, said);
    },
    async finish(message, key) {
      if (!begun) return post(place, message, key);
      await said;
      return end(tools, { ...place, ...begun, hasSaid: said !== undefined }, message, key);
    },
  };
}

interface Stream extends ThreadPlace {
  readonly ts: string;
  readonly task: string;
  /** Whether sentences stand in it already. */
  readonly hasSaid: boolean;
}

/**
 * Ends a stream with the message; where that fails, or sentences stand there that the message has in
 * its own way or not at all, the message takes the place of the stream.
 */
async function end(
  { client, pause, log, post, update }: Tools,
  { channel, thread, ts, task, hasSaid }: Stream,
  message: SlackMessage,
  key: string,
): Promise<string> {
  const chunks = [
    { type: "task_update" as const, id: TASK, title: task, status: "complete" as const },
  ];
  const blocks = hasSaid ? {} : { blocks: message.blocks };
  const stopping = { channel, ts, chunks, ...blocks, ...tagged(key) };
  try {
    await callSlack(() => client.chat.stopStream(stopping), { pause });
    if (!hasSaid) return ts;
  } catch (error) {
    // Expired, refused, or ended by a call that was not answered.
    log("a stream did not end; its message is replaced", error);
  }
  try {
    await update({ channel, ts }, message);
    return ts;
  } catch (error) {
    log("the message of a stream could not be replaced; the whole is posted", error);
  }
  const whole = await post({ channel, thread }, message, key);
  if (hasSaid) await remove({ client, pause, log }, { channel, ts });
  return whole;
}

/** Nothing partial is left standing beside the whole. */
async function remove(
  { client, pause, log }: Pick<Tools, "client" | "pause" | "log">,
  message: { readonly channel: string; readonly ts: string },
): Promise<void> {
  try {
    await callSlack(() => client.chat.delete(message), { pause });
  } catch (error) {
    log("sentences of an answer that was posted whole could not be taken away", error);
  }
}
