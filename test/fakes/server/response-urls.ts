import { isObject } from "../rules/shape.ts";
import { checkMessage } from "../slack-rules.ts";
import { postAsApp, revise } from "./methods/chat.ts";
import { Refusal, refuseProblems } from "./refusal.ts";
import type { Json, Message } from "./types.ts";
import type { ResponseUrl, Workspace } from "./workspace.ts";

const USES = 5;
const LIFE = 30 * 60_000;

/** Issues the key of a response_url for an interaction or a command. */
export function issueResponseUrl(
  workspace: Workspace,
  given: Pick<ResponseUrl, "user" | "channel" | "message">,
): string {
  const key = workspace.ids.next("R");
  workspace.responseUrls.set(key, { ...given, at: workspace.clock.now(), uses: 0 });
  return key;
}

/**
 * Does what was posted to a response_url, five times in thirty minutes at most: writes to the person
 * alone unless `response_type` is "in_channel", changes or takes away the message that was acted on.
 */
export function respond(key: string, args: Json, workspace: Workspace): void {
  const target = workspace.responseUrls.get(key);
  if (!target) throw new Refusal("expired_url");
  if (workspace.clock.now() - target.at > LIFE) throw new Refusal("expired_url");
  if (target.uses >= USES) throw new Refusal("used_url");
  target.uses += 1;
  applyResponse(target, args, workspace);
}

/** What an answer to a command or a response_url does. */
export function applyResponse(
  target: Omit<ResponseUrl, "at" | "uses">,
  args: Json,
  workspace: Workspace,
): void {
  const { replace_original, delete_original, response_type, ...content } = args;
  const original = isStanding(target.message, workspace) ? target.message : undefined;
  if (delete_original === true) {
    if (!original) throw new Refusal("message_not_found");
    workspace.remove(original);
    return;
  }
  refuseProblems(checkMessage(content));
  if (replace_original === true && original) {
    revise(original, content, workspace);
    return;
  }
  // Slack does not follow the thread by itself: who wants to answer in it names it.
  postAsApp(content, workspace, {
    channel: target.channel,
    ...(response_type === "in_channel" ? {} : { ephemeralTo: target.user }),
  });
}

function isStanding(message: Message | undefined, { messages }: Workspace): boolean {
  return message !== undefined && messages.includes(message);
}

/** The body of a POST to a response_url. */
export function readResponse(body: string): Json {
  const parsed: unknown = JSON.parse(body);
  if (!isObject(parsed)) throw new Refusal("invalid_payload");
  return parsed;
}
