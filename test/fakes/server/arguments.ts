import { Refusal } from "./refusal.ts";
import type { Json } from "./types.ts";

const JSON_ARGUMENTS = new Set([
  "attachments",
  "blocks",
  "chunks",
  "loading_messages",
  "message",
  "metadata",
  "prompts",
  "view",
]);

const BOOLEAN_ARGUMENTS = new Set([
  "include_locale",
  "inclusive",
  "link_names",
  "mrkdwn",
  "reply_broadcast",
  "return_im",
  "unfurl_links",
  "unfurl_media",
]);

/** The arguments of a call, of a form as the clients send it or of JSON, without the token. */
export function readArguments(body: string, contentType: string): Json {
  const { token: _, ...args } = contentType.startsWith("application/json")
    ? JSON.parse(body || "{}")
    : Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, read(name, value)]));
}

function read(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (BOOLEAN_ARGUMENTS.has(name)) return value === "true" || value === "1";
  return JSON_ARGUMENTS.has(name) ? parse(name, value) : value;
}

/** Stands for JSON that could not be read; the method that is called refuses it. */
class Unreadable {}

function parse(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return name === "message" ? value : new Unreadable();
  }
}

/** Refuses what was meant to be JSON and is not. */
export function refuseUnreadable(args: Json): void {
  const [name] = Object.entries(args).find(([, value]) => value instanceof Unreadable) ?? [];
  if (name === "blocks") throw new Refusal("invalid_blocks_format");
  if (name !== undefined)
    throw new Refusal("invalid_arguments", [`[ERROR] must be valid json [json-pointer:/${name}]`]);
}

/** The token of a call: of its header, or of its body as old clients send it. */
export function readToken(header: string | undefined, body: string): string | undefined {
  const bearer = /^Bearer (?<token>\S+)$/u.exec(header ?? "")?.groups?.token;
  return bearer ?? new URLSearchParams(body).get("token") ?? undefined;
}
