import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { pino } from "pino";
import { UserError } from "../errors.ts";
import type { Access } from "./access.ts";
import type { Backend } from "./backend.ts";
import { createConsole } from "./console-app.ts";
import { isLoopback, LOOPBACK_HOSTS } from "./loopback.ts";

interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly access: Access;
  /** Where browsers elsewhere reach the pages. */
  readonly publicUrl?: string | undefined;
  readonly clock: () => Date;
  /** Answers requests below a path in the place of the console. */
  readonly mount?: { readonly path: string; readonly requests: RequestListener } | undefined;
}

/** How long open connections may finish when the server stops. */
const GRACE_MS = 3_000;

/**
 * Serves the console until `stop`. Throws a `UserError` for an address that others reach while nobody
 * has to sign in: whoever could reach it could read everything.
 */
export async function serveConsole(
  backend: Backend,
  { host, port, logLevel, access, publicUrl, clock, mount }: ServeOptions,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  if (!isLoopback(host) && access.isLocal) throw needsSignIn(`HOST=${host}`);
  const url = publicUrl === undefined ? undefined : new URL(publicUrl);
  const console = createConsole({
    backend,
    access,
    hosts: [...LOOPBACK_HOSTS, ...(url ? [url.hostname] : [])],
    isSecure: url?.protocol === "https:",
    isProxied: url !== undefined,
    clock,
    log: pino({ level: logLevel }, pino.destination(2)),
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
  if (cause.code === "EADDRNOTAVAIL") return noSuchAddress(host);
  return cause;
}

/** Why an address that others reach is refused; `setting` is what would make it one. */
export function needsSignIn(setting: string): UserError {
  return new UserError({
    ja: `${setting} で公開するには、サインインの設定が必要です。SESSION_SECRET（32文字以上）、PUBLIC_URL（外からの、https のアドレス）、SLACK_BOT_TOKEN などを設定してください。この端末だけで使うなら、HOST を 127.0.0.1、localhost、::1 のいずれかにし、PUBLIC_URL を空にしてください。`,
    en: `Serving on ${setting} needs sign-in: set SESSION_SECRET (at least 32 characters), PUBLIC_URL (the https address from elsewhere) and the tokens of Slack. For this machine alone, HOST is 127.0.0.1, localhost or ::1, and PUBLIC_URL is empty.`,
  });
}

function noSuchAddress(host: string): UserError {
  return new UserError({
    ja: `HOST=${host} というアドレスはこの端末にありません。127.0.0.1 か、この端末のアドレスにしてください。`,
    en: `HOST=${host} is no address of this machine. Use 127.0.0.1 or one that it has.`,
  });
}
