import { asSlackTells, type Problem } from "../rules/shape.ts";
import type { Json } from "./types.ts";

/** An answer with `ok: false`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly error: string;
  readonly more: Json;

  constructor(error: string, messages: readonly string[] = [], more: Json = {}) {
    super([error, ...messages].join(": "));
    this.error = error;
    this.more =
      messages.length > 0
        ? { ...more, errors: messages.map(bare), response_metadata: { messages } }
        : more;
  }
}

function bare(message: string): string {
  return message.replace(/^\[ERROR\] /u, "");
}

/** Refuses with the error of the first problem, and tells all of them. */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first) throw new Refusal(first.error, problems.map(asSlackTells));
}

/** A required argument that is text. */
export function need(args: Json, name: string): string {
  const value = args[name];
  if (value === undefined || value === "")
    throw new Refusal("invalid_arguments", [`[ERROR] missing required field: ${name}`]);
  if (typeof value !== "string")
    throw new Refusal("invalid_arguments", [
      `[ERROR] must provide a string [json-pointer:/${name}]`,
    ]);
  return value;
}

/** An argument that may be left out; it is text when it is there. */
export function maybe(args: Json, name: string): string | undefined {
  return args[name] === undefined ? undefined : need(args, name);
}
