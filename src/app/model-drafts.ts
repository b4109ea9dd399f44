import type { Document } from "../corpus/document.ts";
import { createMask } from "../discretion/mask.ts";
import type { Proposed } from "../drafts/proposal.ts";
import { createModelProposer, readDraftPrompt } from "../drafts/propose-by-model.ts";
import { createCircuitBreaker } from "../models/circuit-breaker.ts";
import { type ChatModelSettings, createChatModel } from "../models/openai-chat-model.ts";
import { promptOf } from "./shipped.ts";

/** Cards are proposed while nobody waits for an answer: a model may take its time. */
const TOTAL_MS = 60_000;

/**
 * Proposes with a language model, beside the rules. Loading this file loads what speaks with the
 * model: import it only where one is set.
 */
export function createModelDrafts(
  settings: ChatModelSettings,
  {
    names,
    onTrouble,
  }: {
    readonly names: () => Promise<readonly string[]>;
    readonly onTrouble: (message: string, cause: unknown) => void;
  },
): (document: Document) => Promise<Proposed> {
  const breaker = createCircuitBreaker({
    faults: 3,
    restMs: 30_000,
    now: () => performance.now(),
  });
  return createModelProposer({
    chat: createChatModel({ totalMs: TOTAL_MS, ...settings }, { breaker }),
    prompt: readDraftPrompt(promptOf("model-drafts.yaml")),
    createMask: async () => createMask({ names: await names() }),
    onTrouble,
  });
}
