import type { Call } from "../fakes/server/types.ts";
import type { FakeSlack } from "../fakes/slack-server.ts";
import { CHANNELS, USERS } from "./slack-load.ts";

/** What becomes of messages, each named `channel:ts`. */
export interface Watch {
  /** When people see first that somebody is at work. */
  readonly signs: ReadonlyMap<string, number>;
  /** Messages below which a whole answer stands. */
  readonly answered: ReadonlySet<string>;
  stop(): void;
}

/** Follows the calls as they come; it looks at each once, for the fake has to keep up with the load. */
export function watchCalls(slack: FakeSlack): Watch {
  const signs = new Map<string, number>();
  const answered = new Set<string>();
  const streams = new Map<string, string>();
  let seen = 0;
  let isOver = false;
  const note = (call: Call) => {
    const sign = signIn(call);
    if (sign !== undefined && !signs.has(sign)) signs.set(sign, performance.now());
    if (call.answer?.body.ok === true) noteDone(call, call.answer.body.ts);
  };
  const noteDone = ({ method, args }: Call, ts: unknown) => {
    if (method === "chat.startStream")
      streams.set(`${args.channel}:${ts}`, `${args.channel}:${args.thread_ts}`);
    if (method === "chat.postMessage") answered.add(`${args.channel}:${args.thread_ts}`);
    const ended = streams.get(`${args.channel}:${args.ts}`);
    if (ended !== undefined) answered.add(ended);
  };
  const look = () => {
    const calls = slack.calls();
    for (let call = calls[seen]; call?.answer; call = calls[++seen]) note(call);
    return isOver;
  };
  const watching = slack.until(look, { withinMs: 1_000_000 });
  return {
    signs,
    answered,
    stop() {
      isOver = true;
      slack.clock.advance(1);
      void watching;
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

/** How many whole answers stand below each message. */
export function answersBelow(slack: FakeSlack): ReadonlyMap<string, number> {
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
