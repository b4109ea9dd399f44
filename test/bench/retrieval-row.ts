import type { Setting } from "./engines/engine.ts";
import type { Measured } from "./retrieval-run.ts";

/** What came of one engine on one set: figures, or why there are none. */
export interface RetrievalRow {
  readonly set: string;
  readonly engine: string;
  readonly setting: Setting;
  readonly measured?: Measured;
  readonly failed?: string;
}
