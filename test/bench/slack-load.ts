import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SlackConfig } from "../../src/slack/connection.ts";
import type { Json } from "../fakes/server/types.ts";
import { ROOT } from "../support/root.ts";
import { seeded } from "../support/scale.ts";

/** What the assistant is told before it joins. */
export interface Joining {
  readonly config: SlackConfig;
  readonly users: readonly BenchUser[];
  /** Share of each wait that is really waited. */
  readonly pauseShare: number;
}

export interface BenchUser {
  readonly id: string;
  readonly role: "guest" | "coordinator" | "firm";
}

/** What the assistant knows of itself when it leaves. */
export interface MemberFigures {
  readonly rows: number;
  readonly peakMb: number;
}

/** One time that Slack sends something. */
export interface Delivery {
  /** The message that it tells of, as `channel:ts`. */
  readonly message: string;
  readonly event: Json;
  readonly eventId: string;
  readonly retry?: { readonly num: number; readonly reason: string };
}

export const CHANNELS = ["C1", "C2", "C3", "C4", "C5"] as const;
const ROLES = ["guest", "guest", "coordinator", "coordinator", "firm"] as const;
export const USERS: readonly BenchUser[] = Array.from({ length: 20 }, (_, i) => ({
  id: `U${i + 1}`,
  role: ROLES[i % ROLES.length] ?? "guest",
}));

/** Share of the messages that are sent again, once to three times. */
const REPEATED = 0.3;

/** Messages of all users, half of them direct, with what Slack sends twice, in no order. */
export function deliveriesOf(
  count: number,
  { botUserId, start }: { readonly botUserId: string; readonly start: Date },
): readonly Delivery[] {
  const random = seeded(20_261_130);
  const pick = <T>(all: readonly T[]): T => {
    const found = all[Math.floor(random() * all.length)];
    if (found === undefined) throw new Error("Expected something to pick from");
    return found;
  };
  const questions = ownQuestions();
  const deliveries = Array.from({ length: count }, (_, i): readonly Delivery[] => {
    const user = pick(USERS).id;
    const isDirect = random() < 0.5;
    const channel = isDirect ? `D${user}` : pick(CHANNELS);
    const question = questions[i % questions.length];
    const text = isDirect ? question : `<@${botUserId}> ${question}`;
    const ts = `${Math.floor(start.getTime() / 1000) - count + i}.000100`;
    const types = isDirect ? ["message"] : ["message", "app_mention"];
    const first = types.map((type) => ({
      message: `${channel}:${ts}`,
      event: { type, user, channel, text, ts },
      eventId: `Ev${i}${type}`,
    }));
    const again = random() < REPEATED ? Math.ceil(random() * 3) : 0;
    return [...first, ...Array.from({ length: again }, (_, k) => retryOf(pick(first), k + 1))];
  }).flat();
  return shuffled(deliveries, random);
}

function retryOf(delivery: Delivery, num: number): Delivery {
  return { ...delivery, retry: { num, reason: "http_timeout" } };
}

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all
    .map((each) => ({ each, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

function ownQuestions(): readonly string[] {
  return ["okayama-2004-plain", "nri-cases", "meti-2007-plain", "nri-regions-unanswerable"].flatMap(
    (name) =>
      readFileSync(join(ROOT, `test/fixtures/questions/${name}.jsonl`), "utf8")
        .trim()
        .split("\n")
        .map((line) => String(JSON.parse(line).question)),
  );
}
