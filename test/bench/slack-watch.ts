import type { Call } from "../fakes/server/types.ts";
import type { FakeSlack } from "../fakes/slack-server.ts";
import { CHANNELS, USERS } from "./slack-load.ts";

/** Notes when people see first that somebody is at work, by message. */
export function watchSigns(slack: FakeSlack) {
  const signs = new Map<string, number>();
  let seen = 0;
  let isOver = false;
  const note = () => {
    const calls = slack.calls();
    for (let call = calls[seen]; call?.answer; call = calls[++seen]) {
      const message = signIn(call);
      if (message !== undefined && !signs.has(message)) signs.set(message, performance.now());
    }
    return isOver;
  };
  void slack.until(note, { withinMs: 600_000 });
  return {
    signs,
    stop() {
      isOver = true;
      slack.clock.advance(1);
    },
  };
}

/** The message whose author sees something by a call. */
function signIn({ method, args, answer }: Call): string | undefined {
  if (answer?.body.ok !== true) return undefined;
  if (method === "assistant.threads.setStatus")
    return args.status === "" ? undefined : `${args.channel_id}:${args.thread_ts}`;
  const isShown = method === "chat.startStream" || method === "chat.postMessage";
  return isShown ? `${args.channel}:${args.thread_ts}` : undefined;
}

/** How many whole answers stand in the thread of each message. */
export function finished(slack: FakeSlack): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const channel of [...CHANNELS, ...USERS.map(({ id }) => `D${id}`)]) {
    for (const { bot_id, stream, blocks, thread_ts } of slack.messages(channel)) {
      if (bot_id === undefined || stream?.state === "streaming" || blocks.length === 0) continue;
      const message = `${channel}:${thread_ts}`;
      counts.set(message, (counts.get(message) ?? 0) + 1);
    }
  }
  return counts;
}

/** How many calls were asked to wait. */
export function refusals(slack: FakeSlack): number {
  return slack.calls().filter(({ answer }) => answer?.status === 429).length;
}
