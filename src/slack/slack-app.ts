import type { RequestListener } from "node:http";
import { setTimeout } from "node:timers/promises";
import { WebClient } from "@slack/web-api";
import { createInbox } from "../ledger/inbox.ts";
import type { Backend } from "./backend.ts";
import type { Pause } from "./calls.ts";
import {
  boltApp,
  boltLogger,
  clientOptionsOf,
  identify,
  type Log,
  type SlackConfig,
} from "./connection.ts";
import { createAwaitingAnswers } from "./feedback-reminders.ts";
import { listen } from "./listeners.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createOutbox } from "./outbox.ts";
import { createPeople } from "./people.ts";
import { apologise } from "./questions.ts";
import { inTurns } from "./turns.ts";
import { createShownAnswers, type Workplace } from "./workplace.ts";

export interface SlackOptions {
  readonly config: SlackConfig;
  readonly backend: Backend;
  readonly clock: () => Date;
  readonly log: Log;
  /** An address of the pages for staff, for one person once; `undefined` where they need none. */
  readonly linkFor?: (user: string) => string | undefined;
  /** How waiting is done; default: by the clock on the wall. */
  readonly pause?: Pause;
}

/** Musubi in a Slack workspace. */
export interface JoinedSlack {
  /** Name of the workspace. */
  readonly workspace: string;
  /** Answers Slack's requests, where Slack calls by HTTP. */
  readonly requests?: RequestListener | undefined;
  /** Who is told of what falls due, and of the head of the ledger. */
  readonly notices: Notices;
  /** Resolves when nothing that people did is being dealt with any more. */
  settled(): Promise<void>;
  /** Leaves; what is being answered is answered first, for a few seconds at most. */
  stop(): Promise<void>;
}

/**
 * Joins Slack and answers from then on. A `UserError` for tokens that Slack does not take, an
 * `UpstreamError` when it cannot be reached.
 */
export async function joinSlack({
  config,
  backend,
  clock,
  log,
  linkFor = () => undefined,
  pause = pauseByTheClock,
}: SlackOptions): Promise<JoinedSlack> {
  const client = new WebClient(config.botToken, clientOptionsOf(config, boltLogger(log)));
  const identity = await identify(config, client);
  const warn = (message: string, cause: unknown) => log.warn(message, cause);
  const tools = { client, pause, log: warn };
  const at: Workplace = {
    ...tools,
    backend: inTurns(backend),
    clock,
    linkFor,
    botUserId: identity.botUserId,
    team: identity.team,
    outbox: createOutbox(tools),
    people: createPeople({
      ...tools,
      ledger: () => backend.desk().ledger,
      now: () => clock().getTime(),
    }),
    inbox: createInbox(backend.desk().ledger.database, clock),
    shown: createShownAnswers(),
    awaiting: createAwaitingAnswers(),
  };
  const { app, http } = boltApp(config, identity, log);
  const work = listen(app, at);
  const forget = followStrayRejections(log);
  if (!http) await app.start();
  await apologise(at, clock());
  return {
    workspace: identity.workspace,
    requests: http?.requestListener,
    notices: createNotices(at),
    settled: work.settled,
    async stop() {
      if (!http) await app.stop();
      await Promise.race([
        work.settled(),
        setTimeout(LONGEST_FAREWELL_MS, undefined, { ref: false }),
      ]);
      forget();
    },
  };
}

/** Does not keep the process from ending: Slack may ask to wait for a minute. */
const pauseByTheClock: Pause = (ms) => setTimeout(ms, undefined, { ref: false });

/** The process has to end within five seconds of being told. */
const LONGEST_FAREWELL_MS = 3_000;

/** The socket client leaves rejections of reconnections that nobody waits for: they must not end the process. */
function followStrayRejections(log: Log): () => void {
  const tell = (reason: unknown) =>
    log.error("a promise that nobody waited for was rejected", reason);
  process.on("unhandledRejection", tell);
  return () => process.off("unhandledRejection", tell);
}
