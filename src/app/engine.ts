import type { Engine } from "../answers/assistant.ts";
import type { Visibility } from "../corpus/document-head.ts";
import { ModelFault } from "../models/chat-model.ts";
import type { ChatModelSettings } from "../models/openai-chat-model.ts";
import { once } from "../search/once.ts";
import type { LoadedLevels } from "./load-corpus.ts";
import type { FollowedMeaning } from "./meaning.ts";

interface Options {
  /** The corpus as it is now. */
  readonly current: () => Promise<LoadedLevels>;
  /** The language model, where one is set. */
  readonly model?: ChatModelSettings | undefined;
  /** Search by meaning, where there is a model for it. */
  readonly meaning?: FollowedMeaning | undefined;
  readonly names: () => Promise<readonly string[]>;
  /** Told of faults that were gone around. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  readonly now: () => number;
}

export interface FollowedEngine {
  /** What answers are made with now for who sees so much; nothing of a language model is loaded where none is set. */
  engine(viewer: Visibility): Promise<Engine>;
  /** Loads what the first answer would wait for, and has texts embedded from now on. */
  warm(): Promise<void>;
  /** From now on whoever waits for a model is answered without it. */
  hurry(): void;
  close(): void;
}

export function followEngine({
  current,
  model,
  meaning,
  ...surroundings
}: Options): FollowedEngine {
  const closing = new AbortController();
  const { signal } = closing;
  const answers = once(
    async () =>
      model &&
      (await import("./model-answers.ts")).createModelAnswers(model, { ...surroundings, signal }),
  );
  const engine: FollowedEngine["engine"] = async (viewer) => {
    const loaded = (await current()).at(viewer);
    const inWords = (await answers())?.(loaded);
    return {
      embedded: loaded.engine,
      ...(inWords && { inWords }),
      ...(meaning && { prepare: meaning.prepare }),
    };
  };
  const hurry = () => closing.abort(new ModelFault("late"));
  return {
    engine,
    async warm() {
      meaning?.begin();
      for (const viewer of ["public", "staff"] as const) await engine(viewer);
    },
    hurry,
    close() {
      hurry();
      meaning?.close();
    },
  };
}
