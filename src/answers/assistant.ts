import { LRUCache } from "lru-cache";
import type { Visibility } from "../corpus/document-head.ts";
import { totalOf } from "../models/chat-model.ts";
import type { Answer, ModelUse } from "./answer.ts";
import type { Reply } from "./embedded-engine.ts";
import type { Turn } from "./follow-up.ts";
import type { AnswerEvent, ModelReport } from "./model-engine.ts";

/** What somebody who waits for an answer wants of it. */
export interface Following {
  /** How much they may see; default: what is public. */
  readonly viewer?: Visibility | undefined;
  /** Told of each sentence of a language model when it is confirmed; the answer replaces them all. */
  readonly onSentence?: ((text: string) => void) | undefined;
  /** Told when a language model is waited for, and nothing is done here meanwhile. */
  readonly onWaiting?: (() => void) | undefined;
  /** Nothing leaves the house for it: no language model is asked. */
  readonly isKeptInside?: boolean | undefined;
}

export interface Assistant {
  /** Answers a question; questions with the same thread are one conversation, in order. */
  answer(question: string, thread?: string, following?: Following): Promise<Answer>;
}

/** What answers are made with. */
export interface Engine {
  /** From the documents alone, in their words. */
  readonly embedded: (question: string, last?: Turn) => Reply;
  /** Has what is near to a question in meaning known to the search, where there is a model for that. */
  readonly prepare?: (question: string) => Promise<void>;
  /** In the words of a language model, where there is one. */
  readonly inWords?: (question: string, last?: Turn) => AsyncIterable<AnswerEvent>;
}

const THREADS_REMEMBERED = 1_000;

/**
 * Keeps the last turn of the threads asked in most recently. `engine` is asked for anew with every
 * question, so that it can follow the corpus.
 */
export function createAssistant(engine: (viewer: Visibility) => Promise<Engine>): Assistant {
  const turns = createTurns();
  const inOrder = createOrder();
  const given = async (
    question: string,
    last: Turn | undefined,
    following: Following,
  ): Promise<Given> => {
    const { embedded, inWords, prepare } = await engine(following.viewer ?? "public");
    if (following.isKeptInside) return embedded(question, last);
    await prepare?.(question);
    return inWords ? told(inWords(question, last), following) : embedded(question, last);
  };
  return {
    answer(question, thread, following = {}) {
      // What was cited to one who sees more is no topic for one who sees less.
      const conversation =
        thread === undefined ? undefined : `${following.viewer ?? "public"} ${thread}`;
      return inOrder(conversation, async () => {
        const last = turns.last(conversation);
        const { answer, turn, report } = await given(question, last, following);
        turns.remember(conversation, turn);
        const use = report && useOf(report);
        return use ? { ...answer, model: use } : answer;
      });
    },
  };
}

type Given = Reply & { readonly report?: ModelReport };

/** The whole answer, after its sentences were told. */
async function told(
  events: AsyncIterable<AnswerEvent>,
  { onSentence, onWaiting }: Following,
): Promise<Given> {
  for await (const event of events) {
    if (event.kind === "waiting") onWaiting?.();
    else if (event.kind === "sentence") onSentence?.(event.text);
    else return { ...event.reply, report: event.report };
  }
  throw new Error("Expected a whole answer in the end");
}

/** What is told of a model that was asked. */
function useOf({ fault, kept, dropped, usage }: ModelReport): ModelUse | undefined {
  if (usage.length === 0 && fault === "not_asked") return undefined;
  return {
    ...totalOf(usage),
    kept,
    dropped: dropped.length,
    ...(fault && fault !== "not_asked" && { fault }),
  };
}

/** Does the work of one thread in the order in which it came; work without a thread at once. */
function createOrder() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(thread: string | undefined, work: () => Promise<T>): Promise<T> => {
    const before = thread === undefined ? undefined : last.get(thread);
    const mine = before === undefined ? work() : before.then(work, work);
    if (thread === undefined) return mine;
    last.set(thread, mine);
    const forget = () => {
      if (last.get(thread) === mine) last.delete(thread);
    };
    mine.then(forget, forget);
    return mine;
  };
}

/** The last turns of conversations; what stands in none is not remembered. */
function createTurns() {
  const threads = new LRUCache<string, Turn>({ max: THREADS_REMEMBERED });
  return {
    last: (thread: string | undefined) => (thread === undefined ? undefined : threads.get(thread)),
    remember(thread: string | undefined, turn: Turn | undefined) {
      if (thread !== undefined && turn) threads.set(thread, turn);
    },
  };
}
