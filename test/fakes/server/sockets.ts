import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { isObject } from "../rules/shape.ts";
import { NotAcknowledged, type Parcel, type Receipt, type Transport } from "./parcel.ts";

const CONNECTIONS = 10;
// The client gives up after 30 s without a ping.
const PING_EVERY_MS = 5000;

export interface Sockets {
  /** Sends over one of the connections; waits until there is one. */
  readonly send: Transport;
  /** A URL for one connection. */
  open(origin: string): string;
  /** Connections that were greeted and are open. */
  count(): number;
  /** Cuts all connections without a word; returns how many. */
  drop(): number;
  /** Tells all connections to go, as Slack does every few hours; the client closes them. */
  disconnect(reason: DisconnectReason): void;
  /** Closes all connections as a server does that goes down; cuts those that do not answer. */
  stop(): Promise<void>;
}

export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled";

interface Waiting {
  readonly socket: WebSocket;
  readonly began: number;
  settle(outcome: Receipt | NotAcknowledged): void;
}

/** The side of Slack of Socket Mode. */
export function createSockets({
  server,
  appId,
  ackWithinMs,
  nextId,
  changed,
}: {
  readonly server: Server;
  readonly appId: string;
  readonly ackWithinMs: number;
  readonly nextId: () => string;
  readonly changed: () => void;
}): Sockets {
  const wss = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  const arrivals = new Set<(socket: WebSocket | undefined) => void>();
  let turn = 0;

  server.on("upgrade", (request, socket, head) => {
    const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket");
    if (tickets.delete(String(ticket))) wss.handleUpgrade(request, socket, head, welcome);
    else socket.destroy();
  });

  const welcome = (ws: WebSocket) => {
    if (open.length >= CONNECTIONS) {
      refuse(ws);
      return;
    }
    open.push(ws);
    const pings = setInterval(() => ws.ping(), PING_EVERY_MS);
    ws.on("message", (data) => acknowledge(waiting, String(data)));
    ws.on("error", () => undefined); // what was cut off is told by "close"
    ws.on("close", () => {
      clearInterval(pings);
      leave(ws);
    });
    ws.send(JSON.stringify(hello(appId, open.length)));
    for (const arrived of [...arrivals]) arrived(ws);
    changed();
  };

  const leave = (ws: WebSocket) => {
    open.splice(open.indexOf(ws), 1);
    for (const each of [...waiting.values()].filter(({ socket }) => socket === ws))
      each.settle(new NotAcknowledged("connection_failed", "the socket was closed"));
    changed();
  };

  const connection = async (): Promise<WebSocket> => {
    turn += 1;
    const now = open[turn % Math.max(1, open.length)];
    if (now) return now;
    const next = await new Promise<WebSocket | undefined>((resolve) => {
      const arrived = (socket: WebSocket | undefined) => {
        arrivals.delete(arrived);
        resolve(socket);
      };
      arrivals.add(arrived);
    });
    if (!next) throw new NotAcknowledged("connection_failed", "the fake was stopped");
    return next;
  };

  const send: Transport = async (parcel) => {
    const socket = await connection();
    const id = nextId();
    return new Promise((resolve, reject) => {
      const settle = (outcome: Receipt | NotAcknowledged) => {
        clearTimeout(deadline);
        waiting.delete(id);
        if (outcome instanceof NotAcknowledged) reject(outcome);
        else resolve(outcome);
      };
      const deadline = setTimeout(
        () => settle(new NotAcknowledged("timeout", `${ackWithinMs} ms`)),
        ackWithinMs,
      );
      waiting.set(id, { socket, began: performance.now(), settle });
      socket.send(JSON.stringify(envelope(id, parcel)));
    });
  };

  return {
    send,
    open(origin) {
      const ticket = nextId();
      tickets.add(ticket);
      return `${origin}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    count: () => open.length,
    drop() {
      const dropped = [...open];
      for (const ws of dropped) ws.terminate();
      return dropped.length;
    },
    disconnect(reason) {
      const message = { type: "disconnect", reason, debug_info: { host: "fake" } };
      for (const ws of open) ws.send(JSON.stringify(message));
    },
    async stop() {
      for (const arrived of [...arrivals]) arrived(undefined);
      await Promise.all([...open].map(farewell));
      wss.close();
    },
  };
}

const FAREWELL_MS = 500;

function farewell(ws: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => ws.terminate(), FAREWELL_MS);
    ws.on("close", () => {
      clearTimeout(limit);
      resolve();
    });
    ws.close(1001);
  });
}

function hello(appId: string, count: number) {
  return {
    type: "hello",
    num_connections: count,
    debug_info: { host: "fake", build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function refuse(ws: WebSocket): void {
  ws.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets" }));
  ws.close();
}

function envelope(envelope_id: string, { kind, payload, retry }: Parcel) {
  return {
    envelope_id,
    type: kind,
    payload,
    accepts_response_payload: kind !== "events_api",
    ...(kind === "events_api"
      ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? "" }
      : {}),
  };
}

function acknowledge(waiting: ReadonlyMap<string, Waiting>, data: string): void {
  const message: unknown = JSON.parse(data);
  if (!isObject(message)) return;
  const found = waiting.get(String(message.envelope_id));
  if (!found) return;
  found.settle({ body: bodyOf(message.payload), ms: performance.now() - found.began });
}

/** The client sends an empty object where nothing was acknowledged with. */
function bodyOf(payload: unknown): unknown {
  return isObject(payload) && Object.keys(payload).length === 0 ? undefined : payload;
}
