import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedData } from "../support/app.ts";
import { runMusubi } from "../support/command.ts";
import { openOffice } from "../support/office.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CREEP = "耐火物の高温クリープを測りたい";

/** An office with a need, a match, and a secret. */
async function busyOffice() {
  const office = openOffice({ data: shippedData() });
  await office.match("--record", "--take", "1", "--organisation", "備前耐火株式会社", CREEP);
  return office;
}

/** Wrong calls, and what the message tells. */
const MISTAKES = [
  [["frobnicate"], "frobnicate"],
  [["show"], "番号"],
  [["show", "M-9999"], "M-9999"],
  [["show", "X-1"], "X-1"],
  [["list", "dragons"], "matches"],
  [["move", "M-0001"], "--to"],
  [["move", "N-0001", "--to", "面談"], "close"],
  [["handover", "--from", "admin", "--to", "nobody", "--reason", "x"], "nobody"],
  [["move", "M-0001", "--to", "月"], "使えるもの"],
  [["move", "M-9999", "--to", "保留", "--reason", "x"], "M-9999"],
  [["consent", "M-0001", "--side", "left", "--by", "a"], "--side"],
  [
    [
      "consent",
      "M-0001",
      "--side",
      "need",
      "--by",
      "a",
      "--to",
      "b",
      "--purpose",
      "c",
      "--until",
      "いつか",
    ],
    "--until",
  ],
  [["correct", "M-0001", "--reason", "x"], "--set"],
  [["correct", "M-0001", "--set", "state=deal", "--reason", "x"], "訂正できません"],
  [["erase", "M-0001", "--reason", "x"], "ニーズ"],
  [["review", "M-0001", "--finding", "だめ"], "根拠不備"],
  [["feedback", "A-000009", "--category", "古い"], "A-000009"],
  [["consult"], "番号"],
  [["consult", "A-000009"], "A-000009"],
  [["consult", "C-0001"], "相談できません"],
  [["consult", "M-0001", "--coordinator", "dare"], "dare"],
  [["take"], "Q-0001"],
  [["take", "Q-0009"], "Q-0009"],
  [["done", "Q-0009"], "--note"],
  [["done", "Q-0009", "--note", "x"], "Q-0009"],
  [["activity", "--kind", "相談"], "--note"],
  [["survey", "S-0009", "--satisfaction", "4"], "S-0009"],
  [["handover", "--from", "admin", "--reason", "x"], "--to"],
  [["report", "--period", "いつか"], "2026年度"],
  [["report", "--region", "どこか"], "--region"],
  [["export", "matches"], "--out"],
  [["export", "matches", "--out", "m.pdf"], "--format"],
  [["restore", "missing.sqlite"], "missing.sqlite"],
  [["verify", "--head", "1:abc"], "--head"],
  [["user", "u1", "--name", "x", "--role", "王様"], "--role"],
] as const;

describe("ledger", () => {
  test("alone tells all it can do", async () => {
    const { code, text } = await openOffice().ledger();

    expect(code).toBe(0);
    for (const name of ["verify", "report", "move", "consent", "restore", "reminders"]) {
      expect(text).toContain(`npm run ledger -- ${name}`);
    }
  });

  test("says that there is none before anything was written, and makes none", async () => {
    const office = openOffice();

    expect(await office.ledger("verify")).toMatchObject({
      code: 0,
      text: expect.stringContaining("まだありません"),
    });
    expect(await office.ledger("list")).toMatchObject({
      code: 1,
      text: expect.stringContaining("まだ台帳がありません"),
    });
    expect(await office.ledger("verify")).toMatchObject({ code: 0 });
  });

  test("knows a state by how its name begins", async () => {
    const office = await busyOffice();

    expect((await office.ledger("move", "M-0001", "--to", "コーディネーター")).text).toContain(
      "候補提示 → コーディネーター確認",
    );
    expect((await office.ledger("list", "--state", "面談")).code).toBe(0);
  });

  test("shows what speaks for a match, with the quote and the status of each scheme", async () => {
    const { text } = await (await busyOffice()).ledger("show", "M-0001");

    expect(text).toMatch(/評価点: 0\.\d\d/u);
    expect(text).toMatch(/「.*クリープ.*」 okayama-2004 p\.\d+/u);
    expect(text).toMatch(/関係する制度: .*（過去資料、/u);
  });

  test("tells a guest that a secret is not for them, not that there is none", async () => {
    const office = await busyOffice();
    await office.ledger("user", "U-1", "--role", "guest", "--name", "見学者");

    expect(await office.ledger("secret", "N-0001", "--as", "U-1")).toMatchObject({
      code: 1,
      text: expect.stringContaining("ゲスト"),
    });
  });

  test("holds somebody who is a guest on record to what a guest may do", async () => {
    const office = openOffice();
    await office.ledger("user", "U-1", "--role", "guest", "--name", "見学者");
    const backup = join(office.cwd, "backup.sqlite");
    await office.ledger("backup", "--out", backup);

    for (const call of [
      ["events"],
      ["report"],
      ["export", "--out", "x.csv"],
      ["restore", backup],
    ]) {
      const [name = "", ...rest] = call;
      const codes = [
        (await office.ledger(name, ...rest, "--as", "U-1")).code,
        (await office.ledger(name, ...rest)).code,
      ];
      expect([name, ...codes]).toEqual([name, 1, 0]);
    }
  });

  test("explains each mistake, and writes nothing", async () => {
    const office = await busyOffice();
    const before = (await office.ledger("events")).text;

    for (const [args, told] of MISTAKES) {
      const said = await office.ledger(...args);

      expect(said, args.join(" ")).toEqual({ code: 1, text: expect.stringContaining(told) });
      expect((await office.ledger("events")).text, args.join(" ")).toBe(before);
    }
  });

  test("reads what is secret for its coordinator, and notes the look", async () => {
    const office = await busyOffice();
    const { text } = await office.ledger("secret", "N-0001");

    expect(text).toContain("備前耐火株式会社");
    expect((await office.ledger("events", "N-0001")).text).toContain("secret.open");
    await office.ledger("erase", "N-0001", "--reason", "企業の求め");
    expect((await office.ledger("secret", "N-0001")).text).not.toContain("備前耐火");
  });

  test("closes a need with its matches, and plans what comes next", async () => {
    const office = await busyOffice();
    const planned = await office.ledger(
      "plan",
      "M-0001",
      "--next",
      "電話する",
      "--due",
      "2026-05-01",
    );
    const closed = await office.ledger("close", "N-0001", "--close-reason", "需要消滅");

    expect(planned.text).toContain("電話する、期限 2026-05-01");
    expect(closed.code).toBe(0);
    expect((await office.ledger("show", "M-0001")).text).toContain("不成立");
  });

  test("hands the cases of one coordinator on, with a summary", async () => {
    const office = await busyOffice();
    await office.ledger("user", "suzuki", "--name", "鈴木", "--role", "coordinator");
    const { text } = await office.ledger(
      ...["handover", "--from", "admin", "--to", "suzuki", "--reason", "異動"],
    );

    expect(text).toContain("admin から suzuki へ");
    expect(text).toContain("N-0001");
    expect(text).toMatch(/M-0001 {2}候補提示/u);
    expect(text).not.toContain("備前耐火");
    expect((await office.ledger("show", "M-0001")).text).toContain("担当: suzuki");
  });

  test("passes on what a firm asks about an answer to a coordinator, who takes it up and ends it", async () => {
    const office = openOffice({ data: shippedData() });
    await office.ledger("user", "suzuki", "--name", "鈴木", "--role", "coordinator");
    await office.ledger("user", "tanaka", "--name", "田中", "--role", "coordinator");
    await office.ledger("user", "U-1", "--name", "担当", "--role", "firm");
    await office.ask("岡山TLOの支援は何年間？", "--as", "U-1");

    const asked = await office.ledger(
      ...["consult", "a-000001", "--note", "公募の時期を知りたい", "--as", "U-1"],
    );
    expect(asked).toEqual({
      code: 0,
      text: "A-000001 について admin に相談しました（Q-0001、期限 2026-04-04、イベント 5）。",
    });
    expect((await office.ledger("take", "Q-0001", "--as", "U-1")).text).toContain("企業");
    expect((await office.ledger("take", "Q-0001", "--as", "suzuki")).text).toContain(
      "Q-0001（A-000001）を suzuki が引き受けました",
    );
    const tooLate = await office.ledger("take", "Q-0001", "--as", "tanaka");
    expect(tooLate).toEqual({
      code: 1,
      text: "Q-0001 はもう「対応中」です（担当 suzuki）。今の内容を見てから操作してください。",
    });
    expect((await office.ledger("list", "consultations", "--as", "U-1")).text).toBe(
      "Q-0001  A-000001  対応中  suzuki  期限 2026-04-04  公募の時期を知りたい",
    );
    expect((await office.ledger("list", "consultations", "--coordinator", "tanaka")).text).toBe(
      "該当するものはありません。",
    );

    await office.ledger("done", "Q-0001", "--note", "電話で説明した", "--as", "suzuki");

    const { text } = await office.ledger("show", "Q-0001");
    expect(text).toContain('"status": "done"');
    expect(text).toContain("consultation.done");
    const file = join(office.cwd, "consultations.csv");
    await office.ledger("export", "consultations", "--out", file);
    expect(readFileSync(file, "utf8")).toContain(
      '"Q-0001","2026-04-01 09:00","A-000001","U-1","suzuki","対応済み","2026-04-04"',
    );
  });

  test("takes no secret of a firm down where it would stay in the open", async () => {
    const office = openOffice({ data: shippedData() });
    await office.ledger("user", "U-1", "--name", "担当", "--role", "firm");
    await office.ask("岡山TLOの支援は何年間？", "--as", "U-1");
    const before = (await office.ledger("events")).text;
    const secret = "うちの新しい被膜は炭素を3%添加する配合で、まだ出願していません。";

    for (const said of [
      await office.ledger("consult", "A-000001", "--note", secret, "--as", "U-1"),
      await office.ledger(
        ...["feedback", "A-000001", "--category", "古い", "--comment", secret, "--as", "U-1"],
      ),
    ]) {
      expect(said).toEqual({ code: 1, text: expect.stringContaining("match -- --record") });
    }
    expect((await office.ledger("events")).text).toBe(before);
  });

  test("hands consultations on that nobody has finished", async () => {
    const office = await busyOffice();
    await office.ledger("user", "suzuki", "--name", "鈴木", "--role", "coordinator");
    await office.ledger("consult", "M-0001");

    const { text } = await office.ledger(
      ...["handover", "--from", "admin", "--to", "suzuki", "--reason", "異動"],
    );

    expect(text).toContain("Q-0001  M-0001  未対応  suzuki  期限 2026-04-04");
  });

  test("reminds of what is due, once", async () => {
    const office = await busyOffice();
    office.passDays(20);

    expect((await office.ledger("reminders")).text).toContain("M-0001");
    expect((await office.ledger("reminders")).text).toBe("知らせることはありません。");
  });

  test("names the row that was changed by hand", async () => {
    const office = await busyOffice();
    const app = office.app();
    app
      .desk()
      .ledger.database.db.exec(
        "DROP TRIGGER event_is_not_changed; UPDATE event SET actor = 'dare' WHERE seq = 2",
      );
    const said = await office.ledger("verify");

    expect(said).toMatchObject({ code: 1, text: expect.stringContaining("seq 2") });
  });

  test("that is damaged says what to do", async () => {
    const office = await busyOffice();
    writeFileSync(
      join(office.data, "ledger", "ledger.sqlite"),
      "これは台帳ではありません".repeat(400),
    );

    expect(await office.ledger("list")).toMatchObject({
      code: 1,
      text: expect.stringContaining("restore"),
    });
  });

  test("prints nothing but JSON on standard output when asked to", async () => {
    const cwd = tempFolder();
    const data = shippedData();
    await runMusubi(["match", "--record", CREEP, "--data", data], { cwd });
    const { stdout } = await runMusubi(["ledger", "list", "--json", "--data", data], { cwd });
    const verified = await runMusubi(["ledger", "verify", "--json", "--data", data], { cwd });

    expect(JSON.parse(stdout)).toMatchObject({ id: "M-0001", state: "suggested" });
    expect(JSON.parse(verified.stdout)).toMatchObject({ isSound: true, count: 2 });
  });
});

describe("match --log", () => {
  test("shows the suggestions as ever, and puts the need and the best of them on record", async () => {
    const office = openOffice({ data: shippedData() });

    const plain = JSON.parse((await office.match("--json", CREEP)).text);
    expect((await office.ledger("verify", "--json")).text).toContain('"count":0');
    const { logged, ...shown } = JSON.parse((await office.match("--json", "--log", CREEP)).text);

    expect(shown).toEqual(plain);
    expect(logged).toEqual({ need: "N-0001", matches: expect.arrayContaining(["M-0001"]) });
    const match = JSON.parse((await office.ledger("list", "--json")).text.split("\n")[0] ?? "");
    expect(match).toMatchObject({ need: "N-0001", state: "suggested" });
  });

  test("registers each need of a batch, and none a second time", async () => {
    const office = openOffice({ data: shippedData() });
    const batch = join(office.cwd, "needs.jsonl");
    const needs = [CREEP, "海外に販路を広げたい", CREEP];
    writeFileSync(
      batch,
      needs.map((need, at) => JSON.stringify({ id: `n${at}`, need })).join("\n"),
    );

    const { text } = await office.match("--json", "--log", "--batch", batch);

    const logged = text.split("\n").map((line) => JSON.parse(line).logged?.need);
    expect(logged).toEqual(["N-0001", "N-0002", undefined]);
    expect(office.reported.join("")).toContain("N-0001");
    expect((await office.ledger("list", "needs")).text).not.toContain("N-0003");
  });

  test("says so in a terminal", async () => {
    const office = openOffice({ data: shippedData() });

    expect((await office.match("--log", CREEP)).text).toContain(
      "台帳に記録しました: N-0001、M-0001",
    );
  });
});

describe("match --record", () => {
  test.each([
    [["--record", "--take", "9", CREEP], "--take"],
    [["--record", "--anonymity", "半分", CREEP], "--anonymity"],
    [["--record", "--until", "来年", CREEP], "--until"],
    [["--record", "--batch", "x.jsonl"], "--batch"],
    [["--record", "--log", CREEP], "--log"],
    [["--record", "--until", "2020-01-01", CREEP], "期限"],
  ] as const)(
    "%j is a mistake that the message explains, and writes nothing",
    async (args, told) => {
      const office = openOffice({ data: shippedData() });

      expect(await office.match(...args)).toEqual({ code: 1, text: expect.stringContaining(told) });
      expect((await office.ledger("verify", "--json")).text).toContain('"count":0');
    },
  );

  test("of a firm's user is looked after by the first administrator", async () => {
    const office = openOffice({ data: shippedData() });
    await office.ledger(
      "user",
      "f1",
      "--name",
      "企業",
      "--role",
      "firm",
      "--organisation",
      "備前耐火",
    );
    await office.match("--record", "--as", "f1", CREEP);

    expect((await office.ledger("show", "M-0001")).text).toContain("担当: admin");
  });
});
