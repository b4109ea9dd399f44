import type { ModalView } from "@slack/types";
import type { Person } from "./people.ts";
import type { Shown } from "./shown.ts";
import { aboutOf } from "./windows.ts";

/** Somebody sent a window. */
export interface Submitted {
  readonly callback: string;
  readonly metadata: string;
  /** `view.state.values`. */
  readonly values: unknown;
  readonly user: string;
  readonly person: Person;
  readonly view: string;
}

/** What Slack is to do with the window, and what is done after that was said. */
export interface Reaction {
  readonly errors?: Readonly<Record<string, string>>;
  /** Takes the place of the window. */
  readonly next?: ModalView;
  readonly after?: () => Promise<void>;
}

/** Where the window was opened from; else the direct messages with who sent it. */
export function shownBy(sent: Submitted): Shown {
  const { channel = sent.user, thread, message } = aboutOf(sent).place ?? {};
  return { place: { channel, thread }, message, user: sent.user, person: sent.person };
}

/** As Slack wants to be answered; nothing closes the window. */
export function ackOf({ errors, next }: Reaction) {
  if (errors) return { response_action: "errors" as const, errors: { ...errors } };
  if (next) return { response_action: "update" as const, view: next };
  return undefined;
}
