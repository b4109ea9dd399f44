import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApiAnswer, ApiRequest } from "./web-api.ts";

/** The fake's HTTP server: the Web API under /api/, response_urls under /response/. */
export interface Listener {
  readonly server: Server;
  readonly origin: string;
  close(): Promise<void>;
}

export interface Routes {
  readonly api: (request: ApiRequest) => ApiAnswer;
  readonly response: (key: string, body: string) => ApiAnswer;
}

/** Listens on a free port of loopback. The routes are asked for when something comes in. */
export async function listen(routes: () => Routes): Promise<Listener> {
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => send(response, answer(routes(), request, body)),
      () => response.destroy(),
    );
  });
  // Nothing in the fake goes by a timer: an idle line that ends itself meets calls on their way.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    server,
    origin: `http://127.0.0.1:${port}`,
    close: () => closeGently(server),
  };
}

const FAREWELL_MS = 500;

/** What was answered arrives before the lines are closed; calls that were left to hang are cut. */
function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 10);
    const limit = setTimeout(() => server.closeAllConnections(), FAREWELL_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(limit);
      resolve();
    });
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function answer(routes: Routes, request: IncomingMessage, body: string): ApiAnswer {
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  const [, place, name = ""] = pathname.split("/");
  const contentType = request.headers["content-type"] ?? "";
  if (place === "response") return routes.response(name, body);
  if (place !== "api") return { kind: "answer", status: 404, body: { ok: false } };
  return routes.api({
    method: name,
    authorization: request.headers.authorization,
    contentType,
    body: request.method === "GET" ? search.slice(1) : body,
  });
}

function send(response: ServerResponse, sent: ApiAnswer): void {
  if (sent.kind === "hang") return;
  if (sent.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(sent.status, {
    "content-type": "application/json; charset=utf-8",
    ...(sent.retryAfter === undefined ? {} : { "retry-after": String(sent.retryAfter) }),
  });
  response.end(JSON.stringify(sent.body));
}
