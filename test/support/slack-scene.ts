import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { AppOptions } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { openAccess } from "../../src/console/open-access.ts";
import { serveConsole } from "../../src/console/serve-console.ts";
import type { Actor } from "../../src/ledger/records.ts";
import type { Role } from "../../src/ledger/vocabulary.ts";
import type { Backend } from "../../src/slack/backend.ts";
import { EVENTS_PATH } from "../../src/slack/connection.ts";
import { type JoinedSlack, joinSlack } from "../../src/slack/slack-app.ts";
import type { Message } from "../fakes/server/types.ts";
import { FakeSlack } from "../fakes/slack-server.ts";
import { shippedData } from "./app.ts";
import { openApp } from "./open-app.ts";
import { scaled } from "./scale.ts";

export const MODES = ["socket", "http"] as const;
/** One way by default, for what does not depend on it; both at full scale. */
export const SOME_MODES = MODES.slice(0, scaled(MODES.length, 1));
export type Mode = (typeof MODES)[number];

export const ADMIN: Actor = { id: "U0ADMIN", role: "administrator" };

export interface Scene {
  readonly slack: FakeSlack;
  readonly app: App;
  readonly joined: JoinedSlack;
  /** What was told to the log. */
  readonly troubles: string[];
  /** Somebody who is registered. */
  person(
    id: string,
    role: Role,
    rest?: { name?: string; organisation?: string; locale?: string },
  ): Promise<void>;
  /** The answer to what somebody writes: the first message of the assistant in the thread. */
  ask(said: { user: string; channel?: string; text: string; thread_ts?: string }): Promise<Message>;
  /** What the assistant wrote in a channel, oldest first. */
  replies(channel: string, thread?: string): readonly Message[];
  /** Stops, and joins again over the same data. */
  restart(): Promise<void>;
}

/** Where Slack asks to wait, a test waits this many times less. */
const HURRY = 8;
/** No scene fails because the machine is busy: how fast things are is measured elsewhere. */
const PATIENCE_MS = 50_000;

/** The real assistant over the shipped cards, joined to a fake Slack in one of its two ways. */
export async function openScene(
  mode: Mode,
  {
    data = shippedData(),
    start = "2026-04-01T00:00:00Z",
    reconnectMs,
    faulty = {},
    model,
  }: {
    data?: string;
    start?: string;
    reconnectMs?: number;
    /** Parts of the app that fail. */
    faulty?: Partial<Backend>;
    model?: AppOptions["model"];
  } = {},
): Promise<Scene> {
  const slack = await FakeSlack.start({ start: new Date(start), ackWithinMs: PATIENCE_MS });
  onTestFinished(() => slack.stop());
  slack.addChannel({ id: "C1", name: "相談" });
  slack.addChannel({ id: "C2", name: "general" });
  const clock = () => new Date(slack.clock.now());
  const troubles: string[] = [];
  let current = await connect();
  onTestFinished(() => current.leave());
  slack.addUser({ id: ADMIN.id, name: "管理者" });

  async function connect() {
    const app = openApp({
      // Faults of a scripted model are part of a scene; the reply shows what came of them.
      ...(model && { onTrouble: () => {} }),
      dataFolder: data,
      clock,
      firstAdministrator: ADMIN.id,
      model,
    });
    const note = (message: string, cause?: unknown) =>
      troubles.push(cause === undefined ? message : `${message}: ${cause}`);
    const joined = await joinSlack({
      config: {
        botToken: slack.botToken,
        apiUrl: slack.apiUrl,
        reconnectMs: reconnectMs ?? PATIENCE_MS,
        mode:
          mode === "socket"
            ? { kind: "socket", appToken: slack.appToken }
            : { kind: "http", signingSecret: slack.signingSecret },
      },
      pause: (ms) => setTimeout(ms / HURRY),
      backend: { ...app, ...faulty },
      clock,
      log: { info: () => {}, warn: note, error: note },
    });
    const server =
      joined.requests &&
      (await serveConsole(app, {
        host: "127.0.0.1",
        port: 0,
        logLevel: "silent",
        access: openAccess(app, {
          host: "127.0.0.1",
          canSendLinks: false,
          firstAdministrator: ADMIN.id,
          clock,
        }),
        clock,
        mount: { path: EVENTS_PATH, requests: joined.requests },
      }));
    if (server) slack.deliverTo(`${server.address}${EVENTS_PATH}`);
    else await slack.until(() => slack.sockets() > 0);
    const leave = async () => {
      await joined.stop();
      await server?.stop();
      app.close();
    };
    return { app, joined, leave };
  }

  const ours = (messages: readonly Message[]) =>
    messages.filter(({ bot_id }) => bot_id !== undefined);
  return {
    slack,
    troubles,
    get app() {
      return current.app;
    },
    get joined() {
      return current.joined;
    },
    async person(id, role, { name = id.toLowerCase(), organisation, locale = "ja-JP" } = {}) {
      slack.addUser({ id, name, locale });
      if (role === "guest") return;
      const user = { id, name, role };
      await current.app
        .desk()
        .ledger.setUser({ ...user, ...(organisation !== undefined && { organisation }) }, ADMIN);
    },
    replies: (channel, thread) => ours(slack.messages(channel, thread)),
    async ask({ user, channel = slack.directMessage(user), ...said }) {
      const before = ours(slack.messages(channel)).length;
      const { message } = await slack.deliver.message({ user, channel, ...said });
      return slack.until(
        () => {
          const done = ours(slack.messages(channel, said.thread_ts ?? message.ts)).slice(-1)[0];
          // A stream stands there, empty, before it is known to be one.
          const isWhole =
            done?.stream?.state !== "streaming" && `${done?.text}${done?.blocks.length}` !== "0";
          return ours(slack.messages(channel)).length > before && isWhole ? done : undefined;
        },
        { what: `an answer to ${said.text}`, withinMs: PATIENCE_MS },
      );
    },
    async restart() {
      await current.leave();
      current = await connect();
    },
  };
}

/** What people read in a message, block by block. */
export function readOut({ blocks }: Pick<Message, "blocks">): string {
  return textsIn(blocks).join("");
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : textsIn(inner),
  );
}
