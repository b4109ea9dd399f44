import type { Engine } from "../answers/assistant.ts";
import { createModelEngine } from "../answers/model-engine.ts";
import { readModelPrompt } from "../answers/model-prompt.ts";
import { createNeedProposer, type ProposeNeed, readNeedPrompt } from "../desk/propose-need.ts";
import { createMask } from "../discretion/mask.ts";
import { recogniseSecrets } from "../discretion/recognise-secrets.ts";
import {
  createReasonWriter,
  readReasonPrompt,
  type WordReasons,
} from "../matching/word-reasons.ts";
import type { ModelFault } from "../models/chat-model.ts";
import { createCircuitBreaker } from "../models/circuit-breaker.ts";
import { type ChatModelSettings, createChatModel } from "../models/openai-chat-model.ts";
import type { LoadedCorpus } from "./load-corpus.ts";
import { publicPassages } from "./public-passages.ts";
import { matchWording, promptOf } from "./shipped.ts";

export interface Surroundings {
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

/** What a language model does here: each of it is checked, and goes on without the model. */
export interface LanguageModel {
  /** Answers in its words, over whatever is loaded. */
  readonly answers: (loaded: LoadedCorpus) => NonNullable<Engine["inWords"]>;
  readonly proposeNeed: ProposeNeed;
  readonly wordReasons: WordReasons;
}

/** Loading this file loads what speaks with the model: import it only where one is set. */
export function createLanguageModel(
  settings: ChatModelSettings,
  { names, onTrouble, signal, now }: Surroundings,
): LanguageModel {
  const chat = createChatModel(settings, { breaker: createCircuitBreaker({ ...BREAKER, now }) });
  const prompt = readModelPrompt(promptOf("model-answer.yaml"));
  const onFault = tellingOnce(onTrouble);
  const asking = {
    chat,
    onFault,
    signal,
    createMask: async (also: readonly string[] = []) =>
      createMask({ names: [...(await names()), ...also] }),
  };
  return {
    answers: ({ engine: embedded, parts, corpus }) =>
      createModelEngine({
        ...parts,
        ...asking,
        mayLeave: publicPassages(corpus),
        embedded,
        prompt,
      }),
    proposeNeed: createNeedProposer({
      ...asking,
      prompt: readNeedPrompt(promptOf("model-needs.yaml")),
      now,
    }),
    wordReasons: createReasonWriter({
      ...asking,
      prompt: readReasonPrompt(promptOf("model-reasons.yaml")),
      wording: matchWording(),
      tellsSecrets: (text) => recogniseSecrets(text).isSecret,
      now,
    }),
  };
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
