import {
  App,
  HTTPReceiver,
  type Logger,
  LogLevel,
  type Receiver,
  SocketModeReceiver,
} from "@slack/bolt";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { UpstreamError, UserError } from "../errors.ts";

/** How Musubi joins Slack. */
export interface SlackConfig {
  readonly botToken: string;
  readonly apiUrl?: string | undefined;
  readonly mode:
    | { readonly kind: "socket"; readonly appToken: string }
    | { readonly kind: "http"; readonly signingSecret: string };
  /**
   * Milliseconds before a socket that was lost is opened again, and in which a ping has to be
   * answered; 5,000 unless given.
   */
  readonly reconnectMs?: number | undefined;
}

export interface Log {
  info(message: string, cause?: unknown): void;
  warn(message: string, cause?: unknown): void;
  error(message: string, cause?: unknown): void;
}

/** Who Musubi is in Slack. */
export interface Identity {
  readonly botUserId: string;
  readonly botId: string;
  readonly team: string;
  readonly workspace: string;
}

export const EVENTS_PATH = "/slack/events";
/** Longest that one call may take, in milliseconds; waiting and trying again is done by `callSlack`. */
const TIMEOUT_MS = 10_000;
const RECONNECT_MS = 5_000;
/**
 * The client of the sockets opens no other once the call for its address has failed: of all calls
 * this one is made until it is answered. It does not keep the process from ending.
 */
const UNTIL_REACHED = {
  forever: true,
  factor: 1.3,
  minTimeout: 1_000,
  maxTimeout: 30_000,
  unref: true,
};

export function clientOptionsOf({ apiUrl }: SlackConfig, logger: Logger) {
  return {
    ...(apiUrl !== undefined && { slackApiUrl: rootOf(apiUrl) }),
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger,
  };
}

/** The root of the Web API, also where the address of its sockets was given. */
function rootOf(url: string): string {
  return `${url.replace(/^ws/u, "http").replace(/\/+$/u, "")}/`;
}

/** Asks Slack who the tokens belong to. A `UserError` for a wrong one, an `UpstreamError` for no answer. */
export async function identify(config: SlackConfig, client: WebClient): Promise<Identity> {
  const { user_id, bot_id, team_id, team } = await asked(
    () => client.auth.test(),
    "SLACK_BOT_TOKEN",
  );
  const { mode } = config;
  if (mode.kind === "socket") {
    await asked(() => client.apps.connections.open({ token: mode.appToken }), "SLACK_APP_TOKEN");
  }
  return {
    botUserId: user_id ?? "",
    botId: bot_id ?? "",
    team: team_id ?? "",
    workspace: team ?? "",
  };
}

async function asked<T>(call: () => Promise<T>, variable: string): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof WebAPIPlatformError) throw refusedToken(variable, cause);
    throw new UpstreamError(
      "slack",
      {
        ja: "Slackに接続できません。ネットワークと SLACK_API_URL を確かめて、もう一度実行してください。",
        en: "Slack cannot be reached. Check the network and SLACK_API_URL, and run again.",
      },
      { cause },
    );
  }
}

function refusedToken(variable: string, cause: WebAPIPlatformError): UserError {
  const { error } = cause.data;
  return new UserError(
    {
      ja: `Slackが ${variable} を受け付けません（${error}）。Slackアプリの設定画面から正しいトークンを写し、もう一度実行してください。`,
      en: `Slack does not take ${variable} (${error}). Copy the right token from the app's settings and run again.`,
    },
    { cause },
  );
}

/** The Bolt app over the way that was configured, and what serves its requests over HTTP. */
export function boltApp(config: SlackConfig, identity: Identity, log: Log) {
  const logger = boltLogger(log);
  const clientOptions = clientOptionsOf(config, logger);
  const { mode } = config;
  const http =
    mode.kind === "http"
      ? new HTTPReceiver({ signingSecret: mode.signingSecret, endpoints: EVENTS_PATH, logger })
      : undefined;
  const receiver: Receiver =
    http ??
    new SocketModeReceiver({
      appToken: mode.kind === "socket" ? mode.appToken : "",
      logger,
      clientPingTimeout: config.reconnectMs ?? RECONNECT_MS,
      installerOptions: { clientOptions: { ...clientOptions, retryConfig: UNTIL_REACHED } },
    });
  const app = new App({
    receiver,
    logger,
    clientOptions,
    authorize: async () => ({
      botToken: config.botToken,
      botId: identity.botId,
      botUserId: identity.botUserId,
      teamId: identity.team,
    }),
  });
  return { app, http };
}

/** What Bolt has to say, from warnings up. */
export function boltLogger(log: Log): Logger {
  const text = (parts: readonly unknown[]) => parts.map(String).join(" ");
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts: unknown[]) => log.warn(text(parts)),
    error: (...parts: unknown[]) => log.error(text(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
