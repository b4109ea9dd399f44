import { describe, expect, test } from "vitest";
import { CREEP, FIRM, openStage, register, SATO, transcriptFile } from "../../support/cast.ts";
import { MODES } from "../../support/slack-scene.ts";

const PARTNER = "岡山セラミックス技術振興財団";

/** What somebody of a side agreed to. */
const consentOf = (grantedBy: string, recipients: string) => ({
  ...{ grantedBy, recipients, purpose: "高温クリープの測定の相談", method: "mail" },
  ...{ fields: ["summary", "organisation"], until: "2026-09-30" },
});

describe.each(MODES)("over %s", (mode) => {
  test("F3: a coordinator finds whom to ask, has it recorded, and introduces both after two consents", async () => {
    const stage = await openStage(mode, [SATO]);
    const { transcript, app } = stage;
    const press = (label: string) => transcript.presses(SATO, label, transcript.last(SATO));

    const answer = await transcript.writes({ user: SATO, text: CREEP });
    const proposed = await transcript.writes({
      user: SATO,
      text: "セラミックス財団で進めて。記録して。",
    });
    const withheld = await transcript.writes({
      user: SATO,
      text: "先方には会社名をまだ出さないで。",
    });
    const { written, confirmed, registered } = await register(stage);
    const candidate = await press("候補にする");
    const screened = await press("候補を確認");
    const asking = await press("意向確認");
    const early = await app
      .desk()
      .ledger.move(
        { match: "M-0001", from: "consent_pending", to: "introduced" },
        { id: SATO, role: "coordinator" },
      );
    await press("同意を記録（ニーズ側）");
    const one = await transcript.sends(SATO, consentOf("ニーズ側の窓口", PARTNER));
    await press("同意を記録（相手側）");
    const both = await transcript.sends(SATO, consentOf("相手側の窓口", "N-0001"));
    const introduced = await press("紹介");
    await press("面談を記録");
    const met = await transcript.sends(SATO, { note: "温度域と試料寸法を確かめた。" });
    const history = await transcript.commands(SATO, "match M-0001");
    const whole = transcript.whole();

    expect(answer).toContain("熱間クリープ・荷重軟化試験炉SRC15型");
    expect(answer).toContain("細孔径分布測定装置");
    expect(proposed).toMatch(
      /岡山セラミックス技術振興財団で進めるには[\s\S]*\[ニーズとして登録\]/u,
    );
    expect(withheld).toContain("双方の同意を記録するまで相手方に見せません");
    expect(written).toContain("《ニーズの登録》");
    expect(confirmed).toContain("記録に残る内容");
    expect(confirmed).not.toContain("N-0001");
    expect(registered).toContain("N-0001");
    expect(registered).toMatch(/1\. 岡山セラミックス技術振興財団 — 熱間クリープ/u);
    expect(registered).toMatch(/支援措置208003[\s\S]*いつまでに必要ですか/u);
    expect(candidate).toMatch(/M-0001: 候補提示[\s\S]*社名は伏せています[\s\S]*2026-04-08/u);
    expect(candidate).toMatch(/書き換え[\s\S]*M-0001 候補提示/u);
    expect(screened).toContain("M-0001: コーディネーター確認");
    expect(asking).toContain("双方の同意がそろうと");
    expect(asking).not.toContain("[紹介]");
    expect(early.kind).toBe("refused");
    expect(one).not.toContain("[紹介]");
    expect(both).toContain("[紹介]");
    expect(introduced).toContain("M-0001: 紹介済");
    expect(met).toContain("M-0001: 面談・技術相談");
    expect(history).toContain("M-0001: 面談・技術相談");
    // Sato writes the name into the form, and nobody writes it again.
    expect(whole.split(FIRM)).toHaveLength(3);
    expect(JSON.stringify(await app.desk().ledger.events())).not.toContain(FIRM);
    await expect(whole).toMatchFileSnapshot(transcriptFile("F3"));
  });

  test("F9: a coordinator follows a match through its stages until the other side declines", async () => {
    const stage = await openStage(mode, [SATO]);
    const { transcript, app } = stage;
    await register(stage, "ものづくり企業の技術開発を支援してくれる機関を紹介してほしい");
    const cards = transcript.last(SATO);
    await transcript.presses(SATO, "候補にする", cards);
    await transcript.presses(SATO, "候補にする", cards);
    const shown = await transcript.commands(SATO, "match M-0001");
    const steps = await transcript.writes({ user: SATO, text: "Vitagoraの流れだと?" });
    const asked = await transcript.presses(SATO, "見送り", transcript.lastWhisper(SATO));
    const declined = await transcript.sends(SATO, { closeReason: "declined" });
    const last = (await app.desk().ledger.events("M-0001")).at(-1);

    expect(shown).toMatch(/M-0001: 候補提示[\s\S]*Vitagora[\s\S]*次にすること[\s\S]*担当/u);
    expect(steps).toMatch(/パートナー選定[\s\S]*プロジェクトエンジニアリング/u);
    expect(asked).toContain("○相手方辞退");
    expect(declined).toMatch(/M-0001: 不成立[\s\S]*相手方辞退/u);
    expect(declined).toContain("M-0002");
    expect(declined).toContain(`イベント ${last?.seq}`);
    expect(last).toMatchObject({ action: "match.move", payload: { to: "closed" } });
    await expect(transcript.whole()).toMatchFileSnapshot(transcriptFile("F9"));
  });
});
