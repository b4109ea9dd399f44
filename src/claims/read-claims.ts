import { z } from "zod";
import { ModelFault } from "../models/chat-model.ts";
import type { Claim } from "./check-claim.ts";

const claim = z.object({ passage: z.int(), quote: z.string(), text: z.string() });
const reply = z.object({ claims: z.array(claim) });

/** The shape that a model is asked for: claims, each with the words that carry it before its own. */
export const CLAIMS_SCHEMA = {
  name: "claims",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["claims"],
    properties: {
      claims: {
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["passage", "quote", "text"],
          properties: {
            passage: { type: "integer" },
            quote: { type: "string" },
            text: { type: "string" },
          },
        },
      },
    },
  },
} as const;

/**
 * The claims of a reply, each as soon as it is complete. Throws a `ModelFault` when the whole is not
 * of the shape that was asked for.
 */
export async function* readClaims(pieces: AsyncIterable<string>): AsyncGenerator<Claim> {
  const scanner = createScanner();
  for await (const piece of pieces) {
    for (const object of scanner.take(piece)) yield parsed(claim, object);
  }
  parsed(reply, scanner.whole());
}

/** What a model says, in the shape that was asked for; throws a `ModelFault` where it is of another. */
export function parsed<T>(shape: z.ZodType<T>, json: string): T {
  try {
    return shape.parse(JSON.parse(json));
  } catch (cause) {
    throw new ModelFault("malformed", { cause });
  }
}

const OPENING = /^\s*\{\s*"claims"\s*:\s*\[/u;
/** An object without others in it; its strings may hold brackets. */
const OBJECT = /[\s,]*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})/suy;

/** Finds the claims of a reply that comes in pieces, in the shape that was asked for. */
function createScanner() {
  let text = "";
  let at = 0;
  return {
    take(piece: string): readonly string[] {
      text += piece;
      if (at === 0) at = OPENING.exec(text)?.[0].length ?? 0;
      const found: string[] = [];
      while (at > 0) {
        OBJECT.lastIndex = at;
        const [whole = "", object] = OBJECT.exec(text) ?? [];
        if (object === undefined) break;
        found.push(object);
        at += whole.length;
      }
      return found;
    },
    whole: () => text,
  };
}
