import { readArguments, readToken, refuseUnreadable } from "./arguments.ts";
import type { Fault, Faults } from "./faults.ts";
import { assistant } from "./methods/assistant.ts";
import { chat } from "./methods/chat.ts";
import { conversations } from "./methods/conversations.ts";
import type { Method, Methods } from "./methods/method.ts";
import { streams } from "./methods/streams.ts";
import { validation } from "./methods/validate.ts";
import { views } from "./methods/views.ts";
import { Refusal } from "./refusal.ts";
import type { Call, Json } from "./types.ts";
import type { Workspace } from "./workspace.ts";

export interface Tokens {
  readonly bot: string;
  readonly app: string;
}

/** A request as it was read from the wire. */
export interface ApiRequest {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly body: string;
}

/** What goes back: an answer, or that the line is left open or cut. */
export type ApiAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: Json;
      readonly retryAfter?: number;
    }
  | { readonly kind: "hang" }
  | { readonly kind: "reset" };

const authTest: Method = (_, { installation }) => ({
  url: `https://${installation.teamDomain}.slack.com/`,
  team: installation.teamDomain,
  team_id: installation.teamId,
  user: installation.botName,
  user_id: installation.botUserId,
  bot_id: installation.botId,
  is_enterprise_install: false,
});

const METHODS: Methods = {
  ...assistant,
  ...chat,
  ...conversations,
  ...streams,
  ...validation,
  ...views,
  "auth.test": authTest,
};

/** Answers calls of the Web API and keeps a list of them. */
export function createWebApi({
  workspace,
  faults,
  tokens,
  openConnection,
  calls,
}: {
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly tokens: Tokens;
  /** A URL of a new socket. */
  readonly openConnection: () => string;
  readonly calls: Call[];
}): (request: ApiRequest) => ApiAnswer {
  const methods: Methods = {
    ...METHODS,
    "apps.connections.open": () => ({ url: openConnection() }),
  };
  return (request) => {
    const args = readArguments(request.body, request.contentType);
    const call: Call = {
      method: request.method,
      args,
      token: kindOf(readToken(request.authorization, request.body), tokens),
      at: workspace.clock.now(),
    };
    calls.push(call);
    const fault = faults.take(request.method);
    const answer = !fault || fault.applied ? run(methods, call, workspace) : undefined;
    const sent = fault ? answerOf(fault) : answer;
    if (sent?.kind === "answer") call.answer = { status: sent.status, body: sent.body };
    workspace.changed();
    return sent ?? { kind: "hang" };
  };
}

function kindOf(token: string | undefined, tokens: Tokens): Call["token"] {
  if (token === undefined) return "none";
  if (token === tokens.bot) return "bot";
  return token === tokens.app ? "app" : "wrong";
}

function run(methods: Methods, call: Call, workspace: Workspace): ApiAnswer {
  try {
    const method = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
    if (!method) throw new Refusal("unknown_method");
    authorize(call);
    refuseUnreadable(call.args);
    return { kind: "answer", status: 200, body: { ok: true, ...method(call.args, workspace) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      kind: "answer",
      status: 200,
      body: { ok: false, error: error.error, ...error.more },
    };
  }
}

function authorize({ method, token }: Call): void {
  if (token === "none") throw new Refusal("not_authed");
  if (token === "wrong") throw new Refusal("invalid_auth");
  const wanted = method === "apps.connections.open" ? "app" : "bot";
  if (token !== wanted) throw new Refusal("not_allowed_token_type");
}

function answerOf({ error, status, retryAfter, hang, reset }: Fault): ApiAnswer {
  if (hang) return { kind: "hang" };
  if (reset) return { kind: "reset" };
  if (error !== undefined) return { kind: "answer", status: 200, body: { ok: false, error } };
  const code = status ?? 429;
  return {
    kind: "answer",
    status: code,
    body: { ok: false, error: code === 429 ? "ratelimited" : "internal_error" },
    ...(code === 429 ? { retryAfter: retryAfter ?? 1 } : {}),
  };
}
