import { describe, expect, test } from "vitest";
import { openScene, readOut, SOME_MODES } from "../support/slack-scene.ts";

const TLO = "岡山TLOの支援は何年間？";

describe.each(SOME_MODES)("over %s, one whole answer comes", (mode) => {
  test.each([
    ["when Slack asks to wait", { status: 429, retryAfter: 1, times: 2 }],
    ["when a post is not answered but was made", { reset: true, applied: true }],
    ["when Slack fails for a moment", { status: 500, times: 2 }],
    ["when Slack refuses the blocks", { error: "invalid_blocks" }],
  ])("%s", async (_, fault) => {
    const { slack, ask, replies, person } = await openScene(mode);
    await person("U1", "guest");
    slack.failNext("chat.postMessage", fault);
    const answer = await ask({ user: "U1", channel: "C1", text: `<@${slack.botUserId}> ${TLO}` });

    expect(answer.text).toContain("[1]");
    expect(replies("C1")).toHaveLength(1);
  });

  test("when a post is not answered but was made, and looking for it has to wait", async () => {
    const { slack, ask, replies, person } = await openScene(mode);
    await person("U1", "guest");
    slack.failNext("chat.postMessage", { reset: true, applied: true });
    slack.failNext("conversations.replies", { status: 429, retryAfter: 1 });
    await ask({ user: "U1", channel: "C1", text: `<@${slack.botUserId}> ${TLO}` });
    // The status is taken away when all is said.
    await slack.until(() => slack.calls("assistant.threads.setStatus").length === 2);

    expect(replies("C1").map(({ text }) => text)).toEqual([expect.stringContaining("[1]")]);
  });

  test.each([
    ["when a stream cannot begin", "chat.startStream", { error: "internal_error" }],
    ["when a stream ended but nobody was told", "chat.stopStream", { reset: true, applied: true }],
  ])("%s", async (_, method, fault) => {
    const { slack, ask, person } = await openScene(mode);
    await person("U1", "guest");
    slack.failNext(method, fault);
    const { channel, thread_ts = "" } = await ask({ user: "U1", text: TLO });
    const whole = await slack.until(() =>
      slack.messages(channel, thread_ts).find((each) => readOut(each).includes("[1]")),
    );

    expect(readOut(whole).split("出典")).toHaveLength(2);
    expect(slack.messages(channel, thread_ts).filter(({ bot_id }) => bot_id)).toHaveLength(1);
  });

  test.each([
    ["in a channel", { channel: "C1" }, "assistant.threads.setStatus"],
    ["in direct messages", {}, "chat.startStream"],
  ])(
    "with a sign before it, %s, also where Slack asks to wait with the sign",
    async (_, where, method) => {
      const { slack, ask, person } = await openScene(mode);
      await person("U1", "guest");
      slack.failNext(method, { status: 429, retryAfter: 1 });
      // Who asks is found out later than that.
      slack.failNext("users.info", { status: 429, retryAfter: 2 });
      await ask({ user: "U1", ...where, text: `<@${slack.botUserId}> ${TLO}` });

      expect(slack.statuses().map(({ status }) => status)).toEqual(["資料を調べています…", ""]);
    },
  );

  test("when a stream expires before its answer is there", async () => {
    const { slack, ask, person } = await openScene(mode);
    await person("U1", "guest");
    // Who asks is found out a second later: time for the stream to go.
    slack.failNext("users.info", { status: 429, retryAfter: 1 });
    const asked = ask({ user: "U1", text: TLO });
    await slack.until(() => slack.calls("chat.startStream").length === 1);
    slack.expireStreams();
    const { channel, thread_ts } = await asked;
    const whole = await slack.until(() =>
      slack.messages(channel, thread_ts).find((each) => readOut(each).includes("[1]")),
    );

    expect(readOut(whole).split("出典")).toHaveLength(2);
    expect(slack.messages(channel, thread_ts).filter(({ bot_id }) => bot_id)).toHaveLength(1);
  });

  test("in place of what had begun to show, when the question cannot be answered", async () => {
    const answer = () => Promise.reject(new Error("no answer today"));
    const { slack, ask, person } = await openScene(mode, { faulty: { answer } });
    await person("U1", "guest");
    const { channel, thread_ts } = await ask({ user: "U1", text: TLO });
    const told = slack.messages(channel, thread_ts).filter(({ bot_id }) => bot_id);

    expect(told.map(readOut)).toEqual([expect.stringContaining("申し訳ありません")]);
    expect(told.map(({ stream }) => stream?.state)).toEqual(["stopped"]);
  });

  test("to who asked when nothing can be posted in the channel", async () => {
    const { slack, person } = await openScene(mode);
    await person("U1", "guest");
    slack.failNext("chat.postMessage", { error: "is_archived" });
    await slack.deliver.message({
      ...{ user: "U1", channel: "C1" },
      text: `<@${slack.botUserId}> ${TLO}`,
    });
    const told = await slack.until(() => slack.messages(slack.directMessage("U1"))[0]);

    expect(readOut(told)).toContain("申し訳ありません");
  });

  test("after a stop in the middle, as one sentence that asks to send it again", async () => {
    const { slack, app, person, restart, replies } = await openScene(mode);
    await person("U1", "guest");
    const { message } = await slack.deliver.message({ user: "U1", channel: "C1", text: "あとで" });
    const { db } = app.desk().ledger.database;
    db.prepare("INSERT INTO delivery (key, at, about) VALUES (?, ?, ?)").run(
      "message:C1:9",
      "2026-03-31T23:59:00.000Z",
      JSON.stringify({ channel: "C1", thread: message.ts }),
    );
    await restart();
    await restart();

    expect(replies("C1").map(readOut)).toEqual([expect.stringContaining("もう一度送って")]);
  });
});
