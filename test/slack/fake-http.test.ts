import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Json } from "../fakes/server/types.ts";
import { FakeSlack } from "../fakes/slack-server.ts";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Reply {
  readonly status?: number;
  readonly body?: Json | string;
}

/** A Slack with a stand-in for an app that answers as it is told, and what that received. */
async function connect(reply: (received: Received) => Reply = () => ({})) {
  const slack = await FakeSlack.start();
  onTestFinished(() => slack.stop());
  slack.addUser({ id: "U1", name: "佐藤" });
  slack.addChannel({ id: "C1", name: "相談" });
  const received: Received[] = [];
  const app = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    const { status = 200, body: answer = "" } = reply({ headers: request.headers, body });
    const isText = typeof answer === "string";
    response.writeHead(status, isText ? {} : { "content-type": "application/json" });
    response.end(isText ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    app.close();
    app.closeAllConnections();
  });
  const { port } = app.address() as AddressInfo; // it listens on a port, not on a pipe
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return { slack, received };
}

async function post(slack: FakeSlack, method: string, args: Json): Promise<Json> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${slack.botToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Json; // Slack answers with objects
}

const plain = (text: string) => ({ type: "plain_text", text });
const modal = (title = "登録"): Json => ({
  type: "modal",
  title: plain(title),
  submit: plain("登録する"),
  blocks: [
    {
      type: "input",
      block_id: "name",
      label: plain("名前"),
      element: { type: "plain_text_input", action_id: "text", initial_value: "鈴木" },
    },
    {
      type: "input",
      block_id: "areas",
      optional: true,
      label: plain("地域"),
      element: {
        type: "checkboxes",
        action_id: "pick",
        options: [
          { text: plain("青森"), value: "aomori" },
          { text: plain("岩手"), value: "iwate" },
        ],
      },
    },
  ],
});

/** Opens a modal for U1 as an app would after a global shortcut. */
async function openModal(slack: FakeSlack) {
  await slack.deliver.shortcut({ callbackId: "register", user: "U1" });
  const trigger_id = slack.attempts().at(-1)?.payload.trigger_id;
  await post(slack, "views.open", { trigger_id, view: modal() });
  return slack.until(() => slack.views("U1")[0]);
}

describe("what is posted to the app", () => {
  test("is signed with the secret of the app", async () => {
    const { slack, received } = await connect();
    await slack.deliver.message({ user: "U1", channel: "C1", text: "質問" });
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const signed = `v0:${headers["x-slack-request-timestamp"]}:${body}`;
    const hash = createHmac("sha256", slack.signingSecret).update(signed).digest("hex");

    expect(headers["x-slack-signature"]).toBe(`v0=${hash}`);
    expect(JSON.parse(body)).toMatchObject({
      type: "event_callback",
      team_id: slack.teamId,
      event: { type: "message", channel_type: "channel", text: "質問", user: "U1" },
    });
  });

  test("is a form for commands, and a form with a payload for interactions", async () => {
    const { slack, received } = await connect();
    await slack.deliver.command({ command: "/musubi", text: "補助 金", user: "U1", channel: "C1" });
    await slack.deliver.shortcut({ callbackId: "register", user: "U1" });
    const [command, shortcut] = received.map(({ body }) => new URLSearchParams(body));

    expect(command?.get("text")).toBe("補助 金");
    expect(command?.get("channel_name")).toBe("相談");
    expect(JSON.parse(shortcut?.get("payload") ?? "")).toMatchObject({
      type: "shortcut",
      callback_id: "register",
      user: { id: "U1" },
    });
  });

  test("comes three times more when the app fails, and says why", async () => {
    const { slack, received } = await connect(() => ({ status: 500 }));

    await expect(slack.deliver.event({ type: "team_join" })).rejects.toThrow("http_error");
    expect(received.map(({ headers }) => headers["x-slack-retry-num"])).toEqual([
      undefined,
      "1",
      "2",
      "3",
    ]);
    expect(received[1]?.headers["x-slack-retry-reason"]).toBe("http_error");
    expect(new Set(slack.attempts().map(({ eventId }) => eventId)).size).toBe(1);
  });

  test("comes once when it is an interaction", async () => {
    const { slack, received } = await connect(() => ({ status: 500 }));
    const shortcut = slack.deliver.shortcut({ callbackId: "register", user: "U1" });

    await expect(shortcut).rejects.toThrow("did not acknowledge");
    expect(received).toHaveLength(1);
  });
});

describe("a submission", () => {
  test("sends what was set and what was filled in", async () => {
    const { slack } = await connect();
    const view = await openModal(slack);
    await slack.deliver.viewSubmission({ view, values: { areas: { pick: ["iwate"] } } });

    expect(slack.attempts().at(-1)?.payload).toMatchObject({
      type: "view_submission",
      view: {
        id: view.id,
        state: {
          values: {
            name: { text: { type: "plain_text_input", value: "鈴木" } },
            areas: { pick: { selected_options: [{ value: "iwate" }] } },
          },
        },
      },
    });
    expect(slack.views()).toEqual([]);
  });

  test.each<readonly [string, Json, (slack: FakeSlack) => unknown, unknown]>([
    [
      "errors",
      { response_action: "errors", errors: { name: "長すぎます" } },
      (slack) => slack.views()[0]?.errors,
      { name: "長すぎます" },
    ],
    [
      "another view",
      { response_action: "update", view: modal("確認") },
      (slack) => slack.views().map(({ view }) => view.title),
      [plain("確認")],
    ],
    [
      "a view on top",
      { response_action: "push", view: modal("詳細") },
      (slack) => slack.views().map(({ view }) => view.title),
      [plain("登録"), plain("詳細")],
    ],
    ["the end of all views", { response_action: "clear" }, (slack) => slack.views(), []],
  ])("can be answered with %s", async (_, body, look, expected) => {
    const { slack } = await connect(({ body: sent }) =>
      sent.includes("view_submission") ? { body } : {},
    );
    const view = await openModal(slack);
    await slack.deliver.viewSubmission({ view });

    expect(look(slack)).toEqual(expected);
  });

  test.each<readonly [string, Json]>([
    ["errors of fields that are not there", { response_action: "errors", errors: { nmae: "x" } }],
    ["a view that breaks a rule", { response_action: "update", view: modal("長".repeat(25)) }],
    ["what is no answer", { ok: true }],
  ])("cannot be answered with %s", async (_, body) => {
    const { slack } = await connect(({ body: sent }) =>
      sent.includes("view_submission") ? { body } : {},
    );
    const view = await openModal(slack);

    await expect(slack.deliver.viewSubmission({ view })).rejects.toThrow();
  });

  test("is not sent by the client when it is incomplete", async () => {
    const { slack } = await connect();
    const view = await openModal(slack);
    const submit = (values: Parameters<typeof slack.deliver.viewSubmission>[0]["values"]) =>
      slack.deliver.viewSubmission({ view, ...(values ? { values } : {}) });

    await expect(submit({ name: { text: null } })).rejects.toThrow("required");
    await expect(submit({ name: { text: "一\n二" } })).rejects.toThrow("line break");
    await expect(submit({ areas: { pick: ["tokyo"] } })).rejects.toThrow("not offered");
    await expect(submit({ place: { pick: "x" } })).rejects.toThrow("No block place");
  });
});

describe("a trigger", () => {
  test("is good once, and for three seconds", async () => {
    const { slack } = await connect();
    const trigger = async () => {
      await slack.deliver.shortcut({ callbackId: "register", user: "U1" });
      return slack.attempts().at(-1)?.payload.trigger_id;
    };
    const first = await trigger();
    const open = (trigger_id: unknown) => post(slack, "views.open", { trigger_id, view: modal() });

    expect(await open(first)).toMatchObject({ ok: true });
    expect(await open(first)).toMatchObject({ error: "exchanged_trigger_id" });
    const late = await trigger();
    slack.clock.advance(3001);
    expect(await open(late)).toMatchObject({ error: "expired_trigger_id" });
  });
});

describe("a response_url", () => {
  async function openResponse() {
    const { slack } = await connect();
    await post(slack, "chat.postMessage", {
      channel: "C1",
      text: "どうぞ",
      blocks: [
        {
          type: "actions",
          elements: [{ type: "button", action_id: "ok", value: "1", text: plain("OK") }],
        },
      ],
    });
    const message = await slack.until(() => slack.messages("C1")[0]);
    await slack.deliver.action({ user: "U1", message, action: { action_id: "ok" } });
    const url = String(slack.attempts().at(-1)?.payload.response_url);
    const respond = (body: Json) =>
      fetch(url, { method: "POST", body: JSON.stringify(body) }).then(({ status }) => status);
    return { slack, message, respond };
  }

  test("tells the person alone unless it is told otherwise", async () => {
    const { slack, respond } = await openResponse();
    await respond({ text: "内緒" });
    await respond({ text: "皆さんへ", response_type: "in_channel" });

    expect(slack.ephemerals({ user: "U1" })).toMatchObject([{ text: "内緒" }]);
    expect(slack.messages("C1")).toMatchObject([{ text: "どうぞ" }, { text: "皆さんへ" }]);
  });

  test("changes what was acted on, or takes it away", async () => {
    const { slack, message, respond } = await openResponse();
    await respond({ text: "記録しました", replace_original: true });
    expect(slack.messages("C1")).toMatchObject([{ text: "記録しました", ts: message.ts }]);
    await respond({ delete_original: true });
    expect(slack.messages("C1")).toEqual([]);
  });

  test("is good five times, for thirty minutes, and for what Slack would take", async () => {
    const { slack, respond } = await openResponse();
    const blocks = [{ type: "accordion" }];

    expect(await respond({ text: "x", blocks })).toBe(400);
    expect([await respond({ text: "2" }), await respond({ text: "3" })]).toEqual([200, 200]);
    expect([await respond({ text: "4" }), await respond({ text: "5" })]).toEqual([200, 200]);
    expect(await respond({ text: "6" })).toBe(404);
    expect(slack.ephemerals()).toHaveLength(4);
  });

  test("is gone after thirty minutes", async () => {
    const { slack, respond } = await openResponse();
    slack.clock.advance(30 * 60_000 + 1);

    expect(await respond({ text: "遅れました" })).toBe(404);
  });
});

describe("pressing", () => {
  test("is possible only on what is shown", async () => {
    const { slack } = await connect();
    const button = (block_id: string, value: string) => ({
      type: "section",
      block_id,
      text: plain("x"),
      accessory: { type: "button", action_id: "pick", value, text: plain("候補にする") },
    });
    const blocks = [button("one", "1"), button("two", "2")];
    await post(slack, "chat.postMessage", { channel: "C1", text: "x", blocks });
    const message = await slack.until(() => slack.messages("C1")[0]);
    const press = (action: { action_id: string; value?: string; block_id?: string }) =>
      slack.deliver.action({ user: "U1", message, action });

    await expect(press({ action_id: "pick" })).rejects.toThrow("Several");
    await expect(press({ action_id: "drop" })).rejects.toThrow("Nothing");
    await press({ action_id: "pick", value: "2" });
    expect(slack.attempts().at(-1)?.payload).toMatchObject({
      type: "block_actions",
      message: { ts: message.ts },
      channel: { id: "C1", name: "相談" },
      actions: [{ action_id: "pick", block_id: "two", value: "2", type: "button" }],
    });
  });
});
