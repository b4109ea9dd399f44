import { describe, expect, onTestFinished, test } from "vitest";
import { FakeSlack } from "../fakes/slack-server.ts";
import { shippedData } from "../support/app.ts";
import { runProcess } from "../support/command.ts";
import { startServer } from "../support/server.ts";
import { readOut } from "../support/slack-scene.ts";

async function openSlack(): Promise<FakeSlack> {
  const slack = await FakeSlack.start({ ackWithinMs: 50_000 });
  onTestFinished(() => slack.stop());
  slack.addUser({ id: "U1", name: "佐藤" });
  return slack;
}

const tokensFor = (slack: FakeSlack) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
});

async function answerFrom(slack: FakeSlack): Promise<string> {
  const channel = slack.directMessage("U1");
  await slack.deliver.message({ user: "U1", channel, text: "岡山TLOの支援は何年間？" });
  const answer = await slack.until(
    () => slack.messages(channel).find((each) => readOut(each).includes("[1]")),
    { withinMs: 30_000 },
  );
  return readOut(answer);
}

describe("npm start with Slack's tokens", () => {
  test.each([
    ["over Socket Mode", (slack: FakeSlack) => ({ SLACK_APP_TOKEN: slack.appToken })],
    [
      "over Socket Mode, its address given as that of a socket",
      (slack: FakeSlack) => ({
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_API_URL: slack.apiUrl.replace("http:", "ws:"),
      }),
    ],
    ["by HTTP", (slack: FakeSlack) => ({ SLACK_SIGNING_SECRET: slack.signingSecret })],
  ])(
    "joins, answers, and ends when it is told to, %s",
    async (_, tokens) => {
      const slack = await openSlack();
      const server = await startServer({ ...tokensFor(slack), ...tokens(slack) });
      expect(server.line).toContain("準備ができました");
      if ("SLACK_SIGNING_SECRET" in tokens(slack))
        slack.deliverTo(`${server.address}/slack/events`);

      expect(await answerFrom(slack)).toContain("5年");
      server.child.kill("SIGTERM");
      const { code } = await server.ended;

      expect(code).toBe(0);
    },
    120_000,
  );

  test.each([
    ["a wrong bot token", { SLACK_BOT_TOKEN: "xoxb-wrong" }, 1, "SLACK_BOT_TOKEN を受け付けません"],
    ["a wrong app token", { SLACK_APP_TOKEN: "xapp-wrong" }, 1, "SLACK_APP_TOKEN を受け付けません"],
    ["no token of the app", { SLACK_APP_TOKEN: "" }, 1, "SLACK_APP_TOKEN（xapp-…"],
    ["no token of the bot", { SLACK_BOT_TOKEN: "" }, 1, "SLACK_BOT_TOKEN（xoxb-…）"],
    [
      "a Slack that is not there",
      { SLACK_API_URL: "http://127.0.0.1:9/api/" },
      2,
      "接続できません",
    ],
  ])(
    "says in a sentence what is wrong with %s",
    async (_, wrong, code, why) => {
      const slack = await openSlack();
      const right = { ...tokensFor(slack), SLACK_APP_TOKEN: slack.appToken };
      const env = { PORT: "0", MUSUBI_DATA: shippedData(), ...right, ...wrong };
      const outcome = await runProcess(["start"], { env });

      expect(outcome.code).toBe(code);
      expect(outcome.stderr).toContain(why);
      expect(outcome.stderr).not.toMatch(/\n\s+at /u);
    },
    120_000,
  );
});
