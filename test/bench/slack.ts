import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { NotAcknowledged } from "../fakes/server/parcel.ts";
import { FakeSlack } from "../fakes/slack-server.ts";
import { ROOT } from "../support/root.ts";
import { seeded } from "../support/scale.ts";
import { percentile } from "./metrics.ts";
import { type Report, type Row, reportRows } from "./row.ts";
import {
  CHANNELS,
  type Delivery,
  deliveriesOf,
  type Joining,
  type MemberFigures,
  USERS,
} from "./slack-load.ts";
import { answersBelow, refusals, watchCalls } from "./slack-watch.ts";

const MESSAGES = 1_000;
/** Three times what Slack sends at most: 30,000 events an hour. */
const DELIVERIES_PER_SECOND = 30;
const DROPS = 20;
const REFUSED = 0.1;
/** So that the bench ends in about a minute: waits are cut to this share, and sockets come back sooner. */
const PAUSE_SHARE = 0.05;
const RECONNECT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** The assistant in a Slack that delivers twice, in no order, asks to wait and cuts the line. */
export async function benchSlack(): Promise<Report> {
  const data = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  const slack = await FakeSlack.start();
  try {
    return reportRows(await measure(slack, data));
  } finally {
    await slack.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function measure(slack: FakeSlack, data: string): Promise<readonly Row[]> {
  for (const { id } of USERS) slack.addUser({ id });
  for (const id of CHANNELS) slack.addChannel({ id });
  for (const { id } of USERS) slack.directMessage(id);
  const deliveries = deliveriesOf(MESSAGES, { botUserId: slack.botUserId, start: new Date() });
  const member = await joinMember(slack, data);
  slack.rate(REFUSED, seeded(429), { retryAfter: 1 });
  const watch = watchCalls(slack);
  const begun = performance.now();
  const sent = await sendAll(slack, deliveries);
  // What is missing after that is told with the figures.
  const all = slack.until(() => watch.answered.size >= MESSAGES, { withinMs: LONGEST_WAIT_MS });
  await all.catch(() => undefined);
  const wall = performance.now() - begun;
  const figures = await leave(member);
  watch.stop();
  const answers = answersBelow(slack);
  const signs = [...sent.deliveredAt].map(([message, at]) =>
    Math.max(0, (watch.signs.get(message) ?? Number.POSITIVE_INFINITY) - at),
  );
  const missing = MESSAGES - answers.size;
  const doubled = [...answers.values()].filter((count) => count > 1).length;
  return [
    { what: `messages without an answer, of ${MESSAGES}`, value: missing, unit: "", limit: 0 },
    { what: "messages answered more than once", value: doubled, unit: "", limit: 0 },
    {
      what: "rows missing from the answer log, or too many",
      value: Math.abs(MESSAGES - figures.rows),
      unit: "",
      limit: 0,
    },
    { what: "acknowledgement, p50", value: percentile(0.5, sent.acks), unit: "ms" },
    { what: "acknowledgement, p99", value: percentile(0.99, sent.acks), unit: "ms", limit: 1_000 },
    { what: "first sign, p50", value: percentile(0.5, signs), unit: "ms" },
    { what: "first sign, p95", value: percentile(0.95, signs), unit: "ms", limit: 1_000 },
    { what: "deliveries", value: deliveries.length, unit: "" },
    { what: "times that the line was cut", value: sent.drops, unit: "" },
    { what: "calls answered with 429", value: refusals(slack), unit: "" },
    {
      what: `all of it; of waits ${PAUSE_SHARE * 100} % waited`,
      value: wall / 1_000,
      unit: "s",
    },
    { what: "resident memory, peak", value: figures.peakMb, unit: "MB" },
  ];
}

async function joinMember(slack: FakeSlack, data: string): Promise<ChildProcess> {
  const child = fork(join(ROOT, "test/bench/slack-member.ts"), [data], {
    execArgv: ["--import", "tsx"],
  });
  const joining: Joining = {
    config: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      mode: { kind: "socket", appToken: slack.appToken },
      reconnectMs: RECONNECT_MS,
    },
    users: USERS,
    pauseShare: PAUSE_SHARE,
  };
  child.send(joining);
  await Promise.race([once(child, "message"), endedEarly(child)]);
  await slack.until(() => slack.sockets() > 0);
  return child;
}

async function leave(child: ChildProcess): Promise<MemberFigures> {
  child.send("leave");
  const [figures] = await Promise.race([once(child, "message"), endedEarly(child)]);
  // Written by slack-member.ts.
  return figures as MemberFigures;
}

async function endedEarly(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`The assistant ended with ${code}`);
}

/** Sends at an even pace and cuts the line now and then; when each message reached the assistant first. */
async function sendAll(slack: FakeSlack, deliveries: readonly Delivery[]) {
  const deliveredAt = new Map<string, number>();
  const acks: number[] = [];
  const sending: Promise<void>[] = [];
  const send = async ({ message, event, ...options }: Delivery) => {
    const ms = await slack.deliver.event(event, options).then(
      (ack) => ack.ms,
      (error) => lateness(error),
    );
    if (ms === undefined) return;
    acks.push(ms);
    const at = performance.now() - ms;
    deliveredAt.set(message, Math.min(at, deliveredAt.get(message) ?? at));
  };
  const between = deliveries.length / DROPS;
  const begun = performance.now();
  let drops = 0;
  for (const [i, delivery] of deliveries.entries()) {
    await setTimeout(begun + (i * 1_000) / DELIVERIES_PER_SECOND - performance.now());
    sending.push(send(delivery));
    if (i > (drops + 0.5) * between) drops += slack.dropSockets();
  }
  await Promise.all(sending);
  return { deliveredAt, acks, drops };
}

/** Nothing for a delivery whose socket was cut, endless for one that was not acknowledged in time. */
function lateness(error: unknown): number | undefined {
  if (!(error instanceof NotAcknowledged)) throw error;
  return error.reason === "timeout" ? Number.POSITIVE_INFINITY : undefined;
}
