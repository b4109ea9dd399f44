import {
  NotAcknowledged,
  type Parcel,
  type Receipt,
  type Retry,
  type Transport,
} from "./parcel.ts";
import type { Json } from "./types.ts";

/** Slack sends an event again three times. */
const RETRIES = 3;

/** How the app acknowledged, and after how many times of being asked. */
export interface Ack extends Receipt {
  /** 1 when it acknowledged the first time. */
  readonly attempts: number;
  /** Of an event. */
  readonly eventId?: string;
}

/** One time that something was sent. */
export interface Attempt {
  readonly kind: Parcel["kind"];
  readonly eventId: string | undefined;
  readonly payload: Json;
  readonly retry: Retry | undefined;
  /** Milliseconds of real time until the app acknowledged. */
  ackedAfterMs?: number;
  /** Why it did not. */
  failure?: string;
}

/** Sends parcels and writes down what became of each. */
export interface Sender {
  /** Sends an event until it is acknowledged, three times more at most. */
  event(payload: Json, eventId: string, retry: Retry | undefined): Promise<Ack>;
  /** Sends an interaction or a command, which Slack does not repeat. */
  once(kind: "interactive" | "slash_commands", payload: Json): Promise<Ack>;
}

export function createSender({
  transport,
  attempts,
  changed,
}: {
  readonly transport: Transport;
  readonly attempts: Attempt[];
  readonly changed: () => void;
}): Sender {
  const attempt = async (parcel: Parcel, eventId?: string): Promise<Receipt> => {
    const entry: Attempt = { ...parcel, eventId };
    attempts.push(entry);
    try {
      const receipt = await transport(parcel);
      entry.ackedAfterMs = receipt.ms;
      return receipt;
    } catch (error) {
      entry.failure = String(error);
      throw error;
    } finally {
      changed();
    }
  };

  const event = async (
    payload: Json,
    eventId: string,
    retry: Retry | undefined,
    attemptsSoFar = 1,
  ): Promise<Ack> => {
    try {
      const receipt = await attempt({ kind: "events_api", payload, retry }, eventId);
      return { ...receipt, attempts: attemptsSoFar, eventId };
    } catch (error) {
      const num = (retry?.num ?? 0) + 1;
      if (!(error instanceof NotAcknowledged) || num > RETRIES) throw error;
      return event(payload, eventId, { num, reason: error.reason }, attemptsSoFar + 1);
    }
  };

  return {
    event,
    once: async (kind, payload) => ({
      ...(await attempt({ kind, payload, retry: undefined })),
      attempts: 1,
    }),
  };
}
