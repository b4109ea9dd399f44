import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { MAX_QUESTION } from "../../answers/screen-question.ts";
import type { Backend } from "../backend.ts";
import type { Log } from "../guard.ts";
import type { Asked, ConsoleEnv } from "../visit.ts";
import { answerLines, wantsLines } from "./answer-lines.ts";
import { answerView } from "./answer-view.ts";
import { chatPage } from "./chat-page.ts";

const MAX_THREAD = 64;

/** The chat page, and the answers that its script asks for. */
export function chatPages(backend: Backend, log: Log) {
  const app = new Hono<ConsoleEnv>();
  const answered = answers(backend);
  const show = async (c: Asked, given: string | undefined) => {
    const visit = c.get("visit");
    const question = given?.trim();
    const size = await backend.size();
    if (!question) return c.html(chatPage({ visit, size }));
    if (question.length > MAX_QUESTION) return c.html(tooLong(), 400);
    const answer = await answered(c, { question });
    return c.html(chatPage({ visit, size, asked: { question, answer } }));
  };
  app.get("/", (c) => show(c, c.req.query("q")));
  app.post("/", async (c) => {
    const { q } = await c.req.parseBody();
    return show(c, typeof q === "string" ? q : undefined);
  });
  app.post("/ask", async (c) => {
    const body = await readQuestion(c);
    if (!body) return c.html(unreadable(), 400);
    if (body.question.length > MAX_QUESTION) return c.html(tooLong(), 400);
    if (!wantsLines(c)) return c.html(await answered(c, body));
    return answerLines(c, {
      answer: (onSentence) => answered(c, { ...body, onSentence }),
      instead: (error) => {
        log.error({ err: error, requestId: c.get("requestId") }, "an answer failed");
        return trouble();
      },
    });
  });
  return app;
}

interface Asking {
  readonly question: string;
  readonly thread?: string | undefined;
  readonly onSentence?: (text: string) => void;
}

/** Answers as pieces of a page, each with anchors of its own. */
function answers(backend: Backend) {
  let count = 0;
  return async (c: Asked, { thread, ...asking }: Asking) => {
    count += 1;
    const key = `a${count}`;
    const { actor: by, session } = c.get("visit");
    const answer = await backend.answer({
      ...asking,
      by,
      thread: thread && `console:${session}:${thread}`,
      // What is asked by an address alone leaves no trace: another site may have made it.
      isLogged: c.req.method === "POST",
    });
    return answerView(answer, key);
  };
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

export function tooLong() {
  return message(
    `質問は${MAX_QUESTION}文字までにしてください。`,
    `Please keep the question within ${MAX_QUESTION} characters.`,
  );
}

function trouble() {
  return message(
    "予期しない問題が起きました。もう一度お試しください。",
    "Something went wrong. Please try again.",
  );
}

function unreadable() {
  return message("質問を読み取れませんでした。", "The question could not be read.");
}

function message(ja: string, en: string) {
  return html`<p class="message" role="alert">${ja} <small lang="en">${en}</small></p>`;
}
