import type { WebClient } from "@slack/web-api";
import { callSlack, type Pause, refusalOf } from "./calls.ts";
import { type Growing, growing } from "./growing.ts";
import type { SlackMessage } from "./messages/message.ts";
import { type Place, type ThreadPlace, tagged } from "./place.ts";
import { createStatuses, type SetStatus } from "./statuses.ts";

/** Writes to Slack: each message once, and as plain text where its blocks are refused. */
export interface Outbox {
  /** Posts; the ts of what was posted. `key` tells the message from others if the outcome is unknown. */
  post(place: Place, message: SlackMessage, key: string): Promise<string>;
  update(
    place: { readonly channel: string; readonly ts: string },
    message: SlackMessage,
  ): Promise<void>;
  /** Shows something to one person only. */
  whisper(place: Place, user: string, message: SlackMessage): Promise<void>;
  /** Posts to the direct messages with somebody. */
  tell(user: string, message: SlackMessage, key: string): Promise<string>;
  readonly status: SetStatus;
  /** An answer that grows where it stands, in direct messages. */
  stream(place: ThreadPlace, to: { readonly user: string; readonly team: string }): Growing;
}

/** Nothing that is quoted is fetched or previewed. */
export const QUIET = { unfurl_links: false, unfurl_media: false } as const;
const TOO_MUCH =
  /^(?:invalid_blocks|msg_blocks_too_long|msg_blocks_too_many|msg_too_long|invalid_arguments|invalid_blocks_format)$/u;

export function createOutbox({
  client,
  pause,
  log,
}: {
  readonly client: WebClient;
  readonly pause: Pause;
  readonly log: (message: string, cause: unknown) => void;
}): Outbox {
  const post: Outbox["post"] = (place, message, key) =>
    orPlain(message, log, (content) =>
      callSlack(
        async () =>
          (await client.chat.postMessage({ ...postArgs(place, content), ...tagged(key) })).ts ?? "",
        { pause, done: () => callSlack(() => findPosted(client, place, key), { pause }) },
      ),
    );
  const update: Outbox["update"] = async ({ channel, ts }, message) => {
    await orPlain(message, log, (content) =>
      callSlack(() => client.chat.update({ channel, ts, ...content }), { pause }),
    );
  };
  return {
    post,
    update,
    async whisper(place, user, message) {
      await orPlain(message, log, (content) =>
        callSlack(() => client.chat.postEphemeral({ ...postArgs(place, content), user }), {
          pause,
        }),
      );
    },
    async tell(user, message, key) {
      const { channel } = await callSlack(() => client.conversations.open({ users: user }), {
        pause,
      });
      return post({ channel: channel?.id ?? user }, message, key);
    },
    status: createStatuses({ client, pause, log }),
    stream: (place, to) => growing({ client, pause, log, post, update }, place, to),
  };
}

/** What Slack finds too much or wrong in blocks it still takes as text. */
async function orPlain<T>(
  message: SlackMessage,
  log: (message: string, cause: unknown) => void,
  send: (content: { text: string; blocks: SlackMessage["blocks"] }) => Promise<T>,
): Promise<T> {
  try {
    return await send({ text: message.text, blocks: message.blocks });
  } catch (error) {
    if (!TOO_MUCH.test(refusalOf(error) ?? "")) throw error;
    log("Slack refused the blocks of a message; its text is sent", error);
    return send({ text: message.text, blocks: [] });
  }
}

function postArgs(
  { channel, thread }: Place,
  content: { text: string; blocks: SlackMessage["blocks"] },
) {
  return { channel, ...content, ...QUIET, ...(thread !== undefined && { thread_ts: thread }) };
}

/** The message that a call wrote whose answer never came. */
async function findPosted(
  client: WebClient,
  { channel, thread }: Place,
  key: string,
): Promise<string | undefined> {
  const about = { channel, include_all_metadata: true, limit: 50 };
  const { messages } =
    thread === undefined
      ? await client.conversations.history(about)
      : await client.conversations.replies({ ...about, ts: thread });
  const found = messages?.find(({ metadata }) => {
    const payload: Readonly<Record<string, unknown>> = metadata?.event_payload ?? {};
    return payload["key"] === key;
  });
  return found?.ts;
}
