import { Hono } from "hono";
import { deleteCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { html } from "hono/html";
import { OFFICE } from "../ledger/permissions.ts";
import type { Access } from "./access.ts";
import { keepCookie, type Log } from "./guard.ts";
import { messagePage, page } from "./page.ts";
import type { Asked, ConsoleEnv, Visit } from "./visit.ts";

const WORDS = {
  ja: {
    title: "サインイン",
    needed:
      "この画面を見るにはサインインが必要です。職員の方は、Slackで /musubi report と送ると、あなた専用のリンクが届きます（10分間、1回だけ使えます）。",
    press: "このブラウザーでMusubiにサインインします。リンクは1回だけ使えます。",
    button: "サインインする",
    unknown:
      "このリンクは正しくありません。Slackで /musubi report と送り、届いたリンクを開いてください。",
    expired:
      "このリンクは期限が切れています（10分間）。Slackで /musubi report と送り、新しいリンクを開いてください。",
    used: "このリンクはもう使われています。心当たりがないときは管理者に知らせてください。新しいリンクは、Slackの /musubi report で届きます。",
    out: "サインアウトしました",
    outText: "このブラウザーからは、もう何も見られません。",
    staffOnly: "この画面は職員用です",
    staffOnlyText:
      "台帳の画面は、コーディネーター、監査職員、管理者だけが見られます。このアクセスは記録しました。必要なときは管理者に相談してください。",
  },
  en: {
    title: "Sign in",
    needed:
      "This page needs you to sign in. Staff send /musubi report in Slack: a link of their own comes back (for ten minutes, once).",
    press: "Signs you in to Musubi in this browser. The link works once.",
    button: "Sign in",
    unknown:
      "This link is none of ours. Send /musubi report in Slack and open the link that comes back.",
    expired: "This link has expired (ten minutes). Send /musubi report in Slack for a new one.",
    used: "This link was used already. If that was not you, tell the administrator. /musubi report in Slack gives a new one.",
    out: "Signed out",
    outText: "Nothing can be seen from this browser any more.",
    staffOnly: "For staff",
    staffOnlyText:
      "The ledger is for coordinators, auditors and administrators. That you came here is on record. Ask an administrator if you need it.",
  },
} as const;

/** The link from Slack becomes a session: shown by GET, used by POST, so that no preview uses it up. */
export function signInPages({
  access,
  log,
  isSecure,
}: {
  readonly access: Access;
  readonly log: Log;
  readonly isSecure: boolean;
}) {
  const app = new Hono<ConsoleEnv>();
  app.get("/sign-in", (c) => c.html(signInPage(c.get("visit"), c.req.query("t") ?? "")));
  app.post("/sign-in", async (c) => {
    const visit = c.get("visit");
    const words = WORDS[visit.language];
    const { t: token } = await c.req.parseBody();
    // No limit of its own: a token is too long to be guessed, and one for all would shut everybody out.
    const result = await access.signIn(typeof token === "string" ? token : "");
    if ("cookie" in result) {
      keepCookie(c, result.cookie, isSecure);
      return c.redirect("/audit", 303);
    }
    log.warn({ requestId: c.get("requestId"), why: result.bad }, "a link to sign in was refused");
    return c.html(messagePage(visit, { title: words.title, text: words[result.bad] }), 403);
  });
  app.post("/sign-out", (c) => {
    const visit = c.get("visit");
    const words = WORDS[visit.language];
    access.signOut(visit.session);
    deleteCookie(c, "musubi", { path: "/" });
    c.header("Clear-Site-Data", '"cache"');
    const out = { ...visit, actor: { id: "", role: "guest" as const }, isKnown: false };
    return c.html(messagePage(out, { title: words.out, text: words.outText, kind: "good" }));
  });
  return app;
}

function signInPage(visit: Visit, token: string) {
  const words = WORDS[visit.language];
  return page({
    visit,
    title: words.title,
    body: html`<main id="main" class="audit"><h1>${words.title}</h1>
      ${
        token === ""
          ? html`<p class="notice">${words.needed}</p>`
          : html`<form class="panel stack" method="post" action="/sign-in">
              <input type="hidden" name="csrf" value="${visit.csrf}" /><input type="hidden" name="t" value="${token}" />
              <p>${words.press}</p><div><button>${words.button}</button></div></form>`
      }</main>`,
  });
}

/** Shows how to sign in to whoever has not; no browser keeps what others are shown. */
export function requireVisitor() {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    if (!c.get("visit").isKnown) return c.html(signInPage(c.get("visit"), ""), 401);
    await next();
    c.header("Cache-Control", "no-store");
    return undefined;
  });
}

/** Turns away who is not staff, and writes it down. */
export function requireStaff(access: Access, log: Log) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const visit = c.get("visit");
    if (OFFICE.has(visit.actor.role)) return next();
    return refuse(c, access, log);
  });
}

async function refuse(c: Asked, access: Access, log: Log) {
  const visit = c.get("visit");
  const words = WORDS[visit.language];
  await access.noteRefusal("/audit", visit.actor);
  log.warn({ requestId: c.get("requestId"), role: visit.actor.role }, "refused: for staff only");
  return c.html(messagePage(visit, { title: words.staffOnly, text: words.staffOnlyText }), 403);
}
