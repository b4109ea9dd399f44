import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { endStream, openStream, piecesOf, sendJson, sendPiece, sendReply } from "./replies.ts";
import { type ChatRequest, Refusal } from "./types.ts";

type Fault = (
  response: ServerResponse,
  request: ChatRequest,
  content: string,
) => Promise<void> | void;

const VERY_LONG = 20_000_000;
const busy = new Refusal(429, "Rate limit reached for requests", {
  type: "requests",
  code: "rate_limit_exceeded",
});

/** Faults of a service, by name; one reply each. Where nothing is a stream, a cut is a cut body. */
export const FAULTS = {
  "429": (response) => sendJson(response, 429, busy.body()),
  "429 with Retry-After": (response) => {
    response.setHeader("retry-after", "1");
    sendJson(response, 429, busy.body());
  },
  "429 with a long Retry-After": (response) => {
    response.setHeader("retry-after", "120");
    sendJson(response, 429, busy.body());
  },
  "500": (response) =>
    sendJson(
      response,
      500,
      new Refusal(500, "The server had an error while processing your request", {
        type: "server_error",
      }).body(),
    ),
  reset: (response) => {
    response.socket?.resetAndDestroy();
  },
  /** Never answers. */
  hang: () => {},
  /** Goes quiet in the midst of a stream. */
  stall: (response, request, content) => half(response, request, content),
  /** Ends in the midst of a stream as if all were said. */
  "clean cut": async (response, request, content) => {
    half(response, request, content);
    response.end();
  },
  "reset mid-stream": async (response, request, content) => {
    half(response, request, content);
    await new Promise((sent) => response.write(":\n\n", sent));
    response.socket?.resetAndDestroy();
  },
  "half an event": (response, request, content) => {
    half(response, request, content);
    response.end('data: {"id":"chatcmpl-1","object":"chat.comp');
  },
  "bad JSON in an event": (response, request, content) => {
    half(response, request, content);
    response.end("data: {nonsense}\n\ndata: [DONE]\n\n");
  },
  "an error in the stream": (response, request, content) => {
    half(response, request, content);
    response.end(`data: ${busy.body()}\n\n`);
  },
  "half JSON": (response, request, content) =>
    sendReply(response, request, content.slice(0, content.length / 2)),
  HTML: (response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Sign in</title><h1>Welcome to the hotel</h1>");
  },
  empty: (response, request) => sendReply(response, request, ""),
  "empty body": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end();
  },
  "no choices": (response, { model }) =>
    sendJson(response, 200, {
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 0,
      model,
      choices: [],
    }),
  null: (response, request) => sendReply(response, request, null),
  /** Goes on for twenty million characters, as long as somebody reads. */
  "very long": async (response, request) => {
    if (!request.stream) {
      sendReply(response, request, "長".repeat(VERY_LONG));
      return;
    }
    openStream(response, request);
    const piece = "長".repeat(10_000);
    for (let sent = 0; sent < VERY_LONG && !response.destroyed; sent += piece.length) {
      if (!sendPiece(response, request, piece)) await drained(response);
    }
    endStream(response, request, "", "stop");
  },
  /** Ran out of room. */
  length: (response, request, content) =>
    sendReply(response, request, content.slice(0, content.length / 2), { finishReason: "length" }),
  "content filter": (response, request) =>
    sendReply(response, request, "", { finishReason: "content_filter" }),
  /** Says something that is no JSON at all. */
  prose: (response, request) => sendReply(response, request, "予算は100億円です。"),
  "other shape": (response, request) =>
    sendReply(response, request, '{"answer":"予算は100億円です。","claims":"none"}'),
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;

/** When there is room again, or nobody there any more. */
async function drained(response: ServerResponse): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([
    once(response, "drain", { signal }),
    once(response, "close", { signal }),
  ]).finally(() => settled.abort());
}

function half(response: ServerResponse, request: ChatRequest, content: string): void {
  const pieces = piecesOf(content);
  if (request.stream) openStream(response, request);
  else response.writeHead(200, { "content-type": "application/json" });
  for (const piece of pieces.slice(0, Math.ceil(pieces.length / 2))) {
    if (request.stream) sendPiece(response, request, piece);
    else response.write(piece);
  }
}
