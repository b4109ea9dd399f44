import { isObject, type Problem } from "../../rules/shape.ts";
import { checkBlocks, checkView } from "../../slack-rules.ts";
import { Refusal } from "../refusal.ts";
import type { Json } from "../types.ts";
import type { Method, Methods } from "./method.ts";

const validate: Method = (args) => {
  const given = ["blocks", "message", "view"].filter((name) => args[name] !== undefined);
  if (given.length !== 1)
    throw new Refusal("invalid_arguments", [
      "must provide exactly one of `blocks`, `view`, or `message`",
    ]);
  const { blocks, message, view } = args;
  if (blocks !== undefined) refuse("invalid_blocks", checkBlocks(blocks, ""));
  if (view !== undefined) refuse("invalid_view", checkView(view, ""));
  if (isObject(message)) refuse("invalid_message", checkBlocks(message.blocks ?? []));
  return {};
};

function refuse(error: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(error, [], { errors: problems.map(told) });
}

function told({ path, message, limit, expected }: Problem): Json {
  return {
    pointer: path,
    code: "failed_constraint",
    message,
    constraint: { ...(limit === undefined ? {} : { limit }), ...(expected ? { expected } : {}) },
  };
}

export const validation: Methods = { "blocks.validate": validate };
