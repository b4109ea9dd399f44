import type { Person } from "./people.ts";
import type { Place } from "./place.ts";

/** Somebody pressed a button. */
export interface Pressed {
  readonly action: string;
  /** The ids that the button gave back. */
  readonly ids: readonly string[];
  readonly user: string;
  readonly person: Person;
  /** Where the message with the button stands, and its thread. */
  readonly place: Place;
  /** The message with the button; absent where only the presser sees it. */
  readonly message?: string | undefined;
  /** Opens a window, for three seconds. */
  readonly trigger: string;
}
