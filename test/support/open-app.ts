import { type AppOptions, createApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { CORPUS } from "./shipped.ts";

/**
 * The real app over the shipped cards unless told otherwise. It looks at a corpus of the test's own before every
 * answer, at the shipped cards once: no test changes them.
 */
export function openApp(
  options: Pick<AppOptions, "dataFolder"> &
    Partial<
      Pick<
        AppOptions,
        | "corpusFolder"
        | "refreshMs"
        | "onTrouble"
        | "clock"
        | "firstAdministrator"
        | "readPdf"
        | "model"
        | "embedding"
        | "onEmbedded"
        | "jgrantsApi"
      >
    >,
): App {
  const { corpusFolder = CORPUS } = options;
  return createApp({
    refreshMs: corpusFolder === CORPUS ? Number.POSITIVE_INFINITY : 0,
    onProgress: () => {},
    onEmbedded: () => {},
    onTrouble: (message, cause) => {
      throw new Error(message, { cause });
    },
    now: () => performance.now(),
    clock: () => new Date(),
    firstAdministrator: "admin",
    ...options,
    corpusFolder,
  });
}
