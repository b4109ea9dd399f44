import { type Acceptance, callAt } from "../corpus/acceptance.ts";
import type { Entry } from "../corpus/entry.ts";
import type { CitedScheme } from "./answer.ts";

/** What a record told of the acceptance of applications, on a card that was made of one. */
export function recordOf({ head }: Pick<Entry, "head">): Acceptance | undefined {
  return head.kind === "scheme" ? head.acceptance : undefined;
}

/**
 * The status of a thing as it is to be shown: by its rounds where a record told of them. Nothing else
 * is open: who writes that on a card by hand cannot know what day the card is read.
 */
export function standingOf(
  card: Pick<Entry, "head">,
  { time, areas }: { readonly time: Date | undefined; readonly areas: readonly string[] },
): CitedScheme["status"] {
  const record = recordOf(card);
  if (record) return callAt(record, time, areas).standing;
  return card.head.status === "open" ? "unknown" : card.head.status;
}
