import type { Visibility } from "../corpus/document-head.ts";
import type { Answer } from "./answer.ts";
import type { Reply } from "./embedded-engine.ts";
import type { Turn } from "./follow-up.ts";

export interface Assistant {
  /**
   * Answers a question from what somebody may see who sees this much; default: what is public.
   * Questions with the same thread are one conversation, in order.
   */
  answer(question: string, thread?: string, viewer?: Visibility): Promise<Answer>;
}

const THREADS_REMEMBERED = 1_000;

/**
 * Keeps the last turn of the threads asked in most recently. `engine` is asked for anew with every
 * question, so that it can follow the corpus.
 */
export function createAssistant(
  engine: (viewer: Visibility) => Promise<(question: string, last?: Turn) => Reply>,
): Assistant {
  const threads = new Map<string, Turn>();
  return {
    async answer(question, thread, viewer = "public") {
      const answerQuestion = await engine(viewer);
      // What was cited to one who sees more is no topic for one who sees less.
      const conversation = thread === undefined ? undefined : `${viewer} ${thread}`;
      const last = conversation === undefined ? undefined : threads.get(conversation);
      const { answer, turn } = answerQuestion(question, last);
      if (conversation !== undefined && turn) remember(threads, conversation, turn);
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
