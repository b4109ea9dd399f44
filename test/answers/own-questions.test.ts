import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runMusubi } from "../support/command.ts";
import { ROOT } from "../support/root.ts";
import { tempFolder } from "../support/temp-folder.ts";

const QUESTIONS = join(ROOT, "test/fixtures/questions");

/** `npm run evaluate` over a file of our own questions. */
async function evaluate(file: string) {
  const { stdout } = await runMusubi([
    "evaluate",
    "--json",
    "--data",
    tempFolder(),
    join(QUESTIONS, file),
  ]);
  return JSON.parse(stdout);
}

test.each([
  ["plainly worded", "okayama-2004-plain.jsonl", 0.93],
  ["worded to be difficult", "okayama-2004-hard.jsonl", 0.8],
])(
  "of our own questions, %s, most are answered, always with quotes that hold",
  async (_, file, share) => {
    const summary = await evaluate(file);

    expect(summary.questions).toBe(countOf(file));
    expect(summary.rightAndCited).toBeGreaterThanOrEqual(share);
    expect(summary.wronglyDeclined).toBeLessThanOrEqual(0.05);
    expect(summary.factInFirstSentence).toBeGreaterThanOrEqual(0.8);
    expect(summary.numbersBacked).toBe(1);
    expect(summary.quotesFound).toBe(1);
    expect(summary.medianLength).toBeLessThanOrEqual(150);
  },
);

test("nine in ten near misses are declined", async () => {
  const summary = await evaluate("okayama-2004-unanswerable.jsonl");

  expect(summary.declined).toBeGreaterThanOrEqual(0.9);
  expect(summary.obeyed).toBe(0);
});

function countOf(file: string): number {
  return readFileSync(join(QUESTIONS, file), "utf8").trim().split("\n").length;
}
