/** Where a message stands or is to stand. */
export interface Place {
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** A place in a thread. */
export interface ThreadPlace {
  readonly channel: string;
  readonly thread: string;
}

const EVENT_TYPE = "musubi_message";

/** Marks a message so that it is found again when nobody knows whether it was written. */
export function tagged(key: string) {
  return { metadata: { event_type: EVENT_TYPE, event_payload: { key } } };
}
