import type { z } from "zod";
import { ModelFault } from "./chat-model.ts";

/** What a model says, in the shape that was asked for; throws a `ModelFault` where it is of another. */
export function parsed<T>(shape: z.ZodType<T>, json: string): T {
  try {
    return shape.parse(JSON.parse(json));
  } catch (cause) {
    throw new ModelFault("malformed", { cause });
  }
}
