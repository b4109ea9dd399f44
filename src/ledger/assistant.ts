import type { Actor } from "./records.ts";

/** Who acts where no person does. */
export const ASSISTANT: Actor = { id: "assistant", role: "assistant" };

/** Who writes down what somebody thinks of an answer: guests may say it, and do not write into the ledger. */
export function writerOfFeedback(actor: Actor): Actor {
  return actor.role === "guest" ? ASSISTANT : actor;
}
