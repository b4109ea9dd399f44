import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { answerView } from "../../src/console/chat/answer-view.ts";
import { answerMessage } from "../../src/slack/messages/answer-message.ts";
import { corpusCopy, openTestApp } from "../support/app.ts";
import { openApp } from "../support/open-app.ts";
import { ROOT } from "../support/root.ts";
import { useShippedApp } from "../support/shipped-app.ts";
import { shownText } from "../support/shown.ts";
import { tempFolder } from "../support/temp-folder.ts";

const STAFF = { id: "admin", role: "administrator" } as const;
const FRESH = "2026-11-30T04:00:00Z";

let time = FRESH;
const app = useShippedApp({ clock: () => new Date(time) });
beforeAll(async () => {
  await app().addSubsidies({ paths: [join(ROOT, "test/fixtures/jgrants")] }, STAFF);
  await app().update();
});

/** The answer to a question that is asked at a time, in a conversation if one is named. */
function ask(question: string, at = FRESH, thread?: string): Promise<Answer> {
  time = at;
  return app().assistant.answer(question, thread);
}

/** The answer with two rounds as if it had been asked for at a time. */
function toldAt(retrievedAt: string): string {
  const saved = JSON.parse(
    readFileSync(join(ROOT, "test/fixtures/jgrants/detail-v2.json"), "utf8"),
  );
  const file = join(tempFolder(), "detail.json");
  writeFileSync(file, JSON.stringify({ ...saved, retrievedAt }));
  return file;
}

const names = ({ schemes }: Answer) => schemes.map(({ name }) => name);
const said = ({ text, notices }: Answer) => [text, ...notices].join("\n");

test("nothing is open by an answer of which nobody noted when it was asked for", async () => {
  const file = toldAt(FRESH);
  const { retrievedAt: _, ...undated } = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify(undated));
  const at = new Date(FRESH);
  utimesSync(file, at, at);
  const other = openApp({ dataFolder: tempFolder(), corpusFolder: tempFolder(), clock: () => at });
  onTestFinished(() => other.close());
  await other.addSubsidies({ paths: [file] }, STAFF);
  await other.update();

  const answer = await other.assistant.answer("今募集中の補助金はありますか？");

  expect(answer.schemes.filter(({ status }) => status === "open")).toEqual([]);
});

describe("what is open", () => {
  test("is listed with its deadlines, the soonest first, from where and when it was told", async () => {
    const answer = await ask("今募集中の補助金はありますか？");

    expect(names(answer)).toEqual([
      "架空省エネ診断支援補助金",
      "架空海外展開調査補助金",
      "令和8年度 架空ものづくり設備導入補助金（第2回公募）",
      "架空研究開発実証補助金",
    ]);
    expect(new Set(answer.schemes.map(({ status }) => status))).toEqual(new Set(["open"]));
    expect(answer.text).toContain("締切は2026年12月10日17:00（日本時間）です[1]");
    expect(said(answer)).toContain("は受付中です（締切 2026-12-10 17:00、日本時間）");
    expect(said(answer)).toContain("Jグランツ(jGrants)からの出典です（取得日時 2026-11-30 09:00");
    expect(answer.citations[0]).toMatchObject({ source: "jgrants:a0W000000000002AAA" });
  });

  test("in a prefecture is what is for it, for its bloc and for the whole country", async () => {
    expect(names(await ask("広島県で今申請できる補助金は？"))).toEqual([
      "架空省エネ診断支援補助金",
      "架空研究開発実証補助金",
    ]);
    expect(names(await ask("What subsidies are open now in Ishikawa?"))).toEqual([
      "架空省エネ診断支援補助金",
      "架空海外展開調査補助金",
    ]);
  });

  test("for a purpose is what is for that", async () => {
    expect(names(await ask("研究開発の補助金で受付中のものは？"))).toEqual([
      "架空研究開発実証補助金",
    ]);
  });

  test.each([
    ["2026-11-09T23:59:59Z", "scheduled", "は受付前です（受付の始まり 2026-11-10 09:00"],
    ["2026-11-10T00:00:00Z", "open", "は受付中です（締切 2027-01-15 17:00"],
    ["2027-01-15T08:00:00Z", "open", "は受付中です（締切 2027-01-15 17:00"],
    ["2027-01-15T08:00:01Z", "closed", "の受付は終了しています（締切 2027-01-15 17:00"],
  ])("is told by both ends of a round: at %s it is %s", async (at, status, told) => {
    const corpusFolder = tempFolder();
    writeFileSync(join(corpusFolder, "note.txt"), "会議の覚え書き\n");
    const dated = openApp({ dataFolder: tempFolder(), corpusFolder, clock: () => new Date(at) });
    onTestFinished(() => dated.close());
    await dated.addSubsidies({ paths: [toldAt(at)] }, STAFF);
    await dated.update();

    const answer = await dated.assistant.answer("岡山県で架空研究開発実証補助金は受付中ですか？");

    expect(answer.schemes).toMatchObject([{ status }]);
    expect(said(answer)).toContain(told);
  });

  test("is never what a card says that somebody wrote open by hand", async () => {
    const corpus = corpusCopy((path) => path === "schemes/okayama-only-one.md");
    const file = join(corpus, "schemes/okayama-only-one.md");
    const card = readFileSync(file, "utf8").replace(
      /^(?:related|successor|predecessor): .*\n/gmu,
      "",
    );
    writeFileSync(file, card.replace(/^status: .*$/mu, "status: open"));

    const answer = await openTestApp({ corpus, data: tempFolder() }).assistant.answer(
      "夢づくり・オンリーワン企業育成支援事業とは？",
    );

    expect(answer.schemes).toMatchObject([{ id: "okayama-only-one", status: "unknown" }]);
    expect(said(answer)).toContain("現況未確認です");
  });

  test("is not said of a round without a deadline", async () => {
    const answer = await ask("架空商店街にぎわい補助金は今申請できますか？");

    expect(answer.text).toContain("締切はJグランツに示されていません");
    expect(answer.schemes).toMatchObject([{ status: "unknown" }]);
    expect(said(answer)).not.toContain("受付中");
  });

  test("is not known any more a day after it was told", async () => {
    const last = await ask("架空省エネ診断支援補助金の締切は？", "2026-11-30T23:59:59Z");
    const listed = await ask("今募集中の補助金は？", "2026-12-01T00:20:00Z");
    const named = await ask("架空省エネ診断支援補助金の締切は？", "2026-12-01T00:00:00Z");
    const described = await ask("架空省エネ診断支援補助金とは？", "2026-12-01T00:00:00Z");

    expect(said(last)).toContain("受付中です");
    expect(listed).toMatchObject({ kind: "not_found", schemes: [] });
    expect(listed.text).toContain("取得から1日以上たっているため、現在の受付状況は未確認です");
    expect(named.text).toContain("2026-11-30 09:00時点の内容で、現在の受付状況は未確認です");
    expect(described.schemes).toMatchObject([{ status: "unknown" }]);
    expect(said(described)).toContain("の受付状況は未確認です");
    for (const answer of [listed, named, described]) expect(said(answer)).not.toContain("受付中");
  });

  test("is no answer about a scheme that nobody has a record of", async () => {
    for (const question of [
      "IT導入補助金は今募集中ですか？",
      "夢づくり補助金は今募集していますか？",
      "今年のGo-Tech事業の締切は?",
    ]) {
      expect(await ask(question)).toMatchObject({ kind: "not_found", schemes: [] });
    }
  });

  test("is told to be nothing where nothing fits", async () => {
    const { kind, text } = await ask("沖縄県で今募集中の海外展開の補助金は？");

    expect(kind).toBe("not_found");
    expect(text).toContain("補助金6件（2026-11-30 09:10時点、日本時間）の中に");
  });

  test("stays the topic: what is asked next is asked of it", async () => {
    await ask("架空省エネ診断支援補助金とは？", FRESH, "talk");
    const deadline = await ask("締切はいつまで？", FRESH, "talk");
    const limit = await ask("補助上限額は？", FRESH, "talk");

    expect(names(deadline)).toEqual(["架空省エネ診断支援補助金"]);
    expect(limit.text).toContain("補助上限額は、Jグランツでは指定されていません");
    expect(await ask("今年のGo-Tech事業の締切は?", FRESH, "talk")).toMatchObject({
      kind: "not_found",
    });
  });

  test("has the badge 受付中 on the console and in Slack", async () => {
    const answer = await ask("架空省エネ診断支援補助金の締切は？");

    expect(String(await answerView(answer, { key: "k" }))).toMatch(
      /class="badge open"[^>]*>受付中</u,
    );
    expect(shownText(answerMessage(answer).blocks)).toContain("受付中");
  });
});
