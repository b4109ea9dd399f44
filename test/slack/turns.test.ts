import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { inTurns } from "../../src/slack/turns.ts";
import { shippedData } from "../support/app.ts";
import { openApp } from "../support/open-app.ts";

const by = { id: "U1", role: "guest" } as const;
const question = "岡山TLOの支援は何年間？";

function openBackend() {
  const app = openApp({ dataFolder: shippedData() });
  onTestFinished(() => app.close());
  return app;
}

test("however many ask at once, all else has its turn between any two answers", async () => {
  const { answer } = inTurns(openBackend());
  await answer({ question, by });
  const turnsAt: number[] = [];
  let turns = 0;
  const asked = Array.from({ length: 20 }, async () => {
    await answer({ question, by });
    turnsAt.push(turns);
  });
  while (turnsAt.length < asked.length) {
    await setImmediate();
    turns += 1;
  }
  await Promise.all(asked);

  expect(new Set(turnsAt).size).toBe(asked.length);
});

test("a question that fails keeps nobody else from an answer", async () => {
  const backend = openBackend();
  const { answer } = inTurns({
    ...backend,
    answer: async (asking) => {
      if (asking.question === "") throw new Error("Expected a question");
      return backend.answer(asking);
    },
  });
  const failing = answer({ question: "", by });
  const next = answer({ question, by });

  await expect(failing).rejects.toThrow("Expected a question");
  expect((await next).text).toContain("[1]");
});
