import { z } from "zod";
import { closed, INTEGER, listOf, STRING } from "../models/json-schema.ts";
import { parsed } from "../models/parsed.ts";
import type { Claim } from "./check-claim.ts";

const claim = z.object({ passage: z.int(), quote: z.string(), text: z.string() });
const reply = z.object({ claims: z.array(claim) });

/** The shape that a model is asked for: claims, each with the words that carry it before its own. */
export const CLAIMS_SCHEMA = {
  name: "claims",
  schema: closed({
    claims: listOf(closed({ passage: INTEGER, quote: STRING, text: STRING })),
  }),
};

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
