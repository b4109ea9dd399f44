import { describe, expect, test } from "vitest";
import { liveIn } from "../fakes/slack-live.ts";
import { ADMIN, MODES, openScene, readOut } from "../support/slack-scene.ts";

const TLO = "岡山TLOの支援は何年間？";

describe.each(MODES)("over %s", (mode) => {
  test("a question in direct messages is answered by a stream that ends as the whole answer", async () => {
    const { slack, ask, troubles, person } = await openScene(mode);
    await person("U1", "coordinator");
    const answer = await ask({ user: "U1", text: TLO });

    expect(answer.stream).toMatchObject({ state: "stopped" });
    expect(readOut(answer)).toMatch(/\[1\]/u);
    expect(readOut(answer)).toContain("岡山県");
    expect(readOut(answer)).toContain("過去の制度");
    expect(slack.calls("chat.startStream")).toHaveLength(1);
    expect(troubles).toEqual([]);
  });

  test("a mention in a channel gets a status, and one answer in the thread", async () => {
    const { slack, ask, replies, person } = await openScene(mode);
    await person("U1", "guest");
    const answer = await ask({
      user: "U1",
      channel: "C1",
      text: `<@${slack.botUserId}> ${TLO}`,
    });

    expect(replies("C1")).toHaveLength(1);
    expect(answer.thread_ts).toBe(slack.messages("C1")[0]?.ts);
    expect(slack.statuses()[0]).toMatchObject({ status: "資料を調べています…" });
    expect(answer.args).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect(liveIn(answer)).toEqual([]);
  });

  test("a follow-up in the thread needs no mention, also after a restart", async () => {
    const { slack, ask, restart, person } = await openScene(mode);
    await person("U1", "guest");
    const first = await ask({ user: "U1", channel: "C1", text: `<@${slack.botUserId}> ${TLO}` });
    const thread_ts = first.thread_ts ?? "";
    await restart();
    const second = await ask({ user: "U1", channel: "C1", text: "いつの資料？", thread_ts });

    expect(second.ts).not.toBe(first.ts);
    expect(readOut(second)).toContain("2004");
  });

  test("what is not for the assistant is left alone: other talk, bots, edits, what is said to others", async () => {
    const { slack, ask, replies, person } = await openScene(mode);
    await person("U1", "guest");
    await person("U2", "guest");
    await slack.deliver.message({ user: "U1", channel: "C1", text: TLO });
    const base = { type: "message", channel: "C1", text: `<@${slack.botUserId}> ${TLO}` };
    await slack.deliver.event({ ...base, bot_id: "B9", user: "U2", ts: "1.1" });
    await slack.deliver.event({ ...base, subtype: "message_changed", user: "U2", ts: "1.2" });
    await slack.deliver.event({ ...base, subtype: "message_deleted", user: "U2", ts: "1.3" });
    const { thread_ts = "" } = await ask({ user: "U1", channel: "C1", text: base.text });
    await slack.deliver.message({
      ...{ user: "U1", channel: "C1", thread_ts },
      text: "<@U2> これどう思う？",
    });
    await ask({ user: "U1", text: TLO });

    expect(replies("C1")).toHaveLength(1);
  });

  test("the same message delivered again, to this process or the next, is answered once", async () => {
    const { slack, ask, replies, restart, person, app } = await openScene(mode);
    await person("U1", "guest");
    const { thread_ts: ts = "" } = await ask({
      user: "U1",
      channel: "C1",
      text: `<@${slack.botUserId}> ${TLO}`,
    });
    const again = {
      ...{ type: "app_mention", channel: "C1", user: "U1", ts },
      text: `<@${slack.botUserId}> ${TLO}`,
    };
    await slack.deliver.event(again, { retry: { num: 1, reason: "http_timeout" } });
    expect(await app.desk().ledger.all("answer", ADMIN)).toHaveLength(1);
    await restart();
    await slack.deliver.event(again, { retry: { num: 2, reason: "http_timeout" } });
    await ask({ user: "U1", text: TLO });

    expect(replies("C1")).toHaveLength(1);
  });
});
