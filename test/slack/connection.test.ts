import { describe, expect, test } from "vitest";
import { openScene, readOut } from "../support/slack-scene.ts";

const TLO = "岡山TLOの支援は何年間？";
const RECONNECT_MS = 1_000;

describe("over Socket Mode", () => {
  test("a line that is cut while Slack is out of reach comes back, and what waited is answered", async () => {
    const { slack, ask, person } = await openScene("socket", { reconnectMs: RECONNECT_MS });
    await person("U1", "guest");
    slack.failNext("apps.connections.open", { status: 503 });
    slack.failNext("apps.connections.open", { reset: true });
    slack.dropSockets();
    const answer = await ask({ user: "U1", text: TLO });

    expect(readOut(answer)).toContain("[1]");
  });

  test("the assistant leaves also while the line is cut and Slack out of reach", async () => {
    const { slack, joined } = await openScene("socket", { reconnectMs: RECONNECT_MS });
    const opened = slack.calls("apps.connections.open").length;
    slack.failNext("apps.connections.open", { reset: true, times: 1_000 });
    slack.dropSockets();
    await slack.until(() => slack.calls("apps.connections.open").length > opened);

    await expect(joined.stop()).resolves.toBeUndefined();
  });
});
