import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { setCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { UserError } from "../errors.ts";
import type { Access } from "./access.ts";
import { auditDeeds } from "./audit/audit-deeds.ts";
import { auditPages } from "./audit/audit-routes.ts";
import type { Backend } from "./backend.ts";
import { chatPages, tooLong } from "./chat/chat-routes.ts";
import { needPages } from "./chat/need-routes.ts";
import {
  followRequests,
  isFromHere,
  knowVisitors,
  type Log,
  refuseFloods,
  refuseForgeries,
} from "./guard.ts";
import { createMetrics } from "./metrics.ts";
import { messagePage } from "./page.ts";
import { createRateLimit } from "./rate-limit.ts";
import { requireStaff, requireVisitor, signInPages } from "./sign-in.ts";
import type { Asked, ConsoleEnv } from "./visit.ts";

export interface ConsoleOptions {
  readonly backend: Backend;
  readonly access: Access;
  /** Host names under which the console may be reached; others are refused. */
  readonly hosts: readonly string[];
  /** Whether browsers reach it by https. */
  readonly isSecure: boolean;
  /** Whether what comes from this machine may come from a proxy, which tells for whom it asks. */
  readonly isProxied: boolean;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Bytes of the longest form, every character of it escaped, and some more. */
const MAX_BODY = 32 * 1024;
/** A person who looks around makes no more than these. */
const MOST_REQUESTS = 300;

const ASSETS: Readonly<Record<string, string>> = {
  "console.css": "text/css; charset=utf-8",
  "chat.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

/**
 * The pages: a chat for everybody who may come in, and the audit pages for staff. A page on another
 * site reaches neither: the host name is checked, against DNS rebinding, and what changes anything
 * needs a token that only our own pages carry.
 */
export function createConsole(options: ConsoleOptions): Hono<ConsoleEnv> {
  const { backend, access, log, clock } = options;
  const app = new Hono<ConsoleEnv>();
  const metrics = createMetrics({
    passages: async () => (await backend.size()).passages,
    events: () => backend.desk().ledger.count(),
  });
  app.use(followRequests({ log, metrics }), secureHeaders(HEADERS), onlyUnder(options.hosts));
  app.get("/assets/:name", (c) => asset(c, c.req.param("name")));
  const limit = createRateLimit(MOST_REQUESTS, () => clock().getTime());
  app.use(
    knowVisitors(access, clock, options.isSecure),
    refuseFloods(limit, log, options.isProxied),
    bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.html(tooLong(), 413) }),
    refuseForgeries(access, log),
  );
  app.get("/healthz", async (c) => c.json({ status: "ok", ...(await backend.size()) }));
  app.get("/metrics", async (c) =>
    isFromHere(c)
      ? c.text(await metrics.text(), 200, { "Content-Type": metrics.contentType })
      : c.notFound(),
  );
  app.get("/language", (c) => changeLanguage(c));
  app.route("/", signInPages(options));
  app.use(requireVisitor());
  app.use("/audit/*", requireStaff(access, log));
  app.route("/audit", auditPages(backend));
  app.route("/audit", auditDeeds(backend));
  app.route("/", needPages(backend));
  app.route("/", chatPages(backend, log));
  app.onError((error, c) => onError(error, c, log));
  app.notFound((c) => c.html(messagePage(c.get("visit"), MISSING[c.get("visit").language]), 404));
  return app;
}

const HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "same-origin",
  // Who serves it over https says so in front of it; on the loopback there is no TLS to insist on.
  strictTransportSecurity: false,
};

function onlyUnder(hosts: readonly string[]) {
  return async (c: Asked, next: () => Promise<void>) => {
    if (!hosts.includes(new URL(c.req.url).hostname)) return c.text("Unknown host\n", 421);
    return next();
  };
}

function asset(c: Asked, name: string) {
  const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (type === undefined)
    return c.text("このファイルはありません。 / There is no such file.\n", 404);
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  return c.body(new Uint8Array(body), 200, { "Content-Type": type, "Cache-Control": "no-cache" });
}

/** Remembers the language in the browser, and goes back to the page. */
function changeLanguage(c: Asked) {
  const to = c.req.query("to") === "en" ? "en" : "ja";
  setCookie(c, "language", to, { path: "/", sameSite: "Lax", httpOnly: true });
  const from = c.req.header("referer") ?? "";
  const back = URL.canParse(from) ? new URL(from) : undefined;
  const isOurs = back?.host === new URL(c.req.url).host;
  // Two slashes in front would be the address of another host.
  return c.redirect(isOurs ? `${back.pathname}${back.search}`.replace(/^\/+/u, "/") : "/", 303);
}

/** A mistake of the user's is told as it is; any other fault is logged whole and shown calmly. */
function onError(error: Error, c: Asked, log: Log) {
  const visit = c.get("visit");
  const language = visit?.language ?? "ja";
  const isTheirs = error instanceof UserError;
  if (!isTheirs) log.error({ err: error, requestId: c.get("requestId") }, "a request failed");
  const { title, text } = isTheirs
    ? { title: MISTAKE[language], text: error.text[language] }
    : FAULT[language];
  return visit
    ? c.html(messagePage(visit, { title, text }), isTheirs ? 400 : 500)
    : c.text(`${text}\n`, 500);
}

const MISTAKE = { ja: "ご確認ください", en: "Please check" } as const;
const FAULT = {
  ja: {
    title: "問題が起きました",
    text: "予期しない問題が起きました。もう一度お試しください。続くときは管理者に知らせてください。",
  },
  en: {
    title: "Something went wrong",
    text: "Something went wrong. Please try again, and tell the administrator if it goes on.",
  },
} as const;
const MISSING = {
  ja: {
    title: "見つかりません",
    text: "このページはありません。番号かアドレスを確かめてください。",
  },
  en: { title: "Not found", text: "There is no such page. Check the number or the address." },
} as const;
