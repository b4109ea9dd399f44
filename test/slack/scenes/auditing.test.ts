import { describe, expect, test } from "vitest";
import { openStage, register, SATO, TANAKA, transcriptFile, YAMADA } from "../../support/cast.ts";
import { ADMIN, MODES } from "../../support/slack-scene.ts";

const CAR_CENTRE = "カーテクノロジー革新センターはいつ設置されましたか。";

describe.each(MODES)("over %s", (mode) => {
  test("F5: an auditor asks for the report by the ministry's indicators, which a firm is refused", async () => {
    const { transcript } = await openStage(mode, [YAMADA, TANAKA]);
    const indicators = await transcript.writes({
      user: YAMADA,
      text: "今四半期のマッチング状況をMETIの評価指標で。",
    });
    const late = await transcript.writes({ user: YAMADA, text: "紹介後に止まっている案件は?" });
    const exporting = await transcript.writes({ user: YAMADA, text: "CSVで。" });
    const report = await transcript.commands(YAMADA, "report");
    const askedByFirm = await transcript.writes({
      user: TANAKA,
      text: "紹介後に止まっている案件は?",
    });
    const refused = await transcript.commands(TANAKA, "report");

    expect(indicators).toMatch(/新事業開始件数[\s\S]*顧客満足度/u);
    expect(indicators).toContain("外部評価委員会");
    expect(indicators).toContain("商談成立: 0件");
    expect(late).toContain("期限を過ぎた案件はありません");
    expect(exporting).toContain("ledger -- export --format csv");
    expect(askedByFirm).not.toContain("期限を過ぎた案件");
    expect(report).toMatch(/新事業開始: 未収集[\s\S]*顧客満足度: 未収集/u);
    expect(report).toContain("商談成立: 0件");
    expect(report).toContain("実用化=試作品レベル、事業化=製品化レベル");
    expect(refused).toContain("だけが使えます");
    expect(refused).not.toContain("未収集");
    await expect(transcript.whole()).toMatchFileSnapshot(transcriptFile("F5"));
  });

  test("F10: an auditor objects to an answer, looks at its source, and has the ledger verified", async () => {
    const stage = await openStage(mode, [YAMADA, SATO]);
    const { transcript, app } = stage;
    await transcript.writes({ user: SATO, text: CAR_CENTRE });
    await register(stage);
    await transcript.presses(SATO, "候補にする", transcript.last(SATO));
    const objected = await transcript.writes({
      user: YAMADA,
      text: "昨日の回答で「カーテクノロジー革新センターは2022年設置」とあった。根拠は?",
    });
    const source = await transcript.presses(YAMADA, "原文を見る", transcript.last(YAMADA));
    await transcript.closes(YAMADA);
    const renamed = await transcript.writes({ user: YAMADA, text: "別のページは2013年改称では?" });
    const outdated = await transcript.presses(YAMADA, "古い情報です", transcript.last(YAMADA));
    await transcript.presses(YAMADA, "役に立たなかった", transcript.last(YAMADA));
    const told = await transcript.sends(YAMADA, {
      category: "source",
      comment: "別の頁と食い違う",
    });
    const match = await transcript.writes({
      user: YAMADA,
      text: "M-0001の根拠が別の資料に見える。直したい。",
    });
    await transcript.presses(YAMADA, "所見を記録", transcript.last(YAMADA));
    const found = await transcript.sends(YAMADA, {
      finding: "evidence",
      comment: "引用が別の資料のものに見える",
    });
    const proof = await transcript.writes({
      user: YAMADA,
      text: "改ざんされていないことを示して。",
    });
    const status = await transcript.commands(YAMADA, "status");
    const { ledger } = app.desk();
    const answers = await ledger.all("answer", ADMIN);
    const feedback = await ledger.all("feedback", ADMIN);

    for (const answer of [objected, renamed]) {
      expect(answer).toMatch(/2013年(?:（[^）]*）)?に改称/u);
      expect(answer).toMatch(/2022年(?:（[^）]*）)?に設置/u);
      expect(answer).toMatch(/(?:理由|どちらが正しいか)[^。]*書かれていません/u);
    }
    expect(source).toContain("《原文》");
    expect(source).toContain("カーテクノロジー革新センター");
    expect(outdated).toContain("確認待ち");
    expect(told).toContain("記録しました");
    expect(feedback.map(({ category }) => category)).toEqual(["outdated", "source"]);
    expect(answers.map(({ asker }) => asker).join()).not.toMatch(new RegExp(`${YAMADA}|${SATO}`));
    expect(match).toMatch(/案件 M-0001[\s\S]*根拠[\s\S]*\[所見を記録\]/u);
    expect(found).toContain("所見 V-0001（根拠不備）");
    expect(await ledger.all("review", ADMIN)).toMatchObject([
      { target: "M-0001", finding: "evidence", reviewer: YAMADA },
    ]);
    expect(proof).toMatch(/確かめたイベント: \d+件[\s\S]*先頭: seq=1 hash=[\s\S]*末尾: seq=\d+/u);
    expect(status).toContain("改ざんは見つかりません");
    expect(status).toMatch(/seq=\d+ hash=[0-9a-f]{64}/u);
    await expect(transcript.whole()).toMatchFileSnapshot(transcriptFile("F10"));
  });
});
