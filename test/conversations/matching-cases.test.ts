import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedData } from "../support/app.ts";
import { type Office, openOffice } from "../support/office.ts";

// The steps of the conversations that coordinators, firms and auditors have with the assistant, as far
// as they touch the ledger; each on a data folder of its own.

const open = () => openOffice({ data: shippedData() });
const CREEP = "耐火物メーカー(社名は伏せて)が高温クリープを測りたい。相手は?";
const record = (office: Office, ...more: readonly string[]) =>
  office.match("--record", "--organisation", "備前耐火株式会社", "--take", "1", ...more, CREEP);

/** Brings M-0001 to where both sides are asked. */
async function screen(office: Office): Promise<void> {
  await office.ledger("move", "M-0001", "--to", "コーディネーター確認");
  await office.ledger("move", "M-0001", "--to", "双方意向確認");
}

const PARTNER = "岡山セラミックス技術振興財団";
const consent = (office: Office, side: string) =>
  office.ledger(
    ...["consent", "M-0001", "--side", side, "--by", `${side}の窓口`, "--to", PARTNER],
    ...["--purpose", "測定の相談", "--until", "2026-09-30"],
  );

describe("a coordinator finds whom to ask for a measurement, and has it recorded", () => {
  test("the instrument comes first, with reason, gaps, questions and the scheme that paid for it", async () => {
    const { text } = await open().match(CREEP);

    expect(text.split("\n")[0]).toMatch(
      /岡山セラミックス技術振興財団 — 熱間クリープ・荷重軟化試験炉SRC15型/u,
    );
    expect(text).toContain("現況未確認");
    expect(text).toContain("支援措置208003");
    expect(text).toContain("目標の仕様や数量");
    expect(text).toContain("いつまでに必要ですか");
  });

  test("recording tells numbers, state, what the other side sees and what comes next", async () => {
    const { code, text } = await record(open());

    expect(code).toBe(0);
    expect(text).toContain("N-0001");
    expect(text).toContain("M-0001 岡山セラミックス技術振興財団");
    expect(text).toContain("候補提示");
    expect(text).toContain("業種・地域のみ");
    expect(text).toContain("2026-04-08まで");
    expect(text).toContain("双方の同意が要ります");
  });

  test("the name of the firm stands in nothing that is shown or written in clear", async () => {
    const office = open();
    const said = await record(office);
    const shown = await office.ledger("show", "M-0001");
    const events = await office.ledger("events", "--json");
    const database = readFileSync(join(office.data, "ledger", "ledger.sqlite"));

    for (const text of [said.text, shown.text, events.text]) expect(text).not.toContain("備前耐火");
    expect(database.includes("備前耐火")).toBe(false);
  });

  test("a match is screened by a person, and introduced with two consents only", async () => {
    const office = open();
    await record(office);
    await screen(office);
    const without = await office.ledger("move", "M-0001", "--to", "紹介済");
    await consent(office, "need");
    const withOne = await office.ledger("move", "M-0001", "--to", "紹介済");
    await consent(office, "partner");
    const withBoth = await office.ledger("move", "M-0001", "--to", "紹介済");

    expect(without).toMatchObject({ code: 1, text: expect.stringContaining("ニーズ側・相手側") });
    expect(withOne).toMatchObject({ code: 1, text: expect.stringContaining("相手側") });
    expect(withBoth).toMatchObject({ code: 0, text: expect.stringContaining("紹介済") });
  });

  test("the same need again is shown the one that is open, and writes nothing", async () => {
    const office = open();
    await record(office);
    const again = await office.match("--record", "耐火物の高温クリープを測定したい");
    const { text } = await office.ledger("list", "needs");

    expect(again).toMatchObject({ code: 1, text: expect.stringContaining("N-0001") });
    expect(text.split("\n")).toHaveLength(1);
  });
});

describe("an auditor asks for the state of things by the ministry's indicators", () => {
  test("what nobody collected reads 未収集, what the ledger counts reads 0", async () => {
    const office = open();
    await record(office);
    const { text } = await office.ledger("report", "--period", "今四半期", "--as", "admin");

    expect(text).toContain("2026年度第1四半期（2026-04-01〜2026-06-30）");
    expect(text).toContain("新事業開始: 未収集");
    expect(text).toContain("創業: 未収集");
    expect(text).toContain("上場: 未収集");
    expect(text).toContain("顧客満足度: 未収集");
    expect(text).toContain("商談成立: 0件");
    expect(text).toContain("実用化=試作品レベル、事業化=製品化レベル");
  });

  test("cases that stand still are listed with who and since when", async () => {
    const office = open();
    await record(office);
    office.passDays(30);
    const { text } = await office.ledger("list", "overdue");

    expect(text).toContain("M-0001");
    expect(text).toContain("2026-04-08");
    expect((await office.ledger("report")).text).toContain("期限超過: 1");
  });

  test("the export is a file with the head beside it, without names, and an event", async () => {
    const office = open();
    await record(office);
    const { text } = await office.ledger("export", "matches", "--out", "m.csv");
    const csv = readFileSync(join(office.cwd, "m.csv"));
    const sidecar = JSON.parse(readFileSync(join(office.cwd, "m.csv.head.json"), "utf8"));
    const { text: events } = await office.ledger("events");

    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv.toString("utf8")).not.toContain("備前耐火");
    expect(events).toMatch(/export\s+matches/u);
    expect(text).toContain(sidecar.head.hash);
    expect(
      (await office.ledger("verify", "--head", `${sidecar.head.seq}:${sidecar.head.hash}`)).code,
    ).toBe(0);
  });

  test("a firm is refused both", async () => {
    const office = open();
    await record(office);
    await office.ledger(
      "user",
      "firm1",
      "--name",
      "企業の人",
      "--role",
      "firm",
      "--organisation",
      "別の会社",
    );
    const report = await office.ledger("report", "--as", "firm1");
    const exported = await office.ledger("export", "matches", "--out", "m.csv", "--as", "firm1");
    const listed = await office.ledger("list", "--as", "firm1");

    expect(report).toMatchObject({ code: 1, text: expect.stringContaining("だけが使えます") });
    expect(exported.code).toBe(1);
    expect(listed.text).not.toContain("M-0001");
  });
});

describe("a firm tells a secret in a public channel", () => {
  const SECRET =
    "株式会社ミナト電工です。未出願のすずめっき技術の共同開発先を探しています。配合は硫酸すず40g/Lです。";

  test("is told at once what to do, and nothing of it is repeated", async () => {
    const advice = await open().app().advise(SECRET, "ja");

    expect(advice?.join("\n")).toMatch(/公開の場.*\n.*削除/u);
    expect(advice?.join("\n")).not.toMatch(/ミナト|すず|40g/u);
  });

  test("may register the need: on record is what may be public, the rest is in the vault", async () => {
    const office = open();
    const { text } = await office.match("--record", "--organisation", "株式会社ミナト電工", SECRET);
    const { text: needs } = await office.ledger("list", "needs", "--json");

    expect(text).toContain("暗号化して保管");
    expect(JSON.parse(needs)).toMatchObject({
      summary: "共同開発先を探しています。",
      anonymity: "field",
      confidentiality: "coordinators",
      sealed: { commitment: expect.stringMatching(/^[0-9a-f]{64}$/u) },
    });
    expect(needs).not.toMatch(/ミナト|すず|40g/u);
  });
});

describe("a coordinator follows a case through its stages", () => {
  test("where it stands, who has it, by when, and Vitagora's step beside it", async () => {
    const office = open();
    await record(office);
    const { text } = await office.ledger("show", "M-0001");

    expect(text).toContain("候補提示");
    expect(text).toContain("担当: admin");
    expect(text).toContain("期限 2026-04-08");
    expect(text).toContain(
      "Vitagoraの流れ: 2 パートナー選定（次は3 プロジェクトエンジニアリング）",
    );
    expect(text).toContain("現在の公募は未確認");
    expect(text).toMatch(/イベント 2 .*match\.suggest/u);
  });

  test("the other side declines: the reason is asked for, and who else there is is shown", async () => {
    const office = open();
    await office.match(
      "--record",
      "--take",
      "1,2",
      "ものづくり企業の技術開発を支援してくれる機関を紹介してほしい",
    );
    const without = await office.ledger("move", "M-0001", "--to", "不成立");
    const withReason = await office.ledger(
      "move",
      "M-0001",
      "--to",
      "不成立",
      "--close-reason",
      "相手方辞退",
    );

    expect(without).toMatchObject({ code: 1, text: expect.stringContaining("相手方辞退") });
    expect(withReason.code).toBe(0);
    expect(withReason.text).toMatch(/イベント \d+/u);
    expect(withReason.text).toContain("M-0002");
  });

  test("who pressed second is told what stands now", async () => {
    const office = open();
    await record(office);
    await office.ledger("move", "M-0001", "--from", "候補提示", "--to", "コーディネーター確認");
    const second = await office.ledger(
      "move",
      "M-0001",
      "--from",
      "候補提示",
      "--to",
      "保留",
      "--reason",
      "待ち",
    );

    expect(second).toMatchObject({
      code: 1,
      text: expect.stringContaining("コーディネーター確認"),
    });
  });
});

describe("an auditor objects to a record", () => {
  test("the answer stays, the finding is recorded, and the one who asked is a hash", async () => {
    const office = open();
    const app = office.app();
    const { answerId = "" } = await app.answer({
      question: "カーテクノロジー革新センターはいつ設置されましたか。",
      by: { id: "tanaka", role: "coordinator" },
    });
    const shown = await office.ledger("show", answerId);
    const finding = await office.ledger(
      ...["review", answerId, "--finding", "根拠不備", "--comment", "別の頁と食い違う"],
    );

    expect(shown.text).toContain("カーテクノロジー革新センター");
    expect(shown.text).toContain("citations");
    expect(shown.text).not.toContain("tanaka");
    expect(finding).toMatchObject({
      code: 0,
      text: expect.stringMatching(/V-0001.*根拠不備.*イベント 2/u),
    });
  });

  test("both dates stand side by side in what is answered", async () => {
    const answer = await open()
      .app()
      .assistant.answer("カーテクノロジー革新センターは2022年設置ですか、2013年改称ですか。");
    const all = JSON.stringify([answer.text, answer.conflicts, answer.citations]);

    expect(all).toContain("2013");
    expect(all).toContain("2022");
  });

  test("a correction is a new event with a reason, and the old value stays in the chain", async () => {
    const office = open();
    await record(office);
    const set = 'gaps=["温度域を先方に確認する"]';
    const without = await office.ledger("correct", "M-0001", "--set", set);
    const corrected = await office.ledger(
      "correct",
      "M-0001",
      "--set",
      set,
      "--reason",
      "根拠の取り違え",
    );
    const { text } = await office.ledger("show", "M-0001", "--json");
    const { record: now, events } = JSON.parse(text);

    expect(without).toMatchObject({ code: 1, text: expect.stringContaining("理由") });
    expect(corrected).toMatchObject({
      code: 0,
      text: expect.stringContaining("前の内容は履歴に残っています"),
    });
    expect(now.gaps).toEqual(["温度域を先方に確認する"]);
    expect(events[0].payload.record.gaps.join()).toContain("収益を上げないこと");
    expect(events.at(-1)).toMatchObject({ action: "match.correct", reason: "根拠の取り違え" });
  });

  test("that nothing was changed behind the ledger's back is shown by count and hashes", async () => {
    const office = open();
    await record(office);
    const { code, text } = await office.ledger("verify");

    expect(code).toBe(0);
    expect(text).toMatch(/イベント2件、不一致なし/u);
    expect(text).toMatch(/first 1:[0-9a-f]{64}\n {2}last 2:[0-9a-f]{64}/u);
  });
});
