import { UpstreamError } from "../errors.ts";

export interface ChatMessage {
  readonly role: "system" | "user";
  readonly content: string;
}

/** What a reply has cost; `estimated` where the server did not count. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly estimated: boolean;
}

/** What several requests have cost together. */
export function totalOf(usage: readonly Usage[]): Usage {
  return {
    inputTokens: usage.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    outputTokens: usage.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    estimated: usage.some(({ estimated }) => estimated),
  };
}

export interface CompleteOptions {
  /** The shape of the reply, as a JSON schema that is closed and requires all it has. */
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** Ends the request; the iteration throws what it was ended with. */
  readonly signal?: AbortSignal | undefined;
  /** Told of what each request has cost, also of one that failed after it began to speak. */
  readonly onUsage?: ((usage: Usage) => void) | undefined;
}

/** A language model that completes a chat. */
export interface ChatModel {
  /**
   * The reply in pieces, as they arrive. It is whole only when the iteration ends by itself; anything
   * else throws a `ModelFault`.
   */
  complete(messages: readonly ChatMessage[], options: CompleteOptions): AsyncIterable<string>;
}

/**
 * Why a model gave no whole reply. `refused`: the server did not take the request; `busy`: not now;
 * `failed`: its own fault or the line's; `late`: over the total or the idle time limit; `cut`: the
 * reply ended without saying so; `unfinished`: it ended for another reason than being done;
 * `too_long`; `malformed`: not of the shape that was asked for; `resting`: too many faults a moment ago, not asked at all.
 */
export type ModelFaultReason =
  | "refused"
  | "busy"
  | "failed"
  | "late"
  | "cut"
  | "unfinished"
  | "too_long"
  | "malformed"
  | "resting";

/** The language model gave no whole reply. */
export class ModelFault extends UpstreamError {
  readonly reason: ModelFaultReason;
  /** The HTTP status, where the server gave one. */
  readonly status: number | undefined;

  constructor(
    reason: ModelFaultReason,
    options?: ErrorOptions & { readonly status?: number | undefined },
  ) {
    super(
      "language model",
      {
        ja: "言語モデルから正しい返答がありませんでした。設定（OPENAI_…）と接続先の状態をご確認ください。",
        en: `The language model gave no whole reply (${reason}). Check the OPENAI_… settings and the server.`,
      },
      options,
    );
    this.name = "ModelFault";
    this.reason = reason;
    this.status = options?.status;
  }
}
