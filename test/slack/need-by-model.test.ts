import { describe, expect, test } from "vitest";
import { NEED_SCRIPTS, WRITTEN_NEED } from "../fakes/openai/need-scripts.ts";
import { openStage, SATO, TANAKA } from "../support/cast.ts";
import { startModel } from "../support/language-model.ts";
import { ADMIN } from "../support/slack-scene.ts";

const TIDY = "予算は300万円以内です。広島県か岡山県の機関にお願いしたい。";
const PROPOSED = /言語モデルが作った案/u;

/** Somebody writes the need into the form and sends it: what the window shows then. */
async function propose(user = SATO) {
  const { openai, model } = await startModel();
  openai.play(NEED_SCRIPTS.honest);
  const stage = await openStage("socket", [SATO, TANAKA], { model, start: "2026-11-27T00:00:00Z" });
  const send = (changes?: Record<string, string>) => stage.transcript.sends(user, changes);
  const write = async () => {
    await stage.transcript.commands(user, `need ${WRITTEN_NEED}`);
    return send({});
  };
  const needs = () => stage.app.desk().ledger.all("need", ADMIN);
  return { openai, send, write, needs };
}

describe("a need that a language model proposes how to put", () => {
  test("is shown with all that would stand on record, and registered as it was shown", async () => {
    const { send, write, needs } = await propose();

    const shown = await write();
    const before = await needs();
    const done = await send();

    expect(shown).toMatch(PROPOSED);
    for (const told of [TIDY, "評価・分析", "岡山県", "300万円以内", "毎分60個", "2027-03-31"]) {
      expect(shown).toContain(told);
    }
    expect(shown).toContain("言語モデル: トークン入力");
    expect(before).toEqual([]);
    expect(done).toContain("N-0001");
    expect(await needs()).toMatchObject([
      { summary: expect.stringContaining(TIDY), region: "岡山県", expiresOn: "2027-03-31" },
    ]);
  });

  test("is recorded as it was written where the proposal is refused", async () => {
    const { send, write, needs } = await propose();
    await write();

    const again = await send({ proposal: "refuse" });
    await send();

    expect(again).not.toMatch(PROPOSED);
    expect(again).toContain("お願いしたいと思っております");
    const [need] = await needs();
    expect(need?.summary).toContain("お願いしたいと思っております");
    expect(need?.profile).not.toHaveProperty("budget");
    expect(need).toMatchObject({ region: "広島県", expiresOn: "2027-05-27" });
  });

  test("tells a firm nothing of what it has cost", async () => {
    const { write } = await propose(TANAKA);

    expect(await write()).not.toContain("トークン");
  });

  test("is the form of every day when the model fails", async () => {
    const { openai, send, write, needs } = await propose();
    openai.failNext("500", 2);

    const shown = await write();
    await send();

    expect(shown).toContain("お願いしたいと思っております");
    expect(shown).not.toContain("言語モデル");
    expect(await needs()).toHaveLength(1);
  });
});
