import { setImmediate } from "node:timers/promises";
import type { Asking, GivenAnswer } from "../desk/answering.ts";
import type { Backend } from "./backend.ts";

/**
 * The same backend, which thinks about one thing at a time and lets everything else have its turn in
 * between: while many wait for answers, what comes in is acknowledged and shown to be under way. The
 * turn of an answer is over when it waits for a language model: nothing is thought about meanwhile.
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
  const begin = inTurn(
    (asking: Asking) =>
      new Promise<{ readonly answer: Promise<GivenAnswer> }>((begun) => {
        const answer = backend.answer({ ...asking, onWaiting: () => begun({ answer }) });
        const over = () => begun({ answer });
        answer.then(over, over);
      }),
  );
  return {
    ...backend,
    answer: async (asking) => (await begin(asking)).answer,
    match: inTurn(backend.match),
    assistant: { answer: inTurn(assistant.answer) },
  };
}
