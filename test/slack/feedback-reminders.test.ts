import { describe, expect, test } from "vitest";
import { ADMIN, openScene, readOut, type Scene } from "../support/slack-scene.ts";

const TLO = "岡山TLOの支援は何年間？";
const REMINDER = /この回答は役に立ちましたか/u;
const MINUTE = 60_000;

/** A scene with a coordinator, in which the administrator has set when people are asked. */
async function sceneWith(remind: string | undefined) {
  const scene = await openScene("socket");
  await scene.person("U1", "coordinator");
  if (remind !== undefined) await configure(scene, `config remind ${remind}`);
  return scene;
}

/** What the administrator, or whoever it is, is told of a command. */
async function configure({ slack }: Scene, text: string, user = ADMIN.id) {
  const before = slack.ephemerals({ user }).length;
  await slack.deliver.command({ command: "/musubi", text, user, channel: "C1" });
  const told = await slack.until(() => slack.ephemerals({ user })[before]);
  return readOut(told);
}

/** Lets time pass, and has the scheduler look what is due. */
async function pass({ slack, app, joined }: Scene, minutes: number) {
  slack.clock.advance(minutes * MINUTE);
  const { remind, askFeedback } = joined.notices;
  await app.scheduler({ onHead: async () => {}, remind, askFeedback }).tick();
}

function remindersIn({ replies, slack }: Scene, user = "U1") {
  return replies(slack.directMessage(user)).filter((message) => REMINDER.test(readOut(message)));
}

describe("who has said nothing of an answer in direct messages", () => {
  test("is asked once in its thread, so many minutes after, with the two buttons", async () => {
    const scene = await sceneWith("60");
    const answer = await scene.ask({ user: "U1", text: TLO });
    await pass(scene, 59);
    const early = remindersIn(scene);
    await pass(scene, 1);
    await pass(scene, 1);
    await pass(scene, 600);
    const reminders = remindersIn(scene);

    expect(early).toEqual([]);
    expect(reminders).toHaveLength(1);
    expect(reminders[0]?.thread_ts).toBe(answer.thread_ts);
    expect(JSON.stringify(reminders[0]?.blocks)).toContain("feedback_buttons");
    expect(scene.troubles).toEqual([]);
  });

  test("has the feedback that the reminder's button gives put on record for that answer", async () => {
    const scene = await sceneWith("5");
    await scene.ask({ user: "U1", text: TLO });
    await pass(scene, 5);
    const [message] = remindersIn(scene);
    if (!message) throw new Error("Expected a reminder");
    await scene.slack.deliver.action({
      user: "U1",
      message,
      action: { action_id: "musubi_feedback", value: "A-000001|useful" },
    });
    await scene.slack.until(() => scene.slack.ephemerals({ user: "U1" })[0]);

    expect(await scene.app.desk().ledger.all("feedback", ADMIN)).toMatchObject([
      { target: "A-000001", category: "useful" },
    ]);
  });

  test("is not asked where there is feedback by then", async () => {
    const scene = await sceneWith("60");
    await scene.ask({ user: "U1", text: TLO });
    await scene.app
      .desk()
      .ledger.giveFeedback({ target: "A-000001", category: "useful", comment: "" }, ADMIN);
    await pass(scene, 61);

    expect(remindersIn(scene)).toEqual([]);
  });

  test("is not asked while nobody has set it, nor after it was set to off", async () => {
    const scene = await sceneWith(undefined);
    await scene.ask({ user: "U1", text: TLO });
    await configure(scene, "config remind 60");
    await pass(scene, 61);
    const before = remindersIn(scene);
    await scene.ask({ user: "U1", text: TLO });
    const off = await configure(scene, "config remind off");
    await pass(scene, 61);
    await configure(scene, "config remind 60");
    await pass(scene, 61);

    expect(before).toEqual([]);
    expect(off).toContain("評価のお願いはしません");
    expect(remindersIn(scene)).toEqual([]);
  });

  test("is not asked about answers in channels, refusals, and what another process answered", async () => {
    const scene = await sceneWith("60");
    await scene.ask({ user: "U1", channel: "C1", text: `<@${scene.slack.botUserId}> ${TLO}` });
    await scene.ask({ user: "U1", text: "こんにちは" });
    await pass(scene, 61);
    await scene.ask({ user: "U1", text: TLO });
    await scene.restart();
    await pass(scene, 61);

    expect(remindersIn(scene)).toEqual([]);
    expect(scene.replies("C1").filter((message) => REMINDER.test(readOut(message)))).toEqual([]);
  });
});

describe("when people are asked", () => {
  test("is set by the administrator alone, in minutes, as an event", async () => {
    const scene = await sceneWith(undefined);
    const mine = await configure(scene, "config remind 60", "U1");
    const wrong = await configure(scene, "config remind 1.5");
    const right = await configure(scene, "config remind ６０");
    const events = await scene.app.desk().ledger.count();
    await configure(scene, "config remind off");

    expect(mine).toContain("管理者だけ");
    expect(wrong).toContain("/musubi config remind 60");
    expect(right).toContain("60");
    expect(await scene.app.desk().ledger.count()).toBe(events + 1);
  });
});
