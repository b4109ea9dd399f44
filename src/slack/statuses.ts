import { WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import type { Pause } from "./calls.ts";
import type { ThreadPlace } from "./place.ts";

/** Sets the line below a thread that says what is going on; "" takes it away. */
export type SetStatus = (place: ThreadPlace, text: string) => Promise<void>;

interface Later {
  sending?: Promise<void>;
}

/**
 * Sets statuses; one that cannot be set is no fault. Where Slack asks to wait nobody waits for it: it
 * is set later, unless it was taken away by then.
 */
export function createStatuses({
  client,
  pause,
  log,
}: {
  readonly client: WebClient;
  readonly pause: Pause;
  readonly log: (message: string, cause: unknown) => void;
}): SetStatus {
  const later = new Map<string, Later>();
  const send: SetStatus = async ({ channel, thread }, status) => {
    await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
  };
  const sendLater = async (place: ThreadPlace, text: string, waitMs: number) => {
    const mine: Later = {};
    later.set(keyOf(place), mine);
    await pause(waitMs);
    if (later.get(keyOf(place)) !== mine) return;
    mine.sending = send(place, text).catch((error) => log("a status could not be set", error));
    await mine.sending;
  };
  return async (place, text) => {
    const before = later.get(keyOf(place));
    later.delete(keyOf(place));
    // What is on its way must not arrive after what takes it away.
    await before?.sending;
    try {
      await send(place, text);
    } catch (error) {
      log("a status could not be set", error);
      if (text !== "" && error instanceof WebAPIRateLimitedError)
        void sendLater(place, text, error.retryAfter * 1_000);
    }
  };
}

function keyOf({ channel, thread }: ThreadPlace): string {
  return `${channel}:${thread}`;
}
