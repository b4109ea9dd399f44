import type { Shown } from "./shown.ts";

/** Somebody pressed a button of a message; `message` is absent where only the presser sees it. */
export interface Pressed extends Shown {
  readonly action: string;
  /** The ids that the button gave back. */
  readonly ids: readonly string[];
  /** Opens a window, for three seconds. */
  readonly trigger: string;
}
