import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import type { Assistant } from "../answers/assistant.ts";
import { MAX_QUESTION } from "../answers/screen-question.ts";
import { answerLines, wantsLines } from "./answer-lines.ts";
import { answerView } from "./answer-view.ts";
import { chatPage } from "./chat-page.ts";

export interface ConsoleOptions {
  readonly assistant: Pick<Assistant, "answer">;
  readonly size: () => Promise<{ cards: number; documents: number; passages: number }>;
  /** Host names under which the console may be reached; others are refused. */
  readonly hosts: readonly string[];
  readonly onError: (error: unknown) => void;
}

const MAX_THREAD = 64;
/** Bytes of the longest question, every character of it escaped (\\u5ca1), and some more. */
const MAX_BODY = 32 * 1024;

const ASSETS: Readonly<Record<string, string>> = {
  "chat.css": "text/css; charset=utf-8",
  "chat.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

/**
 * The pages of the local console. A page on another site can reach neither the answers (the host
 * name is checked, against DNS rebinding) nor the form (JSON only, so a browser asks first).
 */
export function createConsole({ assistant, size, hosts, onError }: ConsoleOptions): Hono {
  const app = new Hono();
  let answers = 0;
  const calm = (error: unknown) => {
    onError(error);
    return trouble();
  };
  const answered: Answered = async (question, thread, onSentence) => {
    answers += 1;
    const key = `a${answers}`;
    return answerView(await assistant.answer(question, thread, { onSentence }), key);
  };
  app.use(
    secureHeaders({
      contentSecurityPolicy: POLICY,
      referrerPolicy: "no-referrer",
      // Plain HTTP on the loopback: there is no TLS to insist on.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    const host = new URL(c.req.url).hostname;
    return hosts.includes(host) ? next() : c.text("Unknown host\n", 421);
  });
  app.get("/healthz", async (c) => c.json({ status: "ok", ...(await size()) }));
  app.get("/assets/:name", (c) => asset(c, c.req.param("name")));
  app.get("/", async (c) => {
    const question = c.req.query("q")?.trim();
    if (!question) return c.html(chatPage({ size: await size() }));
    if (question.length > MAX_QUESTION) return c.html(tooLong(), 400);
    const answer = await answered(question);
    return c.html(chatPage({ size: await size(), asked: { question, answer } }));
  });
  const limit = bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.html(tooLong(), 413) });
  app.post("/ask", limit, (c) => answerAsked(c, { answered, calm }));
  app.onError((error, c) => c.html(calm(error), 500));
  app.notFound((c) => c.html(message("このページはありません。", "There is no such page."), 404));
  return app;
}

type View = ReturnType<typeof answerView>;
type Answered = (
  question: string,
  thread?: string,
  onSentence?: (text: string) => void,
) => Promise<View>;

/** Answers a question in a body: as a piece of the page, or line by line for who can show it so. */
async function answerAsked(
  c: Context,
  { answered, calm }: { readonly answered: Answered; readonly calm: (error: unknown) => View },
): Promise<Response> {
  const body = await readQuestion(c);
  if (!body) return c.html(unreadable(), 400);
  const { question } = body;
  if (question.length > MAX_QUESTION) return c.html(tooLong(), 400);
  const thread = body.thread && `console:${body.thread}`;
  if (!wantsLines(c)) return c.html(await answered(question, thread));
  return answerLines(c, {
    answer: (onSentence) => answered(question, thread, onSentence),
    instead: calm,
  });
}

const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

function asset(c: Context, name: string) {
  const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (type === undefined) return c.notFound();
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  return c.body(body, 200, { "Content-Type": type, "Cache-Control": "no-cache" });
}

async function readQuestion(
  c: Context,
): Promise<{ question: string; thread: string | undefined } | undefined> {
  if (!c.req.header("content-type")?.startsWith("application/json")) return undefined;
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || !("question" in body)) return undefined;
  const question = typeof body.question === "string" ? body.question.trim() : "";
  const thread = "thread" in body && typeof body.thread === "string" ? body.thread : undefined;
  if (question === "" || (thread?.length ?? 0) > MAX_THREAD) return undefined;
  return { question, thread };
}

function trouble() {
  return message(
    "予期しない問題が起きました。もう一度お試しください。",
    "Something went wrong. Please try again.",
  );
}

function tooLong() {
  return message(
    `質問は${MAX_QUESTION}文字までにしてください。`,
    `Please keep the question within ${MAX_QUESTION} characters.`,
  );
}

function unreadable() {
  return message("質問を読み取れませんでした。", "The question could not be read.");
}

function message(ja: string, en: string) {
  return html`<p class="message">${ja} <small lang="en">${en}</small></p>`;
}
