import type { Engine } from "../answers/assistant.ts";
import type { Visibility } from "../corpus/document-head.ts";
import type { FollowedModel } from "./follow-model.ts";
import type { LoadedLevels } from "./load-corpus.ts";
import type { FollowedMeaning } from "./meaning.ts";

interface Options {
  /** The corpus as it is now. */
  readonly current: () => Promise<LoadedLevels>;
  readonly model: Pick<FollowedModel, "load" | "hurry">;
  /** Search by meaning, where there is a model for it. */
  readonly meaning?: FollowedMeaning | undefined;
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

export function followEngine({ current, model, meaning }: Options): FollowedEngine {
  const engine: FollowedEngine["engine"] = async (viewer) => {
    const loaded = (await current()).at(viewer);
    const inWords = (await model.load())?.answers(loaded);
    return {
      embedded: loaded.engine,
      ...(inWords && { inWords }),
      ...(meaning && { prepare: meaning.prepare }),
    };
  };
  return {
    engine,
    async warm() {
      meaning?.begin();
      for (const viewer of ["public", "staff"] as const) await engine(viewer);
    },
    hurry: model.hurry,
    close() {
      model.hurry();
      meaning?.close();
    },
  };
}
