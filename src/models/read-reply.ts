import { type ChatMessage, ModelFault, type Usage } from "./chat-model.ts";

/** What is read of a chunk; LangChain has more of it. */
interface ReplyChunk {
  readonly content: unknown;
  readonly response_metadata: { readonly finish_reason?: unknown };
  readonly usage_metadata?:
    | { readonly input_tokens: number; readonly output_tokens: number }
    | undefined;
}

/** A reply as it is being read. */
export interface ReplyReader {
  /** The text of a chunk; throws a `ModelFault` when the reply has grown too long. */
  take(chunk: ReplyChunk): string;
  /** Throws a `ModelFault` unless the reply said that it is done. */
  end(): void;
  /** What it has cost so far; nothing as long as nothing came. */
  usage(): Usage | undefined;
}

/** Longest reply that is taken, in UTF-16 units. */
const MAX_LENGTH = 12_000;
/** A token of Japanese is a character or a little more; only where the server does not count. */
const CHARACTERS_PER_TOKEN = 1;

/** Reads the chunks of one reply to `messages`. */
export function createReplyReader(messages: readonly ChatMessage[]): ReplyReader {
  let taken = 0;
  let finish: unknown;
  let counted: Usage | undefined;
  return {
    take(chunk) {
      finish = chunk.response_metadata.finish_reason ?? finish;
      counted = usageOf(chunk) ?? counted;
      const text = typeof chunk.content === "string" ? chunk.content : "";
      taken += text.length;
      if (taken > MAX_LENGTH) throw new ModelFault("too_long");
      return text;
    },
    end() {
      // A stream that is cut cleanly looks like one that has ended.
      if (finish === undefined) throw new ModelFault("cut");
      if (finish !== "stop") throw new ModelFault("unfinished");
    },
    usage: () => counted ?? (taken > 0 ? estimated(messages, taken) : undefined),
  };
}

function usageOf(chunk: ReplyChunk): Usage | undefined {
  const usage = chunk.usage_metadata;
  if (!usage) return undefined;
  return { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens, estimated: false };
}

function estimated(messages: readonly ChatMessage[], taken: number): Usage {
  const given = messages.reduce((sum, { content }) => sum + content.length, 0);
  const tokens = (characters: number) => Math.ceil(characters / CHARACTERS_PER_TOKEN);
  return { inputTokens: tokens(given), outputTokens: tokens(taken), estimated: true };
}
