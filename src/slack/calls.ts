import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";

/** How often a call is tried when Slack asks to wait, and when it cannot be reached. */
const MOST_WAITS = 8;
const MOST_TRIES = 3;
/** Milliseconds; doubled with every try. */
const FIRST_WAIT_MS = 250;
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
export async function callSlack<T>(call: () => Promise<T>, options: CallOptions<T>): Promise<T> {
  const left = { waits: MOST_WAITS, tries: MOST_TRIES };
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const found = await beforeTryingAgain(error, left, options);
      if (found !== undefined) return found;
    }
  }
}

/** Waits as the error wants it; gives what was done after all; throws the error when it is of no use. */
async function beforeTryingAgain<T>(
  error: unknown,
  left: { waits: number; tries: number },
  { pause, done }: CallOptions<T>,
): Promise<T | undefined> {
  if (error instanceof WebAPIRateLimitedError && left.waits > 0) {
    left.waits -= 1;
    await pause(Math.min(error.retryAfter, LONGEST_WAIT) * 1000);
    return undefined;
  }
  if (!isUnknown(error) || left.tries === 0) throw error;
  left.tries -= 1;
  await pause(FIRST_WAIT_MS * 2 ** (MOST_TRIES - left.tries));
  return done?.();
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
