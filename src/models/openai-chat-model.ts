import { setTimeout as pause } from "node:timers/promises";
import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAICompletions } from "@langchain/openai";
import {
  type ChatMessage,
  type ChatModel,
  type CompleteOptions,
  ModelFault,
} from "./chat-model.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { createReplyReader } from "./read-reply.ts";
import { withinLimits } from "./within-limits.ts";

export interface ChatModelSettings {
  readonly model: string;
  /** Absent for servers that want none. */
  readonly apiKey?: string | undefined;
  /** Another server that speaks as OpenAI does. */
  readonly baseUrl?: string | undefined;
  /** For one reply, the retry included. 15 s unless given. */
  readonly totalMs?: number | undefined;
  /** Between two pieces of a reply, and before the first. 8 s unless given. */
  readonly idleMs?: number | undefined;
  /** How long to wait before the one retry where the server does not say. 300 ms unless given. */
  readonly pauseMs?: number | undefined;
}

const OPENAI = "https://api.openai.com/v1";
const TOTAL_MS = 15_000;
const IDLE_MS = 8_000;
const PAUSE_MS = 300;
/** What a server may ask us to wait; longer, and the reader is better served without it. */
const LONGEST_PAUSE_MS = 2_000;
/** Longest reply that is asked for. */
const MAX_TOKENS = 2_000;

/**
 * A chat model behind OpenAI's interface. A fault before the first piece of a reply is tried once
 * more, unless the server refused the request or asks for more time than there is.
 */
export function createChatModel(
  settings: ChatModelSettings,
  { breaker }: { readonly breaker: CircuitBreaker },
): ChatModel {
  const client = clientFor(settings);
  return {
    async *complete(messages, options) {
      if (!breaker.allows()) throw new ModelFault("resting");
      const { totalMs = TOTAL_MS, idleMs = IDLE_MS } = settings;
      try {
        yield* withinLimits(
          (signal) =>
            withRetry(() => attempt(client, messages, { ...options, signal }), settings, signal),
          { totalMs, idleMs, signal: options.signal },
        );
        breaker.succeeded();
      } catch (error) {
        // Who gives up waiting tells nothing about the server; nor does one wrong request.
        if (options.signal?.aborted) throw error;
        const fault = faultOf(error);
        if (fault.reason !== "refused") breaker.failed();
        throw fault;
      }
    },
  };
}

function clientFor({ model, apiKey, baseUrl }: ChatModelSettings): ChatOpenAICompletions {
  return new ChatOpenAICompletions({
    model,
    // The client insists on a key.
    apiKey: apiKey ?? "none",
    maxRetries: 0,
    maxTokens: MAX_TOKENS,
    // The same question is answered the same way, where the model lets one choose.
    ...(!REASONS.test(model) && { temperature: 0 }),
    // Named even where it is the usual one: the libraries look for others in the environment.
    configuration: { baseURL: baseUrl ?? OPENAI, logLevel: "off" },
  });
}

/** Models that refuse a temperature. */
const REASONS = /^(?:o\d|gpt-5(?!-chat))/u;

async function* withRetry(
  start: () => AsyncIterable<string>,
  { pauseMs = PAUSE_MS }: ChatModelSettings,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let hasSpoken = false;
  try {
    for await (const piece of start()) {
      hasSpoken = true;
      yield piece;
    }
    return;
  } catch (error) {
    const waitMs = retryAfterMs(error, pauseMs);
    if (hasSpoken || waitMs === undefined || signal.aborted) throw error;
    await pause(waitMs, undefined, { signal });
  }
  yield* start();
}

async function* attempt(
  client: ChatOpenAICompletions,
  messages: readonly ChatMessage[],
  { schema, signal, onUsage }: CompleteOptions,
): AsyncGenerator<string> {
  const stream = await client.stream(messages.map(asLangChain), {
    ...(signal && { signal }),
    response_format: { type: "json_schema", json_schema: { ...schema, strict: true } },
  });
  const reader = createReplyReader(messages);
  try {
    for await (const chunk of stream) {
      const piece = reader.take(chunk);
      if (piece !== "") yield piece;
    }
  } finally {
    const usage = reader.usage();
    if (usage) onUsage?.(usage);
  }
  reader.end();
}

function asLangChain({ role, content }: ChatMessage): SystemMessage | HumanMessage {
  return role === "system" ? new SystemMessage(content) : new HumanMessage(content);
}

/** What the errors of the client tell, as far as they tell it. */
interface ClientError {
  readonly status?: unknown;
  readonly headers?: { get?(name: string): string | null };
}

/** How long to wait before another try; `undefined` where none would help. */
function retryAfterMs(error: unknown, pauseMs: number): number | undefined {
  if (error instanceof ModelFault) return error.reason === "cut" ? pauseMs : undefined;
  // Errors of the client are plain objects with a status.
  const { status, headers } = error as ClientError;
  if (status === 429) {
    const seconds = Number(headers?.get?.("retry-after") ?? Number.NaN);
    return seconds * 1000 <= LONGEST_PAUSE_MS ? seconds * 1000 : undefined;
  }
  return typeof status === "number" && status < 500 ? undefined : pauseMs;
}

function faultOf(error: unknown): ModelFault {
  if (error instanceof ModelFault) return error;
  // Errors of the client are plain objects with a status.
  const { status } = error as ClientError;
  if (typeof status !== "number") return new ModelFault("failed", { cause: error });
  const told = { cause: error, status };
  if (status === 429) return new ModelFault("busy", told);
  return new ModelFault(status < 500 ? "refused" : "failed", told);
}
