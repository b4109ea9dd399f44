import type { Engine } from "../answers/assistant.ts";
import { createModelEngine } from "../answers/model-engine.ts";
import { readModelPrompt } from "../answers/model-prompt.ts";
import { createMask } from "../discretion/mask.ts";
import type { ModelFault } from "../models/chat-model.ts";
import { createCircuitBreaker } from "../models/circuit-breaker.ts";
import { type ChatModelSettings, createChatModel } from "../models/openai-chat-model.ts";
import type { LoadedCorpus } from "./load-corpus.ts";
import { publicPassages } from "./public-passages.ts";
import { promptOf } from "./shipped.ts";

interface Surroundings {
  /** The names that must not leave the house. */
  readonly names: () => Promise<readonly string[]>;
  /** Told of each kind of fault once: answers go on without the model. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** Ends what is being asked when nobody waits for answers any more. */
  readonly signal: AbortSignal;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

/** After so many faults in a row the model is left alone for so long. */
const BREAKER = { faults: 3, restMs: 30_000 };

/**
 * Answers in the words of a language model, over whatever is loaded. Loading this file loads what
 * speaks with the model: import it only where one is set.
 */
export function createModelAnswers(
  settings: ChatModelSettings,
  { names, onTrouble, signal, now }: Surroundings,
): (loaded: LoadedCorpus) => NonNullable<Engine["inWords"]> {
  const chat = createChatModel(settings, { breaker: createCircuitBreaker({ ...BREAKER, now }) });
  const prompt = readModelPrompt(promptOf("model-answer.yaml"));
  const onFault = tellingOnce(onTrouble);
  return ({ engine: embedded, parts, corpus }) =>
    createModelEngine({
      ...parts,
      mayLeave: publicPassages(corpus),
      embedded,
      chat,
      prompt,
      onFault,
      signal,
      createMask: async () => createMask({ names: await names() }),
    });
}

/** Tells each kind of fault once, and nothing of what was sent or said: there may be secrets in it. */
function tellingOnce(onTrouble: Surroundings["onTrouble"]): (fault: ModelFault) => void {
  const told = new Set<string>();
  return ({ reason, status }) => {
    const kind = status === undefined ? reason : `${reason}, HTTP ${status}`;
    if (told.has(kind)) return;
    told.add(kind);
    onTrouble(`the language model gave no whole reply (${kind}); answers go on without it`, kind);
  };
}
