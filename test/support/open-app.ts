import { type AppOptions, createApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { CORPUS } from "./shipped.ts";

/** The real app over the shipped cards unless told otherwise; it looks at them before every answer. */
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
  return createApp({
    corpusFolder: CORPUS,
    refreshMs: 0,
    onProgress: () => {},
    onEmbedded: () => {},
    onTrouble: (message, cause) => {
      throw new Error(message, { cause });
    },
    now: () => performance.now(),
    clock: () => new Date(),
    firstAdministrator: "admin",
    ...options,
  });
}
