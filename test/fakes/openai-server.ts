import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { FAULTS, type FaultName } from "./openai/faults.ts";
import { readChatRequest, readModel } from "./openai/read-request.ts";
import { type Pace, sendJson, sendReply, sendSlowly } from "./openai/replies.ts";
import { SCRIPTS } from "./openai/scripts.ts";
import { type ChatRequest, isObject, type Json, Refusal, type Script } from "./openai/types.ts";

/** A server on loopback that speaks as OpenAI does and refuses what OpenAI refuses. */
export interface FakeOpenAi {
  /** For `OPENAI_BASE_URL`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  readonly embeddingModel: string;
  /** Requests for completions that were accepted, in order. */
  readonly requests: readonly ChatRequest[];
  /** How the model behaves from now on: honest unless told. */
  play(script: Script | keyof typeof SCRIPTS): void;
  /** What goes wrong with the next replies. */
  failNext(fault: FaultName, times?: number): void;
  /** What was embedded, request by request. */
  readonly embedded: readonly { readonly model: string; readonly texts: readonly string[] }[];
  /** What embeds from now on: further models, vectors of another length, a fault after so many requests. */
  embedWith(changes: Partial<Embedding>): void;
  /** How fast replies are sent from now on: at once unless told, and again with nothing. */
  pace(pace: Pace | undefined): void;
  stop(): Promise<void>;
}

interface Embedding {
  readonly models: readonly string[];
  readonly dimensions: number;
  readonly requestsLeft: number;
}

/** Starts the server on a free port. */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  const known = { apiKey: "sk-test", model: "gpt-test", embeddingModel: "embedding-test" };
  const requests: ChatRequest[] = [];
  const faults: FaultName[] = [];
  const embedded: { model: string; texts: readonly string[] }[] = [];
  let embedding: Embedding = {
    models: [known.embeddingModel],
    dimensions: 64,
    requestsLeft: Number.POSITIVE_INFINITY,
  };
  const embed = (body: Json) => {
    const model = readModel(body, embedding.models);
    const reply = embeddings({ dimensions: embedding.dimensions, ...body }, model);
    if (embedding.requestsLeft === 0) throw new Refusal(500, "The server had an error");
    embedding = { ...embedding, requestsLeft: embedding.requestsLeft - 1 };
    embedded.push({ model, texts: [body.input].flat().map(String) });
    return reply;
  };
  let script: Script = SCRIPTS.honest;
  let pace: Pace | undefined;
  const complete = async (response: ServerResponse, body: Json) => {
    const request = readChatRequest(body, [known.model]);
    const content = script(request, requests);
    requests.push(request);
    const fault = faults.shift();
    if (fault) await FAULTS[fault](response, request, content);
    else if (pace) await sendSlowly(response, request, content, pace);
    else sendReply(response, request, content);
  };
  const routes: Readonly<Record<string, (response: ServerResponse, body: Json) => unknown>> = {
    "POST /v1/chat/completions": complete,
    "POST /v1/embeddings": (response, body) => sendJson(response, 200, embed(body)),
    "GET /v1/models": (response) =>
      sendJson(response, 200, {
        object: "list",
        data: [known.model, known.embeddingModel].map((id) => ({
          id,
          object: "model",
          created: 0,
          owned_by: "test",
        })),
      }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (request.headers.authorization !== `Bearer ${known.apiKey}`)
      throw badKey(request.headers.authorization);
    const path = (request.url ?? "").split("?")[0];
    const route = routes[`${request.method} ${path}`];
    if (!route) throw unknownRoute(request, path ?? "", Object.keys(routes));
    await route(response, request.method === "GET" ? {} : parsed(body));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const refusal = error instanceof Refusal ? error : new Refusal(500, String(error));
      sendJson(response, refusal.status, refusal.body());
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    ...known,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    embedded,
    embedWith: (changes) => {
      embedding = { ...embedding, ...changes };
    },
    play: (played) => {
      script = typeof played === "string" ? SCRIPTS[played] : played;
    },
    pace: (given) => {
      pace = given;
    },
    failNext: (fault, times = 1) => void faults.push(...Array<FaultName>(times).fill(fault)),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

function badKey(given: string | undefined): Refusal {
  return given === undefined
    ? new Refusal(401, "You didn't provide an API key.")
    : new Refusal(401, "Incorrect API key provided.", { code: "invalid_api_key" });
}

function unknownRoute(
  { method }: IncomingMessage,
  path: string,
  routes: readonly string[],
): Refusal {
  const isKnown = routes.some((route) => route.endsWith(` ${path}`));
  return isKnown
    ? new Refusal(405, `Not allowed to ${method} on ${path}.`, { code: "method_not_supported" })
    : new Refusal(404, `Invalid URL (${method} ${path})`, { code: "unknown_url" });
}

function parsed(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Told below, as for JSON that is no object.
  }
  throw new Refusal(400, "We could not parse the JSON body of your request.");
}

function embeddings({ input, encoding_format: format, dimensions }: Json, model: string) {
  const inputs: readonly unknown[] = Array.isArray(input) ? input : [input];
  if (inputs.length === 0 || inputs.some((each) => typeof each !== "string" || each === ""))
    throw new Refusal(400, "'$.input' is invalid. Please check the API reference.", {
      param: "input",
    });
  const data = inputs.map((each, index) => {
    const vector = pairVector(String(each), Number(dimensions));
    const embedding =
      format === "base64"
        ? Buffer.from(Float32Array.from(vector).buffer).toString("base64")
        : vector;
    return { object: "embedding", index, embedding };
  });
  const tokens = inputs.join("").length;
  return { object: "list", data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** Counts of pairs of characters, folded into a unit vector: near texts have near vectors. */
function pairVector(input: string, dimensions: number): readonly number[] {
  const vector = Array<number>(dimensions).fill(0);
  const points = [...` ${input} `].map((c) => c.codePointAt(0) ?? 0);
  for (const [at, point] of points.slice(1).entries()) {
    const place = ((points[at] ?? 0) * 31 + point) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
