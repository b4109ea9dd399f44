import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { ChatRequest } from "./types.ts";

/** Characters of a piece of a stream. */
const PIECE = 16;
const CREATED = 1_790_000_000;

/** How a reply ends, where not as it should. */
export interface Ending {
  readonly finishReason?: string;
}

/** Sends a whole reply, at once or as a stream. */
export function sendReply(
  response: ServerResponse,
  request: ChatRequest,
  content: string | null,
  { finishReason = "stop" }: Ending = {},
): void {
  if (!request.stream) {
    sendJson(response, 200, completion(request, content, finishReason));
    return;
  }
  openStream(response, request);
  for (const piece of piecesOf(content ?? "")) sendPiece(response, request, piece);
  endStream(response, request, content ?? "", finishReason);
}

/** Sends a stream piece by piece; `onSent` is told of all that was sent so far, right after each piece. */
export async function sendSlowly(
  response: ServerResponse,
  request: ChatRequest,
  content: string,
  { pieceMs, onSent }: Pace,
): Promise<void> {
  openStream(response, request);
  let sent = "";
  for (const piece of piecesOf(content)) {
    await setTimeout(pieceMs);
    sendPiece(response, request, piece);
    sent += piece;
    onSent(sent);
  }
  endStream(response, request, content, "stop");
}

export interface Pace {
  /** Before each piece of sixteen characters. */
  readonly pieceMs: number;
  readonly onSent: (sent: string) => void;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

export function openStream(response: ServerResponse, request: ChatRequest): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  sendEvent(response, chunk(request, { role: "assistant", content: "" }, null));
}

export function sendPiece(response: ServerResponse, request: ChatRequest, piece: string): boolean {
  const call = [
    {
      index: 0,
      id: "call_1",
      type: "function",
      function: { name: request.calls, arguments: piece },
    },
  ];
  const delta = request.calls === undefined ? { content: piece } : { tool_calls: call };
  return sendEvent(response, chunk(request, delta, null));
}

export function endStream(
  response: ServerResponse,
  request: ChatRequest,
  content: string,
  finishReason: string,
): void {
  sendEvent(response, chunk(request, {}, finishReason));
  if (request.includesUsage)
    sendEvent(response, {
      ...chunk(request, {}, null),
      choices: [],
      usage: usage(request, content),
    });
  response.end("data: [DONE]\n\n");
}

export function piecesOf(content: string): readonly string[] {
  const characters = [...content];
  return Array.from({ length: Math.ceil(characters.length / PIECE) }, (_, at) =>
    characters.slice(at * PIECE, (at + 1) * PIECE).join(""),
  );
}

function sendEvent(response: ServerResponse, event: unknown): boolean {
  return response.write(`data: ${JSON.stringify(event)}\n\n`);
}

function chunk({ model }: ChatRequest, delta: unknown, finishReason: string | null) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: CREATED,
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
  };
}

function completion(request: ChatRequest, content: string | null, finishReason: string) {
  const call = {
    id: "call_1",
    type: "function",
    function: { name: request.calls, arguments: content },
  };
  const message =
    request.calls === undefined
      ? { role: "assistant", content, refusal: null }
      : { role: "assistant", content: null, refusal: null, tool_calls: [call] };
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: CREATED,
    model: request.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
    usage: usage(request, content ?? ""),
  };
}

/** A token a character: nothing here depends on how the real tokenizer counts. */
function usage({ messages }: ChatRequest, content: string) {
  const prompt = messages.reduce((sum, message) => sum + [...message.content].length, 0);
  const written = [...content].length;
  return { prompt_tokens: prompt, completion_tokens: written, total_tokens: prompt + written };
}
