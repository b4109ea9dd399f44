import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";

/** How often a call is tried when Slack asks to wait, and when it cannot be reached. */
const MOST_WAITS = 8;
const MOST_TRIES = 4;
/** Longest wait that Slack is granted, in seconds; a person has gone by then. */
const LONGEST_WAIT = 60;

export type Pause = (ms: number) => Promise<unknown>;

export interface CallOptions<T> {
  readonly pause: Pause;
  /**
   * Looks whether a call whose outcome nobody knows was done after all. Without it such a call is
   * made again, so it must be one that may be made twice.
   */
  readonly done?: () => Promise<T | undefined>;
}

/** Calls Slack, waiting when it asks to, and trying again when it was not reached. */
export async function callSlack<T>(
  call: () => Promise<T>,
  { pause, done }: CallOptions<T>,
): Promise<T> {
  let waits = 0;
  let tries = 1;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError && waits < MOST_WAITS) {
        waits += 1;
        await pause(Math.min(error.retryAfter, LONGEST_WAIT) * 1000);
      } else if (isUnknown(error) && tries < MOST_TRIES) {
        await pause(250 * 2 ** tries);
        tries += 1;
        const found = await done?.();
        if (found !== undefined) return found;
      } else throw error;
    }
  }
}

function isUnknown(error: unknown): boolean {
  return (
    error instanceof WebAPIRequestError ||
    (error instanceof WebAPIHTTPError && error.statusCode >= 500)
  );
}

/** The name of what Slack refused: invalid_blocks, not_in_channel …; `undefined` for other errors. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}
