import { describe, expect, test } from "vitest";
import { openStage, SATO, TANAKA, transcriptFile, YAMADA } from "../../support/cast.ts";
import { ADMIN, MODES } from "../../support/slack-scene.ts";

const CAR_CENTRE = "カーテクノロジー革新センターはいつ設置されましたか。";

describe.each(MODES)("over %s", (mode) => {
  test("F5: an auditor asks for the report by the ministry's indicators, which a firm is refused", async () => {
    const { transcript } = await openStage(mode, [YAMADA, TANAKA]);
    const indicators = await transcript.writes({
      user: YAMADA,
      text: "今四半期のマッチング状況をMETIの評価指標で。",
    });
    const report = await transcript.commands(YAMADA, "report");
    const refused = await transcript.commands(TANAKA, "report");

    expect(indicators).toMatch(/新事業開始件数[\s\S]*顧客満足度/u);
    expect(indicators).toContain("外部評価委員会");
    expect(report).toMatch(/新事業開始: 未収集[\s\S]*顧客満足度: 未収集/u);
    expect(report).toContain("商談成立: 0件");
    expect(report).toContain("実用化=試作品レベル、事業化=製品化レベル");
    expect(refused).toContain("だけが使えます");
    expect(refused).not.toContain("未収集");
    await expect(transcript.whole()).toMatchFileSnapshot(transcriptFile("F5"));
  });

  test("F10: an auditor objects to an answer, looks at its source, and has the ledger verified", async () => {
    const { transcript, app } = await openStage(mode, [YAMADA, SATO]);
    await transcript.writes({ user: SATO, text: CAR_CENTRE });
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
    expect(status).toContain("改ざんは見つかりません");
    expect(status).toMatch(/seq=\d+ hash=[0-9a-f]{64}/u);
    await expect(transcript.whole()).toMatchFileSnapshot(transcriptFile("F10"));
  });
});
