import { describe, expect, test } from "vitest";
import { FIRM, openStage, TANAKA, transcriptFile } from "../../support/cast.ts";
import { ADMIN, MODES } from "../../support/slack-scene.ts";

const SECRET =
  "備前耐火株式会社です。未出願のすずめっき技術の共同開発先を探しています。配合は硫酸すず40g/Lです。";
const TOLD = /備前耐火|すず|40g/u;

describe.each(MODES)("over %s", (mode) => {
  test("F7: a firm that writes a secret where all can read it is warned alone, and led to a form", async () => {
    const { transcript, slack, app, replies } = await openStage(mode, [TANAKA]);
    const warned = await transcript.writes({
      user: TANAKA,
      channel: "C2",
      text: `<@${slack.botUserId}> ${SECRET}`,
    });
    const warning = transcript.lastWhisper(TANAKA);
    const form = await transcript.presses(TANAKA, "非公開の用紙を開く", warning);
    const shown = await transcript.sends(TANAKA, {
      text: SECRET,
      organisation: FIRM,
    });
    const recorded = shown.split("まだ登録していません")[0] ?? "";
    const done = await transcript.sends(TANAKA);
    await transcript.closes(TANAKA);
    const { ledger } = app.desk();
    const [need] = await ledger.all("need", ADMIN);
    const said = slack.calls("chat.postMessage").map(({ args }) => JSON.stringify(args));

    expect(warning.ephemeralTo).toBe(TANAKA);
    expect(warned).toMatch(/公開の場/u);
    expect(warned).toMatch(/削除/u);
    expect(warned).toMatch(/弁理士|TLO/u);
    expect(warned).not.toMatch(TOLD);
    expect(replies("C2")).toEqual([]);
    expect(form).toContain("《ニーズの登録》");
    expect(form).not.toMatch(TOLD);
    expect(recorded).toContain("共同開発先を探しています。");
    expect(recorded).not.toMatch(TOLD);
    expect(shown).toContain("暗号化");
    expect(done).toContain("N-0001");
    expect(done).not.toMatch(TOLD);
    expect(said.join("\n")).not.toMatch(TOLD);
    expect(need).toMatchObject({ summary: "共同開発先を探しています。", anonymity: "field" });
    expect(JSON.stringify(await ledger.events())).not.toMatch(TOLD);
    await expect(transcript.whole()).toMatchFileSnapshot(transcriptFile("F7"));
  });
});
