import type { Json } from "./types.ts";

/** Why Slack sends an event again. */
export interface Retry {
  /** 1 for the first retry. */
  readonly num: number;
  readonly reason: string;
}

/** Something that Slack sends to the app. */
export interface Parcel {
  readonly kind: "events_api" | "interactive" | "slash_commands";
  readonly payload: Json;
  readonly retry: Retry | undefined;
}

/** How the app acknowledged a parcel. */
export interface Receipt {
  /** The JSON or text that it was acknowledged with; undefined when there was none. */
  readonly body: unknown;
  /** Milliseconds of real time from sending to acknowledgement. */
  readonly ms: number;
}

/** A way to the app. It rejects with NotAcknowledged when the app does not acknowledge in time. */
export type Transport = (parcel: Parcel) => Promise<Receipt>;

/** The app did not acknowledge: `reason` is what Slack gives as the reason of its retry. */
export class NotAcknowledged extends Error {
  override readonly name = "NotAcknowledged";
  readonly reason: "timeout" | "http_error" | "connection_failed";
  readonly detail: string;

  constructor(reason: NotAcknowledged["reason"], detail: string) {
    super(`The app did not acknowledge (${reason}): ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}
