import { createHmac } from "node:crypto";
import { NotAcknowledged, type Parcel, type Receipt, type Transport } from "./parcel.ts";

/** Posts what Slack sends to a request URL, signed with the secret of the app. */
export function createSignedHttp({
  url,
  signingSecret,
  ackWithinMs,
}: {
  readonly url: string;
  readonly signingSecret: string;
  readonly ackWithinMs: number;
}): Transport {
  return async (parcel) => {
    const { body, contentType } = encode(parcel);
    const began = performance.now();
    const response = await post(url, {
      method: "POST",
      body,
      headers: {
        "content-type": contentType,
        ...signature(body, signingSecret),
        ...retryHeaders(parcel),
      },
      signal: AbortSignal.timeout(ackWithinMs),
    });
    const text = await response.text();
    if (!response.ok) throw new NotAcknowledged("http_error", `${response.status} ${text}`);
    return { body: bodyOf(response, text), ms: performance.now() - began };
  };
}

/** Events come as JSON, commands as a form, interactions as a form with the JSON in `payload`. */
export function encode({ kind, payload }: Pick<Parcel, "kind" | "payload">): {
  body: string;
  contentType: string;
} {
  if (kind === "events_api")
    return { body: JSON.stringify(payload), contentType: "application/json" };
  const form =
    kind === "interactive"
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return {
    body: new URLSearchParams(form).toString(),
    contentType: "application/x-www-form-urlencoded",
  };
}

/** The headers by which the app knows that a body comes from Slack, as of a time in seconds. */
export function signature(
  body: string,
  signingSecret: string,
  seconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const hash = createHmac("sha256", signingSecret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${hash}` };
}

function retryHeaders({ retry }: Parcel): Record<string, string> {
  return retry
    ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason }
    : {};
}

async function post(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    throw new NotAcknowledged(timedOut ? "timeout" : "connection_failed", String(error));
  }
}

function bodyOf(response: Response, text: string): Receipt["body"] {
  if (text === "") return undefined;
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return isJson ? JSON.parse(text) : text;
}
