import { createHash } from "node:crypto";
import type { LedgerEvent } from "./records.ts";

/** What the first event names as the hash of the one before it. */
export const GENESIS = "0".repeat(64);

/** An event as it is stored: the payload is canonical JSON. */
export type StoredEvent = Omit<LedgerEvent, "payload" | "reason" | "role" | "kind"> & {
  readonly role: string;
  readonly kind: string;
  readonly payload: string;
  readonly reason: string | null;
};

/**
 * SHA-256, hex, over the canonical JSON of all fields of the event but `hash`. The payload enters as
 * the bytes that are stored, so that nothing has to be written anew to check thirty thousand events.
 */
export function hashOfEvent(event: Omit<StoredEvent, "hash">): string {
  const text = (value: string) => JSON.stringify(value.toWellFormed());
  const reason = event.reason === null ? "" : `"reason":${text(event.reason)},`;
  const canonical =
    `{"action":${text(event.action)},"actor":${text(event.actor)},"at":${text(event.at)},` +
    `"entity":${text(event.entity)},"kind":${text(event.kind)},"payload":${event.payload},` +
    `"previous":${text(event.previous)},${reason}"role":${text(event.role)},"seq":${event.seq}}`;
  return createHash("sha256").update(canonical).digest("hex");
}

/** The event as the rest of the program reads it. */
export function readEvent({ payload, reason, ...event }: StoredEvent): LedgerEvent {
  return {
    ...event,
    payload: JSON.parse(payload),
    ...(reason === null ? {} : { reason }),
    // Only `append` writes events, from values of these types; `verify` finds what others wrote.
  } as LedgerEvent;
}
