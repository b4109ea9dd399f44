import { ModelFault } from "../models/chat-model.ts";
import type { ChatModelSettings } from "../models/openai-chat-model.ts";
import { once } from "../search/once.ts";
import type { LanguageModel, Surroundings } from "./language-model.ts";

export interface FollowedModel extends Pick<LanguageModel, "proposeNeed" | "wordReasons"> {
  /** Loads it when it is first needed; nothing of it is loaded where none is set. */
  load(): Promise<LanguageModel | undefined>;
  /** From now on whoever waits for it goes on without it. */
  hurry(): void;
}

/** The one language model of an app: what fails for one of its uses is left alone for all of them. */
export function followModel(
  settings: ChatModelSettings | undefined,
  surroundings: Omit<Surroundings, "signal">,
): FollowedModel {
  const closing = new AbortController();
  const { signal } = closing;
  const load = once(
    async () =>
      settings &&
      (await import("./language-model.ts")).createLanguageModel(settings, {
        ...surroundings,
        signal,
      }),
  );
  return {
    load,
    hurry: () => closing.abort(new ModelFault("late")),
    proposeNeed: async (asked) => (await load())?.proposeNeed(asked) ?? {},
    wordReasons: async (suggestions, options) =>
      (await load())?.wordReasons(suggestions, options) ?? suggestions,
  };
}
