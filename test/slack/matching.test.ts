import { describe, expect, test } from "vitest";
import { done, match } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";
import { FIRM, KIMURA, openStage, SATO, type Stage, SUZUKI, TANAKA } from "../support/cast.ts";
import { buttonsOf } from "../support/shown.ts";
import { ADMIN, MODES, readOut } from "../support/slack-scene.ts";

const TLO = "岡山TLOの支援は何年間？";
const DAY_MS = 86_400_000;
const BY_SATO = { id: SATO, role: "coordinator" } as const;

/** A match that Sato looks after, and an audit channel that is told of it when it is ten days old. */
async function withMatch(mode: (typeof MODES)[number]): Promise<Stage> {
  const stage = await openStage(mode, [SATO, SUZUKI, TANAKA, KIMURA]);
  const { ledger } = stage.app.desk();
  done(await ledger.registerNeed(need({ coordinator: SATO }), BY_SATO));
  done(await ledger.recordMatch(match({ coordinator: SATO }), BY_SATO));
  await stage.transcript.commands(ADMIN.id, "config audit", "C1");
  stage.slack.clock.advance(10 * DAY_MS);
  await stage.transcript.happens("十日後の朝", () => tick(stage));
  return stage;
}

async function tick({ app, joined: { notices } }: Stage): Promise<void> {
  const { tellHead, remind, tellWeek } = notices;
  await app.scheduler({ onHead: tellHead, remind, tellWeek }).tick();
}

/** Somebody has the match shown in their direct messages. */
async function shownTo(user: string, { transcript }: Stage) {
  await transcript.presses(user, "案件を見る", transcript.last("C1"));
  return transcript.last(user);
}

const moves = async ({ app }: Stage) =>
  (await app.desk().ledger.events("M-0001")).filter(({ action }) => action === "match.move");

describe.each(MODES)("over %s", (mode) => {
  test("of two who press at once one moves the match, and both see how it stands", async () => {
    const stage = await withMatch(mode);
    const { slack, joined } = stage;
    const both = [
      { user: SATO, message: await shownTo(SATO, stage) },
      { user: SUZUKI, message: await shownTo(SUZUKI, stage) },
    ];
    const action = { action_id: "musubi_move_screened" };
    await Promise.all(both.map((each) => slack.deliver.action({ ...each, action })));
    await slack.until(() =>
      both.every(({ message }) => readOut(message).includes("次にすること: 双方")),
    );
    await joined.settled();

    expect(await moves(stage)).toHaveLength(1);
    expect(both.map(({ message }) => readOut(message))).toEqual([
      expect.stringContaining("案件 M-0001: コーディネーター確認"),
      expect.stringContaining("案件 M-0001: コーディネーター確認"),
    ]);
    expect([SATO, SUZUKI].flatMap((user) => slack.ephemerals({ user }))).toHaveLength(1);
  });

  test("a press on an old message moves nothing, and brings the message up to date", async () => {
    const stage = await withMatch(mode);
    const old = await shownTo(SUZUKI, stage);
    await stage.transcript.presses(SATO, "候補を確認", await shownTo(SATO, stage));
    const told = await stage.transcript.presses(SUZUKI, "候補を確認", old);

    expect(told).toMatch(/本人だけ[\s\S]*書き換え[\s\S]*M-0001: コーディネーター確認/u);
    expect(await moves(stage)).toHaveLength(1);
  });

  test("a window opens though the line broke when it was asked for", async () => {
    const { slack, transcript } = await openStage(mode, [SATO]);
    slack.failNext("views.open", { reset: true });
    const opened = await transcript.commands(SATO, "need 試料を測りたい");

    expect(opened).toContain("《ニーズの登録》");
  });

  test("the audit channel is told the head of the day and the week, and who is to act is reminded, once", async () => {
    const stage = await withMatch(mode);
    const { replies, transcript, slack } = stage;
    await tick(stage);
    const told = replies("C1").map(readOut);

    expect(told).toEqual([
      expect.stringMatching(/2026-04-11 seq=\d+/u),
      expect.stringMatching(/今週の確認事項[\s\S]*M-0001/u),
    ]);
    expect(readOut(transcript.last(SATO))).toMatch(/【次にすること】[\s\S]*M-0001[\s\S]*期限/u);
    expect(replies(slack.directMessage(SATO))).toHaveLength(1);
    slack.clock.advance(7 * DAY_MS);
    await tick(stage);
    expect(replies("C1")).toHaveLength(4);
  });
});

describe("a match in Slack", () => {
  test("is shown to no firm that it does not belong to", async () => {
    const stage = await withMatch("socket");
    const told = await stage.transcript.presses(TANAKA, "案件を見る", stage.transcript.last("C1"));

    expect(told).not.toContain("高温クリープ");
    expect(told).toContain("関係する人だけが見られます");
  });

  test("is recorded once, however often it is pressed", async () => {
    const stage = await openStage("socket", [SATO]);
    const { transcript, slack, app, joined } = stage;
    await transcript.commands(SATO, "need 耐火物の高温クリープを測りたい");
    await transcript.sends(SATO);
    await transcript.sends(SATO);
    const message = transcript.last(SATO);
    const { action_id = "", value = "" } =
      buttonsOf(message.blocks).find(({ label }) => label === "候補にする") ?? {};
    await Promise.all(
      [1, 2].map(() => slack.deliver.action({ user: SATO, message, action: { action_id, value } })),
    );
    await slack.until(() => readOut(message).includes("M-0001 候補提示"));
    await joined.settled();

    expect(await app.desk().ledger.all("match", ADMIN)).toHaveLength(1);
    expect(stage.troubles).toEqual([]);
  });
});

describe("a need", () => {
  test("is registered by nobody who is not registered", async () => {
    const { transcript, app } = await openStage("socket", [KIMURA]);
    const told = await transcript.shortcut(KIMURA);

    expect(told).toContain("登録された利用者だけ");
    expect(await app.desk().ledger.all("need", ADMIN)).toEqual([]);
  });

  test("of another firm is refused in the window in which it was written", async () => {
    const { transcript, app } = await openStage("socket", [TANAKA]);
    await transcript.shortcut(TANAKA);
    await transcript.sends(TANAKA, { text: "測定の相談をしたい", organisation: "別の株式会社" });
    const told = await transcript.sends(TANAKA);

    expect(told).toContain("自社のニーズだけ");
    expect(await app.desk().ledger.all("need", ADMIN)).toEqual([]);
  });

  test("is registered from an answer with partners, with the question in the form", async () => {
    const { transcript } = await openStage("socket", [TANAKA]);
    const question = "集束イオンビーム装置を使わせてくれる相手を探しています";
    await transcript.writes({ user: TANAKA, text: question });
    const form = await transcript.presses(TANAKA, "ニーズとして登録", transcript.last(TANAKA));

    expect(form).toContain(`（必須）: ${question}`);
    expect(transcript.whole()).not.toContain(FIRM);
  });
});

describe("a channel", () => {
  test("is answered as an administrator has set, also after a restart", async () => {
    const stage = await openStage("socket", [SATO, KIMURA]);
    const { transcript, slack, replies } = stage;
    await transcript.commands(ADMIN.id, "config", "C1");
    await transcript.sends(ADMIN.id, {
      answersTo: "mention",
      askers: "staff",
      visibility: "asker",
    });
    await stage.restart();
    const text = `<@${slack.botUserId}> ${TLO}`;
    const staff = await transcript.writes({ user: SATO, channel: "C1", text });
    const guest = await transcript.writes({ user: KIMURA, channel: "C1", text });
    const events = await stage.app.desk().ledger.events();

    expect(staff).toMatch(/本人だけ[\s\S]*\[1\]/u);
    expect(guest).toContain("職員のご質問だけ");
    expect(replies("C1")).toEqual([]);
    expect(events.filter(({ action }) => action === "setting.set")).toHaveLength(3);
  });

  test("is set by administrators only", async () => {
    const { transcript } = await openStage("socket", [SATO]);

    expect(await transcript.commands(SATO, "config", "C1")).toContain("管理者だけ");
  });

  test("gets what one person was shown when that person shares it", async () => {
    const { transcript, replies } = await openStage("socket", [SATO]);
    const alone = await transcript.commands(SATO, `ask ${TLO}`, "C1");
    const none = replies("C1");
    const shared = await transcript.presses(SATO, "共有する", transcript.lastWhisper(SATO));

    expect(alone).toMatch(/本人だけ[\s\S]*\[共有する\]/u);
    expect(none).toEqual([]);
    expect(shared).toMatch(/結び:[\s\S]*\[1\][\s\S]*共有しました/u);
    expect(readOut(replies("C1")[0] ?? { blocks: [] })).not.toContain("共有する");
  });
});

describe("a person", () => {
  test("sees on Home what is theirs: needs and what is late for staff, less for firms and guests", async () => {
    const stage = await withMatch("socket");
    const { transcript } = stage;
    const coordinator = await transcript.opensHome(SATO);
    const firm = await transcript.opensHome(TANAKA);
    const guest = await transcript.opensHome(KIMURA);

    expect(coordinator).toMatch(/N-0001[\s\S]*\[ニーズを登録\][\s\S]*M-0001[\s\S]*\[案件を見る\]/u);
    expect(coordinator).toMatch(/評価指標[\s\S]*未収集/u);
    expect(firm).toContain("[ニーズを登録]");
    expect(firm).not.toMatch(/N-0001|M-0001|評価指標/u);
    expect(guest).not.toMatch(/N-0001|M-0001|評価指標|ニーズを登録/u);
  });

  test("is offered questions when the messages are opened", async () => {
    const { transcript, slack } = await openStage("socket", [SATO]);
    await transcript.opensHome(SATO, "messages");

    expect(slack.prompts().at(-1)?.prompts).toHaveLength(4);
  });

  test("whose Slack is in English gets English buttons and titles", async () => {
    const { transcript, person } = await openStage("socket", []);
    await person("U0JONES", "coordinator", { name: "Jones", locale: "en-US" });
    const answer = await transcript.writes({
      user: "U0JONES",
      text: "What are the steps of a project at Vitagora?",
    });
    const form = await transcript.commands("U0JONES", "need to measure creep");

    expect(answer).toMatch(/\[Useful\] \[Not useful\]/u);
    expect(answer).toContain("[Show the source]");
    expect(form).toContain("《Register a need》");
  });

  test("can ask for a person, who is told at once and has three days", async () => {
    const { transcript, app } = await openStage("socket", [SATO]);
    await transcript.writes({ user: SATO, text: TLO });
    const told = await transcript.presses(SATO, "担当者に相談", transcript.last(SATO));
    const again = await transcript.presses(SATO, "担当者に相談", transcript.last(SATO));
    const consultations = await app.desk().ledger.all("consultation", ADMIN);

    expect(told).toMatch(/Q-0001（担当: 管理者、回答の期限: 2026-04-04）/u);
    expect(readOut(transcript.last(ADMIN.id))).toMatch(/Q-0001[\s\S]*佐藤さん[\s\S]*岡山TLO/u);
    expect(again).toContain("Q-0001");
    expect(consultations).toEqual([
      expect.objectContaining({ owner: ADMIN.id, dueOn: "2026-04-04", status: "open" }),
    ]);
  });
});
