import type { Answer } from "./answer.ts";
import type { Reply } from "./embedded-engine.ts";
import type { Turn } from "./follow-up.ts";

export interface Assistant {
  /** Answers a question; questions with the same thread are one conversation, in order. */
  answer(question: string, thread?: string): Promise<Answer>;
}

const THREADS_REMEMBERED = 1_000;

/**
 * Keeps the last turn of the threads asked in most recently. `engine` is asked for anew with every
 * question, so that it can follow the corpus.
 */
export function createAssistant(
  engine: () => Promise<(question: string, last?: Turn) => Reply>,
): Assistant {
  const threads = new Map<string, Turn>();
  return {
    async answer(question, thread) {
      const answerQuestion = await engine();
      const last = thread === undefined ? undefined : threads.get(thread);
      const { answer, turn } = answerQuestion(question, last);
      if (thread !== undefined && turn) remember(threads, thread, turn);
      return answer;
    },
  };
}

function remember(threads: Map<string, Turn>, thread: string, turn: Turn): void {
  // A Map keeps the order of insertion: what is asked in again moves to the end.
  threads.delete(thread);
  threads.set(thread, turn);
  const [oldest] = threads.keys();
  if (threads.size > THREADS_REMEMBERED && oldest !== undefined) threads.delete(oldest);
}
