import { randomUUID } from "node:crypto";
import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Language } from "../text/language.ts";
import type { Access } from "./access.ts";
import { isLoopback } from "./loopback.ts";
import type { Metrics } from "./metrics.ts";
import { messagePage } from "./page.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { Asked, ConsoleEnv, Visit } from "./visit.ts";

/** The log of the server. What people wrote and who they are stays out of it. */
export interface Log {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

const COOKIE = "musubi";
const NOBODY = { id: "nobody", role: "guest" } as const;

/** Numbers, times and logs every request. */
export function followRequests({ log, metrics }: { readonly log: Log; readonly metrics: Metrics }) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const requestId = randomUUID();
    c.set("requestId", requestId);
    const begun = performance.now();
    await next();
    c.header("X-Request-Id", requestId);
    const seconds = (performance.now() - begun) / 1000;
    const about = { method: c.req.method, route: routePath(c), status: c.res.status };
    metrics.observe({ ...about, seconds });
    log.info({ requestId, ...about, ms: Math.round(seconds * 1000) }, "request");
  });
}

/** Knows who asks, gives a session to who has none, and asks for signing in where that is needed. */
export function knowVisitors(access: Access, clock: () => Date, isSecure: boolean) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    let cookie = getCookie(c, COOKIE);
    let visitor = await access.visitorOf(cookie);
    if (!visitor) {
      cookie = access.newCookie();
      keepCookie(c, cookie, isSecure);
      visitor = await access.visitorOf(cookie);
    }
    const session = visitor?.session ?? "";
    const visit: Visit = {
      actor: visitor?.actor ?? NOBODY,
      isKnown: visitor?.actor !== undefined,
      session,
      language: languageOf(c),
      csrf: access.csrfOf(session),
      isLocal: access.isLocal,
      now: clock(),
    };
    c.set("visit", visit);
    await next();
  });
}

export function keepCookie(c: Asked, cookie: string, isSecure: boolean): void {
  // Lax, not strict: who comes with a link from Slack has to stay signed in after the first page.
  setCookie(c, COOKIE, cookie, { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure });
}

function languageOf(c: Asked): Language {
  return getCookie(c, "language") === "en" ? "en" : "ja";
}

/** Refuses what would change something without the token that our own forms carry. */
export function refuseForgeries(access: Access, log: Log) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const visit = c.get("visit");
    const token = c.req.header("x-csrf") ?? (await c.req.parseBody())["csrf"];
    if (typeof token === "string" && access.isCsrfOf(token, visit.session)) return next();
    log.warn({ requestId: c.get("requestId"), route: c.req.path }, "a form without its token");
    return c.html(messagePage(visit, FORGED[visit.language]), 403);
  });
}

/**
 * Slows down who asks too much: a session where somebody is signed in, else an address. Whoever has the
 * whole of the pages without signing in gets a new session for the asking.
 */
export function refuseFloods(limit: RateLimit, log: Log, isProxied: boolean) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const { isKnown, isLocal, session } = c.get("visit");
    const who = isKnown && !isLocal ? `session ${session}` : addressOf(c, isProxied);
    if (limit(who)) return next();
    log.warn({ requestId: c.get("requestId") }, "too many requests");
    c.header("Retry-After", "60");
    return c.text(
      "アクセスが多すぎます。1分ほど待ってから、もう一度お試しください。 / Too many requests; try again in a minute.\n",
      429,
    );
  });
}

/** Where a request comes from; the same for all where nothing tells. */
function addressOf(c: Asked, isProxied: boolean): string {
  const peer = peerOf(c);
  if (!isProxied || !isLoopback(peer)) return peer;
  // What the proxy itself saw stands last; before it stands whatever a browser wrote.
  return c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() || peer;
}

/** Whoever speaks to the server: a browser or a proxy before it. */
function peerOf({ env }: Asked): string {
  // Whoever runs the pages without a server gives no connection.
  return env?.incoming?.socket.remoteAddress ?? "";
}

/** Whether a request was made on this machine, and by no proxy for somebody elsewhere. */
export function isFromHere(c: Asked): boolean {
  return (
    isLoopback(new URL(c.req.url).hostname) &&
    isLoopback(peerOf(c)) &&
    c.req.header("x-forwarded-for") === undefined
  );
}

const FORGED = {
  ja: {
    title: "受け付けられませんでした",
    text: "画面が古くなっています。前の画面に戻って読み込み直し、もう一度お試しください。何も変更していません。",
  },
  en: {
    title: "Not accepted",
    text: "The page is too old. Go back, load it again and try once more. Nothing was changed.",
  },
} as const;
