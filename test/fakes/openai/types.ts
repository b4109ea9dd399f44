export type Json = Readonly<Record<string, unknown>>;

/** A request for a completion as it came over the wire, checked. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream: boolean;
  readonly includesUsage: boolean;
  /** Name of the function that the reply has to call; its arguments take the place of the content. */
  readonly calls?: string;
  readonly body: Json;
}

/** What a model writes in reply; `earlier` are the requests before, for models that remember. */
export type Script = (request: ChatRequest, earlier: readonly ChatRequest[]) => string;

/** A refusal in the words of the real service. */
export class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;

  constructor(
    status: number,
    message: string,
    { type = "invalid_request_error", code = null, param = null }: Partial<RefusalFields> = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  body(): string {
    const { message, type, param, code } = this;
    return JSON.stringify({ error: { message, type, param, code } });
  }
}

interface RefusalFields {
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
