import type { Context } from "hono";
import type { html } from "hono/html";
import { stream } from "hono/streaming";

/** What a browser asks for that can show an answer while it grows. */
const LINES = "application/x-ndjson";

/** A piece of a page; it may still be being put together. */
type Piece = ReturnType<typeof html>;

interface Growing {
  /** Makes the answer, and tells of its sentences meanwhile. */
  readonly answer: (onSentence: (text: string) => void) => Promise<Piece>;
  /** What is shown where that fails. */
  readonly instead: (error: unknown) => Piece;
}

/** Whether the answer is wanted line by line. */
export function wantsLines(c: Context): boolean {
  return c.req.header("accept")?.includes(LINES) ?? false;
}

/** Lines of JSON: `{sentence}` for each that is confirmed, and in the end `{answer}`, which replaces them. */
export function answerLines(c: Context, { answer, instead }: Growing): Response {
  c.header("content-type", `${LINES}; charset=utf-8`);
  return stream(c, async (lines) => {
    const line = (value: unknown) => lines.write(`${JSON.stringify(value)}\n`);
    let told: Promise<unknown> = Promise.resolve();
    const onSentence = (sentence: string) => {
      told = told.then(() => line({ sentence }));
    };
    const whole = await answer(onSentence).catch(instead);
    await told;
    await line({ answer: String(await whole) });
  });
}
