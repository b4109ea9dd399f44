import { describe, expect, onTestFinished, test } from "vitest";
import {
  type ChatModel,
  type CompleteOptions,
  ModelFault,
  type Usage,
} from "../../src/models/chat-model.ts";
import { createCircuitBreaker } from "../../src/models/circuit-breaker.ts";
import { createChatModel } from "../../src/models/openai-chat-model.ts";
import type { FaultName } from "../fakes/openai/faults.ts";
import { type FakeOpenAi, startFakeOpenAi } from "../fakes/openai-server.ts";

const PASSAGE = '{"n":1,"text":"岡山テクノプラザ開催事業の予算額は5,000千円です。"}';
const MESSAGES = [
  { role: "system", content: "Answer in claims." },
  { role: "user", content: PASSAGE },
] as const;
const SCHEMA = {
  name: "claims",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["claims"],
    properties: { claims: { type: "array", items: { type: "string" } } },
  },
};

async function modelOverFake(limits: { totalMs?: number; idleMs?: number } = {}) {
  const openai = await startFakeOpenAi();
  onTestFinished(() => openai.stop());
  return { openai, chat: chatOver(openai, limits) };
}

function chatOver(openai: FakeOpenAi, limits: object = {}, now = () => 0): ChatModel {
  const settings = { model: openai.model, apiKey: openai.apiKey, baseUrl: openai.baseUrl };
  return createChatModel(
    { ...settings, pauseMs: 1, ...limits },
    { breaker: createCircuitBreaker({ faults: 3, restMs: 30_000, now }) },
  );
}

async function wholeReply(
  chat: ChatModel,
  options: Partial<CompleteOptions> = {},
): Promise<string> {
  let reply = "";
  for await (const piece of chat.complete(MESSAGES, { schema: SCHEMA, ...options })) reply += piece;
  return reply;
}

async function faultOf(reply: Promise<string>): Promise<unknown> {
  const error = await reply.then(
    (whole) => new Error(`Expected a fault, got ${whole.slice(0, 40)}`),
    (fault: unknown) => fault,
  );
  return error instanceof ModelFault ? error.reason : error;
}

describe("a language model", () => {
  test("replies in pieces that are told as they arrive, and tells what they cost", async () => {
    const { openai, chat } = await modelOverFake();
    const usages: Usage[] = [];
    const pieces: string[] = [];

    const options = { schema: SCHEMA, onUsage: (usage: Usage) => usages.push(usage) };
    for await (const piece of chat.complete(MESSAGES, options)) pieces.push(piece);

    expect(pieces.length).toBeGreaterThan(3);
    expect(JSON.parse(pieces.join("")).claims).toHaveLength(1);
    expect(openai.requests[0]?.body).toMatchObject({
      model: openai.model,
      stream: true,
      temperature: 0,
      response_format: { type: "json_schema", json_schema: { ...SCHEMA, strict: true } },
    });
    expect(usages).toEqual([
      { inputTokens: expect.any(Number), outputTokens: expect.any(Number), estimated: false },
    ]);
  });

  const LASTING: readonly (readonly [FaultName, ModelFault["reason"]])[] = [
    ["429", "busy"],
    ["429 with a long Retry-After", "busy"],
    ["500", "failed"],
    ["reset", "failed"],
    ["hang", "late"],
    ["stall", "late"],
    ["clean cut", "cut"],
    ["reset mid-stream", "failed"],
    ["half an event", "cut"],
    ["bad JSON in an event", "failed"],
    ["an error in the stream", "failed"],
    ["HTML", "cut"],
    ["empty body", "cut"],
    ["no choices", "cut"],
    ["very long", "too_long"],
    ["length", "unfinished"],
    ["content filter", "unfinished"],
  ];
  test.each(LASTING)("that fails with %s is a fault: %s", async (fault, reason) => {
    const isLate = reason === "late";
    const { openai, chat } = await modelOverFake(isLate ? { idleMs: 100 } : {});
    openai.failNext(fault, 2);

    expect(await faultOf(wholeReply(chat))).toBe(reason);
  });

  test.each<FaultName>(["429 with Retry-After", "500", "reset", "HTML"])(
    "that fails once with %s is asked once more",
    async (fault) => {
      const { openai, chat } = await modelOverFake();
      openai.failNext(fault);

      expect(JSON.parse(await wholeReply(chat)).claims).toHaveLength(1);
      expect(openai.requests).toHaveLength(2);
    },
  );

  test("is asked no second time when it has begun to speak", async () => {
    const { openai, chat } = await modelOverFake();
    openai.failNext("clean cut");

    expect(await faultOf(wholeReply(chat))).toBe("cut");
    expect(openai.requests).toHaveLength(1);
  });

  test("that drips is ended by the limit for the whole", async () => {
    const { openai, chat } = await modelOverFake({ totalMs: 150, idleMs: 10_000 });
    openai.failNext("stall");

    expect(await faultOf(wholeReply(chat))).toBe("late");
  });

  test("refuses a wrong key and a wrong model without another try", async () => {
    const { openai } = await modelOverFake();

    expect(await faultOf(wholeReply(chatOver(openai, { apiKey: "no" })))).toBe("refused");
    expect(await faultOf(wholeReply(chatOver(openai, { model: "gpt-0" })))).toBe("refused");
  });

  test("is left alone for a while after three faults in a row, then tried by one", async () => {
    const { openai } = await modelOverFake();
    let now = 0;
    const chat = chatOver(openai, {}, () => now);
    openai.failNext("429", 3);
    for (let i = 0; i < 3; i++) expect(await faultOf(wholeReply(chat))).toBe("busy");

    expect(await faultOf(wholeReply(chat))).toBe("resting");
    expect(openai.requests).toHaveLength(3);

    now = 30_001;
    const [first, second] = [wholeReply(chat), wholeReply(chat)];
    expect(await faultOf(second)).toBe("resting");
    expect(JSON.parse(await first).claims).toHaveLength(1);
    expect(JSON.parse(await wholeReply(chat)).claims).toHaveLength(1);
  });

  test("that nobody waits for any longer is no fault of the model", async () => {
    const { openai, chat } = await modelOverFake();
    openai.failNext("hang", 3);
    for (let i = 0; i < 3; i++) {
      const leaving = new AbortController();
      openai.play(() => {
        leaving.abort(new Error("left"));
        return "";
      });
      const reply = wholeReply(chat, { signal: leaving.signal });
      expect(await faultOf(reply)).toEqual(new Error("left"));
    }
    openai.play("honest");

    expect(JSON.parse(await wholeReply(chat)).claims).toHaveLength(1);
  });

  test("that cannot be reached is a fault", async () => {
    const { openai } = await modelOverFake();
    await openai.stop();

    expect(await faultOf(wholeReply(chatOver(openai)))).toBe("failed");
  });
});
