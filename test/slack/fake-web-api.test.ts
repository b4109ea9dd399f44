import { describe, expect, onTestFinished, test } from "vitest";
import { liveIn } from "../fakes/slack-live.ts";
import { FakeSlack } from "../fakes/slack-server.ts";

type Args = Record<string, unknown>;

interface Answer {
  readonly ts: string;
  readonly user: { readonly locale?: string };
}

/** A Slack with a channel, a direct message and two people, and a way to call it as WebClient does. */
async function openSlack() {
  const slack = await FakeSlack.start({ start: new Date("2026-04-01T00:00:00Z") });
  onTestFinished(() => slack.stop());
  slack.addUser({ id: "U1", name: "佐藤" });
  slack.addUser({ id: "U2", name: "鈴木", locale: "en-US", isRestricted: true });
  slack.addChannel({ id: "C1", name: "相談", members: ["U1"] });
  slack.addChannel({ id: "C2", isMember: false });
  slack.addChannel({ id: "C3", isPrivate: true, isMember: false });
  slack.addChannel({ id: "C4", isArchived: true });
  const call = async (method: string, args: Args = {}, token: string | null = slack.botToken) => {
    const form = Object.entries(args).map(([name, value]): [string, string] => [
      name,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: "POST",
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      body: new URLSearchParams(form),
    });
    return (await response.json()) as Answer; // the fields that a test asks for
  };
  return { slack, call };
}

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const unknownTs = "1700000000.000001";
const modal = {
  type: "modal",
  title: { type: "plain_text", text: "登録" },
  blocks: [section("x")],
};

describe("calls that Slack refuses", () => {
  test.each<readonly [string, string, Args, string]>([
    ["a method that does not exist", "chat.shout", {}, "unknown_method"],
    ["a post without a channel", "chat.postMessage", { text: "x" }, "invalid_arguments"],
    ["a post to nowhere", "chat.postMessage", { channel: "C9", text: "x" }, "channel_not_found"],
    [
      "a post to a private channel",
      "chat.postMessage",
      { channel: "C3", text: "x" },
      "channel_not_found",
    ],
    [
      "a post where it is no member",
      "chat.postMessage",
      { channel: "C2", text: "x" },
      "not_in_channel",
    ],
    ["a post to an archive", "chat.postMessage", { channel: "C4", text: "x" }, "is_archived"],
    ["a post of nothing", "chat.postMessage", { channel: "C1" }, "no_text"],
    [
      "blocks that are no JSON",
      "chat.postMessage",
      { channel: "C1", blocks: "[{" },
      "invalid_blocks_format",
    ],
    [
      "blocks that are too long",
      "chat.postMessage",
      { channel: "C1", text: "x", blocks: [section("x".repeat(3001))] },
      "invalid_blocks",
    ],
    [
      "a thread that is no timestamp",
      "chat.postMessage",
      { channel: "C1", text: "x", thread_ts: "1.5" },
      "invalid_thread_ts",
    ],
    [
      "a change of nothing",
      "chat.update",
      { channel: "C1", ts: unknownTs, text: "x" },
      "message_not_found",
    ],
    ["taking away nothing", "chat.delete", { channel: "C1", ts: unknownTs }, "message_not_found"],
    [
      "a word to who is elsewhere",
      "chat.postEphemeral",
      { channel: "C1", user: "U2", text: "x" },
      "user_not_in_channel",
    ],
    ["a stream without a thread", "chat.startStream", { channel: "C1" }, "invalid_arguments"],
    [
      "a stream to nobody",
      "chat.startStream",
      { channel: "C1", thread_ts: unknownTs },
      "missing_recipient_user_id",
    ],
    [
      "a stream to no team",
      "chat.startStream",
      { channel: "C1", thread_ts: unknownTs, recipient_user_id: "U1" },
      "missing_recipient_team_id",
    ],
    [
      "a status of no thread",
      "assistant.threads.setStatus",
      { channel_id: "C1", thread_ts: unknownTs, status: "x" },
      "invalid_thread_ts",
    ],
    [
      "five prompts",
      "assistant.threads.setSuggestedPrompts",
      { channel_id: "C1", prompts: Array(5).fill({ title: "x", message: "y" }) },
      "invalid_arguments",
    ],
    [
      "a thread that is not there",
      "conversations.replies",
      { channel: "C1", ts: unknownTs },
      "thread_not_found",
    ],
    ["reading where it is no member", "conversations.history", { channel: "C2" }, "not_in_channel"],
    ["opening with nobody", "conversations.open", {}, "users_list_not_supplied"],
    ["somebody unknown", "users.info", { user: "U9" }, "user_not_found"],
    [
      "a trigger that was never given",
      "views.open",
      { trigger_id: "1.2.a", view: modal },
      "invalid_trigger_id",
    ],
    [
      "a view without a title",
      "views.open",
      { trigger_id: "1.2.a", view: { ...modal, title: undefined } },
      "invalid_arguments",
    ],
    ["an update of no view", "views.update", { view_id: "V9", view: modal }, "not_found"],
    ["a modal as a Home tab", "views.publish", { user_id: "U1", view: modal }, "invalid_arguments"],
    [
      "a link to no message",
      "chat.getPermalink",
      { channel: "C1", message_ts: unknownTs },
      "message_not_found",
    ],
    [
      "a reaction to nothing",
      "reactions.add",
      { channel: "C1", timestamp: unknownTs, name: "eyes" },
      "message_not_found",
    ],
    [
      "a reaction in colons",
      "reactions.add",
      { channel: "C1", timestamp: unknownTs, name: ":eyes:" },
      "invalid_name",
    ],
    ["a check of two things", "blocks.validate", { blocks: [], view: modal }, "invalid_arguments"],
  ])("%s", async (_, method, args, error) => {
    const { call } = await openSlack();

    expect(await call(method, args)).toMatchObject({ ok: false, error });
  });

  test("calls without a token, with a wrong one and with one of the other kind", async () => {
    const { slack, call } = await openSlack();

    expect(await call("auth.test", {}, null)).toMatchObject({ error: "not_authed" });
    expect(await call("auth.test", {}, "xoxb-other")).toMatchObject({ error: "invalid_auth" });
    expect(await call("auth.test", {}, slack.appToken)).toMatchObject({
      error: "not_allowed_token_type",
    });
    expect(await call("apps.connections.open")).toMatchObject({ error: "not_allowed_token_type" });
  });

  test("what is wrong with blocks is told with pointers", async () => {
    const { call } = await openSlack();
    const blocks = [section("")];

    expect(await call("chat.postMessage", { channel: "C1", text: "x", blocks })).toMatchObject({
      response_metadata: {
        messages: ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
      },
    });
    expect(await call("blocks.validate", { blocks })).toMatchObject({
      error: "invalid_blocks",
      errors: [{ pointer: "/0/text/text", code: "failed_constraint", constraint: { limit: 1 } }],
    });
  });
});

describe("messages", () => {
  test("are kept, changed and read back in their thread", async () => {
    const { slack, call } = await openSlack();
    const { ts } = await call("chat.postMessage", { channel: "C1", text: "質問" });
    const reply = await call("chat.postMessage", { channel: "C1", text: "草稿", thread_ts: ts });
    await call("chat.update", { channel: "C1", ts: reply.ts, text: "回答" });

    expect(slack.messages("C1", ts).map(({ text }) => text)).toEqual(["質問", "回答"]);
    expect(slack.messages("C1")[1]?.edits.map(({ text }) => text)).toEqual(["草稿"]);
    expect(await call("conversations.replies", { channel: "C1", ts })).toMatchObject({
      messages: [
        { text: "質問", reply_count: 1 },
        { text: "回答", thread_ts: ts, edited: {} },
      ],
      has_more: false,
    });
    expect(await call("conversations.history", { channel: "C1" })).toMatchObject({
      messages: [{ text: "質問" }],
    });
  });

  test("of one person are seen by that person alone", async () => {
    const { slack, call } = await openSlack();
    await call("chat.postEphemeral", { channel: "C1", user: "U1", text: "内緒" });

    expect(slack.messages("C1")).toEqual([]);
    expect(slack.ephemerals({ user: "U1" })).toMatchObject([{ text: "内緒", ephemeralTo: "U1" }]);
  });

  test("to a person go to the direct messages with them", async () => {
    const { slack, call } = await openSlack();
    await call("chat.postMessage", { channel: "U1", text: "お知らせ" });

    expect(slack.messages(slack.directMessage("U1"))).toMatchObject([{ text: "お知らせ" }]);
  });

  test("of others cannot be changed", async () => {
    const { slack, call } = await openSlack();
    slack.deliver.message({ user: "U1", channel: "C1", text: "相談" }).catch(() => undefined);
    const [said] = slack.messages("C1");

    expect(await call("chat.update", { channel: "C1", ts: said?.ts, text: "x" })).toMatchObject({
      error: "cant_update_message",
    });
  });
});

describe("streams", () => {
  const thread_ts = "1774915200.000100";

  test("are put together to their last text and blocks", async () => {
    const { slack, call } = await openSlack();
    const channel = slack.directMessage("U1");
    const { ts } = await call("chat.startStream", { channel, thread_ts, markdown_text: "**回" });
    const chunks = [{ type: "markdown_text", text: "答**" }];
    await call("chat.appendStream", { channel, ts, chunks });
    await call("chat.stopStream", { channel, ts, blocks: [section("根拠")] });

    expect(slack.messages(channel)[0]).toMatchObject({
      text: "**回答**",
      thread_ts,
      blocks: [{ type: "section" }],
      stream: { state: "stopped" },
    });
  });

  test("cannot be changed while they run, nor added to when Slack has ended them", async () => {
    const { slack, call } = await openSlack();
    const channel = slack.directMessage("U1");
    const { ts } = await call("chat.startStream", { channel, thread_ts, markdown_text: "回" });
    const early = await call("chat.update", { channel, ts, text: "回答" });
    slack.expireStreams();
    const append = await call("chat.appendStream", { channel, ts, markdown_text: "答" });
    const late = await call("chat.update", { channel, ts, text: "回答" });

    expect(early).toMatchObject({ error: "streaming_state_conflict" });
    expect(append).toMatchObject({ error: "message_not_in_streaming_state" });
    expect(late).toMatchObject({ ok: true });
  });

  test("end by themselves after five minutes", async () => {
    const { slack, call } = await openSlack();
    const channel = slack.directMessage("U1");
    const { ts } = await call("chat.startStream", { channel, thread_ts });
    slack.clock.advance(5 * 60_000 + 1);

    expect(await call("chat.stopStream", { channel, ts })).toMatchObject({
      error: "message_not_in_streaming_state",
    });
  });
});

describe("faults", () => {
  test("hit as many calls as they are told to, and not others", async () => {
    const { slack, call } = await openSlack();
    slack.failNext("chat.postMessage", { error: "fatal_error", times: 2 });
    const post = () => call("chat.postMessage", { channel: "C1", text: "x" });

    expect(await call("auth.test")).toMatchObject({ ok: true, user_id: slack.botUserId });
    expect([await post(), await post(), await post()]).toMatchObject([
      { error: "fatal_error" },
      { error: "fatal_error" },
      { ok: true },
    ]);
    expect(slack.messages("C1")).toHaveLength(1);
  });

  test("of the rate come with the time to wait", async () => {
    const { slack } = await openSlack();
    slack.failNext("chat.postMessage", { retryAfter: 7 });
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST" });

    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("7");
  });

  test("of the rate hit a share of calls", async () => {
    const { slack, call } = await openSlack();
    const numbers = [0.05, 0.5];
    slack.rate(0.1, () => numbers.shift() ?? 1);
    const post = () => call("chat.postMessage", { channel: "C1", text: "x" });

    expect([await post(), await post()]).toMatchObject([{ error: "ratelimited" }, { ok: true }]);
  });

  test("may cut the line after the work was done", async () => {
    const { slack, call } = await openSlack();
    slack.failNext("chat.postMessage", { reset: true, applied: true });
    const lost = call("chat.postMessage", { channel: "C1", text: "x" });

    await expect(lost).rejects.toThrow();
    expect(slack.messages("C1")).toHaveLength(1);
  });
});

describe("what people and channels are", () => {
  test("people have a language when it is asked for", async () => {
    const { call } = await openSlack();

    expect(await call("users.info", { user: "U2", include_locale: true })).toMatchObject({
      user: { locale: "en-US", tz: "Asia/Tokyo", is_restricted: true, is_bot: false },
    });
    expect((await call("users.info", { user: "U2" })).user.locale).toBeUndefined();
  });

  test("channels tell whether they are private or shared", async () => {
    const { slack, call } = await openSlack();
    slack.addChannel({ id: "C5", isPrivate: true, isExternal: true });

    expect(await call("conversations.info", { channel: "C5" })).toMatchObject({
      channel: { is_private: true, is_ext_shared: true, is_member: true },
    });
  });
});

describe("what is live in a message", () => {
  test.each<readonly [string, Args, readonly string[]]>([
    [
      "calls and links of the text",
      { text: "<!channel> <@U1> <https://a.jp|見る> <#C1>" },
      ["broadcast channel", "user U1", "link https://a.jp", "channel C1"],
    ],
    ["a bare address", { text: "詳しくは https://a.jp/b。" }, ["link https://a.jp/b"]],
    ["nothing that was escaped", { text: "&lt;!channel&gt; &lt;@U1&gt; @here" }, []],
    ["names where they were asked for", { text: "@here", link_names: true }, ["broadcast here"]],
    ["mrkdwn of blocks", { text: "x", blocks: [section("<!here>")] }, ["broadcast here"]],
    [
      "nothing of plain text",
      {
        text: "x",
        blocks: [{ type: "header", text: { type: "plain_text", text: "<!here> https://a.jp" } }],
      },
      [],
    ],
    [
      "links of markdown",
      {
        text: "x",
        blocks: [{ type: "markdown", text: "[見る](https://a.jp) `[x](https://b.jp)`" }],
      },
      ["link https://a.jp"],
    ],
    [
      "elements of rich text and not its words",
      {
        text: "x",
        blocks: [
          {
            type: "rich_text",
            elements: [
              {
                type: "rich_text_section",
                elements: [
                  { type: "text", text: "<!channel>" },
                  { type: "user", user_id: "U2" },
                  { type: "link", url: "https://a.jp" },
                ],
              },
            ],
          },
        ],
      },
      ["user U2", "link https://a.jp"],
    ],
    [
      "addresses of buttons",
      {
        text: "x",
        blocks: [
          {
            type: "actions",
            elements: [
              { type: "button", url: "https://a.jp", text: { type: "plain_text", text: "開く" } },
            ],
          },
        ],
      },
      ["link https://a.jp"],
    ],
  ])("%s", async (_, args, live) => {
    const { slack, call } = await openSlack();
    await call("chat.postMessage", { channel: "C1", ...args });
    const [message] = slack.messages("C1");

    expect(message && liveIn(message).map(({ kind, target }) => `${kind} ${target}`)).toEqual(live);
  });
});

describe("until", () => {
  test("resolves with the change that was waited for", async () => {
    const { slack, call } = await openSlack();
    const found = slack.until(() => slack.messages("C1").at(0));
    await call("chat.postMessage", { channel: "C1", text: "回答" });

    expect(await found).toMatchObject({ text: "回答" });
  });

  test("tells the state when it waited in vain", async () => {
    const { slack, call } = await openSlack();
    await call("chat.postMessage", { channel: "C1", text: "回答" });

    await expect(slack.until(() => false, { withinMs: 1, what: "an edit" })).rejects.toThrow(
      /for an edit\nmessage C1 .*回答/u,
    );
  });
});
