import { setImmediate } from "node:timers/promises";
import type { Backend } from "./backend.ts";

/**
 * The same backend, which thinks about one thing at a time and lets everything else have its turn in
 * between: while many wait for answers, what comes in is acknowledged and shown to be under way.
 */
export function inTurns(backend: Backend): Backend {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> => {
      const turn = last.then(async () => {
        await setImmediate();
        return work(...args);
      });
      last = turn.catch(() => {});
      return turn;
    };
  const { assistant } = backend;
  return {
    ...backend,
    answer: inTurn(backend.answer),
    match: inTurn(backend.match),
    assistant: { ...assistant, answer: inTurn(assistant.answer) },
  };
}
