import { createChanges } from "./server/changes.ts";
import { createClock, createIds } from "./server/clock.ts";
import { createDeliver, type Deliver } from "./server/deliver.ts";
import { createFaults, type Faults } from "./server/faults.ts";
import { listen } from "./server/listener.ts";
import { expire } from "./server/methods/streams.ts";
import type { Transport } from "./server/parcel.ts";
import { createPayloads } from "./server/payloads.ts";
import { Refusal } from "./server/refusal.ts";
import { readResponse, respond } from "./server/response-urls.ts";
import { type Attempt, createSender } from "./server/sender.ts";
import { createSignedHttp } from "./server/signed-http.ts";
import { createSockets, type DisconnectReason } from "./server/sockets.ts";
import type {
  Call,
  Channel,
  Clock,
  Message,
  NewChannel,
  NewUser,
  OpenView,
  Status,
  SuggestedPrompts,
  User,
} from "./server/types.ts";
import { type ApiAnswer, createWebApi } from "./server/web-api.ts";
import { createWorkspace, type Installation, type Workspace } from "./server/workspace.ts";

export interface FakeSlackOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly installation?: Partial<Installation>;
  /** What the clock shows at first, now unless given. It stands still until it is set. */
  readonly start?: number | Date;
  /** Milliseconds of real time that the app has to acknowledge, 3000 unless given. */
  readonly ackWithinMs?: number;
}

/** A Slack on loopback that refuses what Slack would refuse. */
export interface FakeSlack extends Installation, Pick<Faults, "failNext" | "rate"> {
  /** For `clientOptions.slackApiUrl`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly deliver: Deliver;

  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
  /** The id of the direct messages between the app and somebody. */
  directMessage(user: string): string;

  /** Connections of Socket Mode that are open. */
  sockets(): number;
  /** Cuts all connections without a word. Returns how many; what was not acknowledged is sent again. */
  dropSockets(): number;
  /** Tells all connections to go, as Slack does every few hours. */
  disconnect(reason: DisconnectReason): void;
  /** Sends by signed POSTs to this request URL from now on, and no longer over sockets. */
  deliverTo(url: string): void;

  /** What everybody in a channel (or user's direct messages) sees, oldest first, of one thread if named. */
  messages(channel: string, thread_ts?: string): readonly Message[];
  /** What only one person sees, oldest first. */
  ephemerals(where?: { readonly user?: string; readonly channel?: string }): readonly Message[];
  /** Modals that are open, the topmost last; of one person if named. */
  views(user?: string): readonly OpenView[];
  /** The Home tab as it was published last. */
  home(user: string): OpenView | undefined;
  /** All statuses that were set, and "" where one was cleared, oldest first. */
  statuses(): readonly Status[];
  prompts(): readonly SuggestedPrompts[];
  /** The title that assistant.threads.setTitle gave. */
  title(channel: string, thread_ts: string): string | undefined;
  /** Calls of a method, or all. */
  calls(method?: string): readonly Call[];
  /** Everything that was sent to the app, each attempt by itself. */
  attempts(): readonly Attempt[];

  /** Ends all streams from Slack's side, as happens after about five minutes. Returns how many. */
  expireStreams(): number;

  /**
   * Resolves with what `probe` finds as soon as it finds something: it is asked now and after every
   * change. Rejects after 10 s, or `withinMs`, with the state as it is.
   */
  until<T>(
    probe: () => T | undefined | null | false,
    options?: { readonly withinMs?: number; readonly what?: string },
  ): Promise<T>;
  stop(): Promise<void>;
}

const INSTALLATION: Installation = {
  teamId: "T0MUSUBI",
  teamDomain: "musubi",
  appId: "A0MUSUBI",
  botUserId: "U0MUSUBI",
  botId: "B0MUSUBI",
  botName: "musubi",
};

export const FakeSlack = { start };

async function start(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const {
    botToken = "xoxb-fake",
    appToken = "xapp-fake",
    signingSecret = "fake-signing-secret",
    ackWithinMs = 3000,
  } = options;
  const installation = { ...INSTALLATION, ...options.installation };
  const calls: Call[] = [];
  const attempts: Attempt[] = [];
  const changes = createChanges(() => describe(workspace, { calls, attempts }));
  const clock = createClock(Number(options.start ?? Date.now()), changes.changed);
  const ids = createIds(clock);
  const workspace = createWorkspace(installation, { clock, ids, changes });
  const faults = createFaults();
  const listener = await listen(() => ({ api, response: answerResponse(workspace, calls) }));
  const api = createWebApi({
    workspace,
    faults,
    tokens: { bot: botToken, app: appToken },
    openConnection: () => sockets.open(listener.origin.replace("http:", "ws:")),
    calls,
  });
  const sockets = createSockets({
    server: listener.server,
    appId: installation.appId,
    ackWithinMs,
    nextId: () => ids.next("envelope-"),
    changed: changes.changed,
  });
  let transport: Transport = sockets.send;
  const deliver = createDeliver({
    workspace,
    payloads: createPayloads(workspace, `${listener.origin}/response`),
    sender: createSender({
      transport: (parcel) => transport(parcel),
      attempts,
      changed: changes.changed,
    }),
  });

  return {
    ...installation,
    ...stateOf(workspace),
    failNext: faults.failNext,
    rate: faults.rate,
    apiUrl: `${listener.origin}/api/`,
    botToken,
    appToken,
    signingSecret,
    clock,
    deliver,
    deliverTo(url) {
      transport = createSignedHttp({ url, signingSecret, ackWithinMs });
    },
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    attempts: () => attempts,
    until: changes.until,
    sockets: sockets.count,
    dropSockets: sockets.drop,
    disconnect: sockets.disconnect,
    async stop() {
      await sockets.stop();
      await listener.close();
    },
  };
}

function stateOf(workspace: Workspace) {
  const { messages, views, homes, statuses, prompts, titles } = workspace;
  const visible = (channel: string) =>
    messages.filter(
      (each) => each.channel === workspace.channel(channel).id && each.ephemeralTo === undefined,
    );
  return {
    addUser: workspace.addUser,
    addChannel: workspace.addChannel,
    directMessage: (user: string) => workspace.directMessage(user).id,
    messages: (channel: string, thread?: string) =>
      visible(channel).filter(
        ({ ts, thread_ts }) => thread === undefined || ts === thread || thread_ts === thread,
      ),
    ephemerals: ({ user, channel }: { user?: string; channel?: string } = {}) =>
      messages.filter(
        (each) =>
          each.ephemeralTo !== undefined &&
          (user === undefined || each.ephemeralTo === user) &&
          (channel === undefined || each.channel === channel),
      ),
    views: (user?: string) =>
      views.filter((each) => !each.closed && (user === undefined || each.user === user)),
    home: (user: string) => homes.get(user),
    statuses: () => statuses,
    prompts: () => prompts,
    title: (channel: string, thread_ts: string) => titles.get(`${channel}/${thread_ts}`),
    expireStreams() {
      const streams = messages.flatMap(({ stream }) =>
        stream?.state === "streaming" ? stream : [],
      );
      for (const stream of streams) expire(stream);
      workspace.changed();
      return streams.length;
    },
  };
}

function answerResponse(workspace: Workspace, calls: Call[]) {
  return (key: string, body: string): ApiAnswer => {
    const args = readResponse(body);
    const call: Call = { method: "response_url", args, token: "none", at: workspace.clock.now() };
    calls.push(call);
    try {
      respond(key, args, workspace);
      call.answer = { status: 200, body: { ok: true } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const gone = error.error === "used_url" || error.error === "expired_url";
      call.answer = {
        status: gone ? 404 : 400,
        body: { ok: false, error: error.error, ...error.more },
      };
    }
    workspace.changed();
    return { kind: "answer", ...call.answer };
  };
}

/** The state in a few lines, for the error of an `until` that waited in vain. */
function describe(
  { messages, views }: Workspace,
  { calls, attempts }: { calls: readonly Call[]; attempts: readonly Attempt[] },
): string {
  const lines = [
    ...messages.map(
      ({ channel, ts, user, ephemeralTo, text, stream }) =>
        `message ${channel} ${ts} ${user}${ephemeralTo ? ` to ${ephemeralTo}` : ""}${
          stream ? ` (${stream.state})` : ""
        }: ${JSON.stringify(text.slice(0, 80))}`,
    ),
    ...views
      .filter(({ closed }) => !closed)
      .map(({ id, user, view }) => `view ${id} ${user} ${view.callback_id ?? ""}`),
    ...calls.map(
      ({ method, answer }) =>
        `call ${method} → ${answer ? JSON.stringify(answer).slice(0, 200) : "no answer"}`,
    ),
    ...attempts.map(
      ({ kind, eventId = "", payload, ackedAfterMs, failure }) =>
        `sent ${kind} ${eventId} ${payload.type ?? payload.command}: ${
          failure ?? (ackedAfterMs === undefined ? "waiting" : "acknowledged")
        }`,
    ),
  ];
  return lines.slice(-60).join("\n");
}
