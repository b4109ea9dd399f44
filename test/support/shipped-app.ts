import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import type { AppOptions } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { openApp } from "./open-app.ts";

/** Asks questions one after the other, in a conversation of their own: the answer to the last. */
export type Converse = (...questions: readonly string[]) => Promise<Answer>;

/**
 * The real app over the shipped cards, opened before the first test of a file and closed after its
 * last one: opening the index takes far longer than an answer.
 */
export function converseWithShippedApp(): Converse {
  const app = useShippedApp();
  let threads = 0;
  return async (...questions) => {
    const thread = `conversation-${threads++}`;
    let last: Answer | undefined;
    for (const question of questions) last = await app().assistant.answer(question, thread);
    if (!last) throw new Error("Expected a question");
    return last;
  };
}

/** The same app itself; to be asked for within a test. */
export function useShippedApp(options: Partial<Pick<AppOptions, "clock">> = {}): () => App {
  let opened: { readonly app: App; readonly data: string } | undefined;
  beforeAll(async () => {
    opened = openShippedApp(options);
    await opened.app.update();
  });
  afterAll(() => {
    opened?.app.close();
    if (opened) rmSync(opened.data, { recursive: true, force: true });
  });
  return () => {
    if (!opened) throw new Error("Expected to be asked within a test");
    return opened.app;
  };
}

function openShippedApp(options: Partial<Pick<AppOptions, "clock">>) {
  const data = mkdtempSync(join(tmpdir(), "musubi-test-"));
  cpSync(inject("shippedData"), data, { recursive: true });
  return { app: openApp({ ...options, dataFolder: data }), data };
}
