import type { z } from "zod";
import {
  type ChatMessage,
  type ChatModel,
  type CompleteOptions,
  ModelFault,
} from "./chat-model.ts";
import { parsed } from "./parsed.ts";

/** Whom to ask, and who is told what becomes of it. */
export interface Asking extends Omit<CompleteOptions, "schema"> {
  readonly chat: ChatModel;
  /** Told of a fault of the model. */
  readonly onFault?: ((fault: ModelFault) => void) | undefined;
}

interface Wanted<T> extends Pick<CompleteOptions, "schema"> {
  readonly shape: z.ZodType<T>;
  readonly withinMs: number;
}

/**
 * A reply that somebody waits for only so long, in the shape that was asked for; nothing where the
 * model fails or is late. Who gave up waiting tells no fault.
 */
export async function askBriefly<T>(
  messages: readonly ChatMessage[],
  { shape, schema, withinMs }: Wanted<T>,
  { chat, signal, onUsage, onFault }: Asking,
): Promise<T | undefined> {
  const late = AbortSignal.timeout(withinMs);
  let text = "";
  try {
    const pieces = chat.complete(messages, {
      schema,
      signal: signal ? AbortSignal.any([signal, late]) : late,
      onUsage,
    });
    for await (const piece of pieces) text += piece;
    return parsed(shape, text);
  } catch (error) {
    if (error instanceof ModelFault) {
      if (!signal?.aborted) onFault?.(error);
    } else if (!late.aborted) throw error;
    return undefined;
  }
}
