import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { createApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { CORPUS } from "./shipped.ts";

/** Asks the real app over the shipped cards. */
export type Ask = (question: string, thread?: string) => Promise<Answer>;

/**
 * The real app over the shipped cards, opened before the first test of a file and closed after the
 * last: building the index takes longer than any answer.
 */
export function shippedApp(): Ask {
  const opened: { app?: App } = {};
  const data = mkdtempSync(join(tmpdir(), "musubi-test-"));
  return (q, t) => opened.app!.assistant.answer(q, t);
}
