import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { describe, expect, onTestFinished, test } from "vitest";
import { FakeSlack, type FakeSlackOptions } from "../fakes/slack-server.ts";

type Mode = "socket" | "http";

const MODES: readonly Mode[] = ["socket", "http"];

const plain = (text: string) => ({ type: "plain_text" as const, text });
const buttons = (...ids: string[]) => [
  {
    type: "actions" as const,
    elements: ids.map((action_id) => ({ type: "button" as const, action_id, text: plain("OK") })),
  },
];
const modal = {
  type: "modal" as const,
  callback_id: "need",
  title: plain("登録"),
  submit: plain("登録する"),
  blocks: [
    {
      type: "input" as const,
      block_id: "name",
      label: plain("名前"),
      element: { type: "plain_text_input" as const, action_id: "text", max_length: 20 },
    },
    {
      type: "input" as const,
      block_id: "area",
      label: plain("地域"),
      element: {
        type: "static_select" as const,
        action_id: "pick",
        options: [{ text: plain("青森"), value: "aomori" }],
      },
    },
  ],
};

/** A Slack and a real Bolt app that is connected to it; `listen` adds the listeners of a test. */
async function connectApp(mode: Mode, listen: (app: App) => void, options: FakeSlackOptions = {}) {
  const slack = await FakeSlack.start(options);
  onTestFinished(() => slack.stop());
  slack.addUser({ id: "U1", name: "佐藤" });
  slack.addChannel({ id: "C1", name: "相談" });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver =
    mode === "http"
      ? new HTTPReceiver({ signingSecret: slack.signingSecret, port: 0, logLevel: LogLevel.ERROR })
      : new SocketModeReceiver({
          appToken: slack.appToken,
          // It is also how long the client waits before it connects again.
          clientPingTimeout: 500,
          logLevel: LogLevel.ERROR,
          installerOptions: { clientOptions },
        });
  const app = new App({ token: slack.botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  listen(app);
  await app.start();
  onTestFinished(async () => {
    await app.stop();
  });
  const url = receiver instanceof HTTPReceiver ? addressOf(receiver) : undefined;
  if (url !== undefined) slack.deliverTo(url);
  else await slack.until(() => slack.sockets() > 0, { what: "a socket" });
  return { slack, url };
}

async function connect(...args: Parameters<typeof connectApp>) {
  const { slack } = await connectApp(...args);
  return slack;
}

function addressOf(receiver: HTTPReceiver): string {
  // The receiver keeps its server to itself, and has no other way to tell its port.
  const { server } = receiver as unknown as { server: { address(): AddressInfo } };
  return `http://127.0.0.1:${server.address().port}/slack/events`;
}

describe.each(MODES)("over %s", (mode) => {
  test("a mention reaches the app and its answer the thread", async () => {
    const slack = await connect(mode, (app) => {
      app.event("app_mention", async ({ event, say }) => {
        await say({ text: "回答", thread_ts: event.ts });
      });
    });
    const text = `<@${slack.botUserId}> 補助金は？`;
    const { message, acks } = await slack.deliver.message({ user: "U1", channel: "C1", text });
    const answer = await slack.until(() => slack.messages("C1", message.ts)[1]);

    expect(answer).toMatchObject({ text: "回答", thread_ts: message.ts, bot_id: slack.botId });
    expect(acks.map(({ attempts }) => attempts)).toEqual([1, 1]);
    expect(slack.attempts().map(({ payload }) => (payload.event as { type: string }).type)).toEqual(
      ["message", "app_mention"],
    );
  });

  test("a duplicate comes with the same id and says which retry it is", async () => {
    const seen: unknown[] = [];
    const slack = await connect(mode, (app) => {
      app.event("app_mention", async ({ body, client, context }) => {
        seen.push([body.event_id, context.retryNum, context.retryReason]);
        await client.users.info({ user: "U1" }); // by which the fake sees that it came
      });
    });
    const event = { type: "app_mention", user: "U1", channel: "C1", text: "質問" };
    const { eventId = "" } = await slack.deliver.event(event);
    await slack.deliver.event(event, { eventId, retry: { num: 1, reason: "timeout" } });

    await slack.until(() => slack.calls("users.info").length === 2);
    expect(seen.map((each) => (each as unknown[])[0])).toEqual([eventId, eventId]);
    expect(seen[1]).toEqual([eventId, 1, "timeout"]);
  });

  test("a button that is shown can be pressed, and others cannot", async () => {
    const slack = await connect(mode, (app) => {
      app.action("ok", async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: "記録しました" });
      });
      app.message(async ({ say }) => {
        await say({ text: "どうぞ", blocks: buttons("ok") });
      });
    });
    await slack.deliver.message({ user: "U1", channel: "C1", text: "記録" });
    const message = await slack.until(() => slack.messages("C1")[1]);
    const press = (action_id: string) =>
      slack.deliver.action({ user: "U1", message, action: { action_id } });
    await press("ok");
    await slack.until(() => message.edits.length === 1);

    expect(message).toMatchObject({ text: "記録しました", blocks: [] });
    await expect(press("ok")).rejects.toThrow("is shown");
  });

  test("an ephemeral message is acted on without its text, and taken away", async () => {
    const bodies: unknown[] = [];
    const slack = await connect(mode, (app) => {
      app.command("/musubi", async ({ ack, client, command }) => {
        await ack();
        await client.chat.postEphemeral({
          channel: command.channel_id,
          user: command.user_id,
          text: "あなたにだけ",
          blocks: buttons("drop"),
        });
      });
      app.action("drop", async ({ ack, body, respond }) => {
        bodies.push(body);
        await ack();
        await respond({ delete_original: true });
      });
    });
    await slack.deliver.command({ command: "/musubi", text: "確認", user: "U1", channel: "C1" });
    const message = await slack.until(() => slack.ephemerals({ user: "U1" })[0]);
    await slack.deliver.action({ user: "U1", message, action: { action_id: "drop" } });
    await slack.until(() => slack.ephemerals().length === 0);

    expect(bodies).toMatchObject([{ container: { is_ephemeral: true }, channel: { id: "C1" } }]);
    expect(bodies[0]).not.toHaveProperty("message");
  });

  test("a command can be answered in its acknowledgement", async () => {
    const slack = await connect(mode, (app) => {
      app.command("/musubi", ({ ack, command }) => ack(`「${command.text}」ですね`));
    });
    const given = { command: "/musubi", text: "補助金", user: "U1", channel: "C1" };
    await slack.deliver.command(given);

    expect(slack.ephemerals({ user: "U1" })).toMatchObject([{ text: "「補助金」ですね" }]);
  });

  test("a shortcut opens a modal, which is refused once and then taken", async () => {
    const sent: unknown[] = [];
    const slack = await connect(mode, (app) => {
      app.shortcut("register", async ({ ack, client, shortcut }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
      });
      app.view("need", async ({ ack, view }) => {
        const text = view.state.values.name?.text?.value ?? "";
        if (text === "？") await ack({ response_action: "errors", errors: { name: "名前を" } });
        else await ack();
        sent.push(view.state.values);
      });
    });
    const { message } = await slack.deliver.message({ user: "U1", channel: "C1", text: "相談" });
    await slack.deliver.shortcut({ callbackId: "register", user: "U1", message });
    const view = await slack.until(() => slack.views("U1")[0]);
    const submit = (name: string, area = "aomori") =>
      slack.deliver.viewSubmission({
        view,
        values: { name: { text: name }, area: { pick: area } },
      });

    await expect(submit("")).rejects.toThrow("required");
    await expect(submit("あ".repeat(21))).rejects.toThrow("would not send");
    await expect(submit("鈴木", "tokyo")).rejects.toThrow("not offered");
    await submit("？");
    expect(view).toMatchObject({ closed: false, errors: { name: "名前を" } });
    await submit("鈴木");
    expect(slack.views()).toEqual([]);
    expect(sent[1]).toMatchObject({
      name: { text: { type: "plain_text_input", value: "鈴木" } },
      area: { pick: { selected_option: { value: "aomori" } } },
    });
  });

  test("a trigger is good for three seconds", async () => {
    const errors: unknown[] = [];
    const slack: FakeSlack = await connect(mode, (app) => {
      app.shortcut("register", async ({ ack, client, shortcut }) => {
        await ack();
        slack.clock.advance(3001);
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
      });
      app.error(async (error) => {
        errors.push(error);
      });
    });
    await slack.deliver.shortcut({ callbackId: "register", user: "U1" });
    const call = await slack.until(() => slack.calls("views.open").find(({ answer }) => answer));

    expect(call.answer?.body).toMatchObject({ error: "expired_trigger_id" });
    expect(slack.views()).toEqual([]);
  });

  test("the Home tab is published when it is opened", async () => {
    const slack = await connect(mode, (app) => {
      app.event("app_home_opened", async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: "home", blocks: [{ type: "divider" }, ...buttons("more")] },
        });
      });
      app.action("more", async ({ ack }) => ack());
    });
    await slack.deliver.homeOpened("U1");
    const view = await slack.until(() => slack.home("U1"));
    const ack = await slack.deliver.action({ user: "U1", view, action: { action_id: "more" } });

    expect(view.view.blocks).toHaveLength(2);
    expect(ack.attempts).toBe(1);
  });

  test("an action that nobody acknowledges is told to who presses it", async () => {
    const slack = await connect(
      mode,
      (app) => {
        app.message(async ({ say }) => {
          await say({ text: "どうぞ", blocks: buttons("ok") });
        });
        app.action("ok", async () => undefined);
      },
      { ackWithinMs: 200 },
    );
    await slack.deliver.message({ user: "U1", channel: "C1", text: "x" });
    const message = await slack.until(() => slack.messages("C1")[1]);
    const press = slack.deliver.action({ user: "U1", message, action: { action_id: "ok" } });

    await expect(press).rejects.toThrow("did not acknowledge");
  });

  test("a stream of Bolt arrives whole", async () => {
    const slack = await connect(mode, (app) => {
      app.message(async ({ sayStream }) => {
        const stream = sayStream({ buffer_size: 4 });
        await stream.append({ markdown_text: "補助金は" });
        await stream.append({ markdown_text: "50万円です。" });
        await stream.stop({ blocks: buttons("ok") });
      });
      app.action("ok", async ({ ack }) => ack());
    });
    const channel = slack.directMessage("U1");
    await slack.deliver.message({ user: "U1", channel, text: "補助金は？" });
    const answer = await slack.until(() =>
      slack.messages(channel).find(({ stream }) => stream?.state === "stopped"),
    );

    expect(answer).toMatchObject({ text: "補助金は50万円です。", blocks: [{ type: "actions" }] });
  });
});

describe("Socket Mode", () => {
  test("what was not acknowledged when the line was cut is sent again on the next", async () => {
    const seen: unknown[] = [];
    const slack = await connect("socket", (app) => {
      app.event("app_mention", async ({ body, client, context }) => {
        seen.push([body.event_id, context.retryNum]);
        await client.users.info({ user: "U1" }); // by which the fake sees that it came
      });
    });
    slack.dropSockets();
    const event = { type: "app_mention", user: "U1", channel: "C1", text: "質問" };
    const ack = await slack.deliver.event(event);
    await slack.until(() => slack.calls("users.info").length > 0);

    expect(seen.at(-1)).toEqual([ack.eventId, ack.attempts - 1]);
  });

  test("the app comes back when it is told to go", async () => {
    const slack = await connect("socket", () => undefined);
    slack.disconnect("refresh_requested");
    await slack.until(() => slack.sockets() === 0, { what: "the old socket to close" });

    // Answered only once the client is back: Bolt must not be stopped while it connects again.
    await slack.deliver.event({ type: "app_mention", user: "U1", channel: "C1", text: "質問" });
    expect(slack.calls("apps.connections.open")).toHaveLength(2);
  });
});

describe("HTTP", () => {
  test("what is signed with another secret is refused by Bolt", async () => {
    const { url } = await connectApp("http", () => undefined);
    const other = await FakeSlack.start({ signingSecret: "other" });
    onTestFinished(() => other.stop());
    other.deliverTo(url ?? "");

    await expect(other.deliver.event({ type: "app_mention" })).rejects.toThrow("401");
  });
});
