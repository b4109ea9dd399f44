import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { pino } from "pino";
import type { Assistant } from "../answers/assistant.ts";
import { UserError } from "../errors.ts";
import { createConsole } from "./console-app.ts";

interface ServedApp {
  readonly assistant: Pick<Assistant, "answer">;
  size(): Promise<{ cards: number; documents: number; passages: number }>;
}

interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Answers requests below a path in the place of the console. */
  readonly mount?: { readonly path: string; readonly requests: RequestListener } | undefined;
}

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];
/** How long open connections may finish when the server stops. */
const GRACE_MS = 3_000;

/**
 * Serves the console until `stop`. Binds the loopback only: there is no sign-in yet, so whoever
 * could reach it could read everything.
 */
export async function serveConsole(
  app: ServedApp,
  { host, port, logLevel, mount }: ServeOptions,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  if (!LOOPBACK.includes(host)) throw needsSignIn(host);
  const log = pino({ level: logLevel }, pino.destination(2));
  const console = createConsole({
    assistant: app.assistant,
    size: () => app.size(),
    hosts: [...LOOPBACK, "[::1]"],
    onError: (error) => log.error(error),
  });
  const server = await listen(getRequestListener(console.fetch), { host, port, mount });
  return {
    address: `http://${host.includes(":") ? `[${host}]` : host}:${server.port}`,
    stop: () => server.stop(),
  };
}

function listen(
  pages: RequestListener,
  { host, port, mount }: Pick<ServeOptions, "host" | "port" | "mount">,
) {
  return new Promise<{ port: number; stop(): Promise<void> }>((resolve, reject) => {
    const server = createServer((request, response) => {
      const isMounted = mount !== undefined && request.url?.split("?")[0] === mount.path;
      (isMounted ? mount.requests : pages)(request, response);
    });
    server.once("error", (cause: NodeJS.ErrnoException) => reject(bindFault(cause, host, port)));
    server.listen(port, host, () => {
      const stop = () =>
        new Promise<void>((stopped) => {
          server.close(() => stopped());
          setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
          server.closeIdleConnections();
        });
      // It listens on a port, not on a pipe.
      resolve({ port: (server.address() as AddressInfo).port, stop });
    });
  });
}

function bindFault(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === "EADDRINUSE") {
    return new UserError(
      {
        ja: `ポート${port}は別のプログラムが使っています。そちらを止めるか、PORT=${port + 1} npm start のように別のポートを指定してください。`,
        en: `Port ${port} is in use by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
      },
      { cause },
    );
  }
  if (cause.code === "EACCES") {
    return new UserError(
      {
        ja: `ポート${port}を使う権限がありません。PORT に1024以上の番号を指定してください。`,
        en: `There is no permission to use port ${port}. Choose one from 1024 up with PORT.`,
      },
      { cause },
    );
  }
  if (cause.code === "EADDRNOTAVAIL") return needsSignIn(host);
  return cause;
}

function needsSignIn(host: string): UserError {
  return new UserError({
    ja: `HOST=${host} では公開できません。この版にはサインインがないため、127.0.0.1、localhost、::1 のいずれかにしてください。`,
    en: `Cannot serve on HOST=${host}: this version has no sign-in, so it must be 127.0.0.1, localhost or ::1.`,
  });
}
