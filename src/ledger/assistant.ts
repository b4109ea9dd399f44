import type { Actor } from "./records.ts";

/** Who acts where no person does. */
export const ASSISTANT: Actor = { id: "assistant", role: "assistant" };
