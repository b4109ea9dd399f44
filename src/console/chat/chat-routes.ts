import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Answer } from "../../answers/answer.ts";
import { MAX_QUESTION } from "../../answers/screen-question.ts";
import type { Bilingual } from "../../errors.ts";
import { writerOfFeedback } from "../../ledger/assistant.ts";
import type { FeedbackCategory } from "../../ledger/vocabulary.ts";
import type { Backend } from "../backend.ts";
import type { Log } from "../guard.ts";
import { messagePage } from "../page.ts";
import type { Asked, ConsoleEnv } from "../visit.ts";
import { answerDeeds } from "./answer-deeds.ts";
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
  app.post("/feedback", (c) => giveFeedback(c, backend));
  app.post("/consult", (c) => consult(c, backend));
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
    // What is asked by an address alone may have been made by another site.
    const isOurs = c.req.method === "POST";
    const answer = await backend.answer({
      ...asking,
      by,
      thread: thread && `console:${session}:${thread}`,
      // So it leaves no trace, and costs nothing.
      isLogged: isOurs,
      isKeptInside: !isOurs,
    });
    const { answerId, partners, question } = answer;
    return answerView(answer, {
      key,
      partners,
      passages: await passagesOf(answer, backend),
      deeds: answerDeeds(c.get("visit"), { answerId, question }),
    });
  };
}

/** Where the citations of an answer stand now: whoever may see the answer may see them. */
async function passagesOf({ citations }: Answer, backend: Backend) {
  const found = await Promise.all(
    citations.map(async (citation) => [citation.n, await backend.passage(citation)] as const),
  );
  return new Map(found.flatMap(([n, passage]) => (passage ? [[n, passage] as const] : [])));
}

/** What somebody thinks of an answer. */
async function giveFeedback(c: Asked, backend: Backend) {
  const { actor, language } = c.get("visit");
  const { target, category, comment = "" } = await c.req.parseBody();
  const text = String(comment).trim();
  // A comment stays in the open: what should not be told is not taken down.
  if (text !== "" && (await backend.advise(text, language))) {
    return done(c, { kind: "refused", why: SECRET }, THANKS);
  }
  const result = await backend.desk().ledger.giveFeedback(
    // The ledger refuses what is no category.
    { target: String(target), category: String(category) as FeedbackCategory, comment: text },
    writerOfFeedback(actor),
  );
  return done(c, result, THANKS);
}

/** A person takes the answer up. */
async function consult(c: Asked, backend: Backend) {
  const { target } = await c.req.parseBody();
  const { ledger } = backend.desk();
  const result = await ledger.openConsultation({ target: String(target) }, c.get("visit").actor);
  if (result.kind === "refused") return done(c, result, CALLED);
  const { id, owner, dueOn } = result.record;
  return done(c, result, {
    ja: `${CALLED.ja}${id}（担当: ${owner}、回答の期限: ${dueOn}）`,
    en: `${CALLED.en}${id} (${owner}, by ${dueOn})`,
  });
}

const THANKS = { ja: "記録しました。ありがとうございます。", en: "It is on record. Thank you." };
const CALLED = { ja: "担当者に相談しました。", en: "A person was asked. " };
const SECRET = {
  ja: "秘密にあたる内容が入っているようです。除いて書き直してください。記録していません。",
  en: "This seems to tell a secret. Write it without; nothing was recorded.",
};

/** A line in the place of a form for the script, a page for who has none. */
function done(
  c: Asked,
  result: { readonly kind: "done" } | { readonly kind: "refused"; readonly why: Bilingual },
  told: Bilingual,
) {
  const visit = c.get("visit");
  const isDone = result.kind === "done";
  const text = (isDone ? told : result.why)[visit.language];
  const status = isDone ? 200 : 409;
  if (c.req.header("x-inline") !== undefined) {
    return c.html(
      html`<span role="status" class="${isDone ? "note" : "late"}">${text}</span>`,
      status,
    );
  }
  const title = { ja: "この回答について", en: "About this answer" }[visit.language];
  return c.html(messagePage(visit, { title, text, kind: isDone ? "good" : "bad" }), status);
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
