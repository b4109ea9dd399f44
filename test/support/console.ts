import { onTestFinished } from "vitest";
import { type Access, createAccess } from "../../src/console/access.ts";
import type { Backend } from "../../src/console/backend.ts";
import { createConsole } from "../../src/console/console-app.ts";
import { createInbox } from "../../src/ledger/inbox.ts";
import type { Actor } from "../../src/ledger/records.ts";

export const ADMIN: Actor = { id: "admin", role: "administrator" };
const HOST = "127.0.0.1";
const PUBLIC_HOST = "musubi.example.jp";

interface Options {
  readonly clock?: () => Date;
  /** Whether everybody has to sign in. */
  readonly isPublic?: boolean;
}

/** Where a browser's requests come from. */
interface Whence {
  /** Address of whoever speaks to the server. */
  readonly peer?: string;
  /** What a proxy adds. */
  readonly forwardedFor?: string;
  /** The name that the browser asks for. */
  readonly host?: string;
}

/** What the log was told. */
export interface Logged {
  readonly level: "info" | "warn" | "error";
  readonly about: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** The pages over an app, asked without a network, and a browser's cookies between its requests. */
export function openPages(
  backend: Backend,
  { clock = () => new Date(), isPublic = false }: Options = {},
) {
  const logged: Logged[] = [];
  const log = (level: Logged["level"]) => (about: object, message: string) => {
    logged.push({ level, about: { ...about }, message });
  };
  const access = createAccess({
    key: "k".repeat(32),
    ...(!isPublic && { local: ADMIN }),
    publicUrl: `https://${PUBLIC_HOST}`,
    ledger: () => backend.desk().ledger,
    inbox: () => createInbox(backend.desk().ledger.database, clock),
    clock,
  });
  const console = createConsole({
    backend,
    access,
    hosts: [HOST, PUBLIC_HOST],
    isSecure: false,
    isProxied: isPublic,
    clock,
    log: { info: log("info"), warn: log("warn"), error: log("error") },
  });
  onTestFinished(() => {
    logged.length = 0;
  });
  return {
    console,
    access,
    logged,
    browser: (whence?: Whence) => openTab(console, access, whence),
  };
}

type Console = ReturnType<typeof createConsole>;

/** One browser: it keeps its cookies, and knows the token that stands in the forms it is shown. */
function openTab(
  console: Console,
  access: Access,
  { peer = HOST, forwardedFor, host = HOST }: Whence = {},
) {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (forwardedFor !== undefined) headers.set("x-forwarded-for", forwardedFor);
    const response = await console.request(
      `http://${host}${path}`,
      { ...init, headers },
      { incoming: { socket: { remoteAddress: peer } } },
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const token = async () => {
    if (!cookies.has("musubi")) await request("/");
    const visitor = await access.visitorOf(cookies.get("musubi"));
    return access.csrfOf(visitor?.session ?? "");
  };
  return {
    cookies,
    request,
    get: (path: string) => request(path),
    /** Sends a form as our pages do, with their token. */
    async post(path: string, fields: Readonly<Record<string, string>> = {}) {
      return request(path, {
        method: "POST",
        body: new URLSearchParams({ csrf: await token(), ...fields }),
      });
    },
    async ask(
      body: unknown,
      headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
    ) {
      return request("/ask", {
        method: "POST",
        headers: { ...headers, "x-csrf": await token() },
        body: JSON.stringify(body),
      });
    },
  };
}
