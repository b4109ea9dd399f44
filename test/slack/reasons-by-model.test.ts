import { describe, expect, test } from "vitest";
import { REASON_SCRIPTS } from "../fakes/openai/reason-scripts.ts";
import { openStage, SATO, TANAKA } from "../support/cast.ts";
import { startModel } from "../support/language-model.ts";

const NEED = "ベンチャーに投資してくれるところを知りたい。";
/** A sentence of a model, and below it the evidence as it stands in the card. */
const WORDED =
  /「ベンチャーに投資してくれるところを知りたい」というニーズに対して、ドイツ連邦教育・研究省は、[^（]*（言語モデルの文）。[\s\S]*ドイツ連邦教育・研究省（BMBF）は、[\s\S]* — カード/u;

async function openWithModel() {
  const { openai, model } = await startModel();
  openai.play(REASON_SCRIPTS.honest);
  const { transcript } = await openStage("socket", [SATO, TANAKA], { model });
  return { openai, match: (user: string) => transcript.commands(user, `match ${NEED}`) };
}

describe("candidates in Slack, with a language model", () => {
  test("have a sentence of it above the evidence that it rests on, and its cost for staff", async () => {
    const { match } = await openWithModel();

    const shown = await match(SATO);

    expect(shown).toMatch(WORDED);
    expect(shown).toContain("言語モデル: トークン入力");
  });

  test("tell a firm nothing of what that has cost", async () => {
    const { match } = await openWithModel();

    expect(await match(TANAKA)).not.toContain("トークン");
  });

  test("are shown as ever when it fails", async () => {
    const { openai, match } = await openWithModel();
    openai.failNext("reset", 2);

    const shown = await match(SATO);

    expect(shown).toContain("ニーズの「ベンチャー・投資」に対して:");
    expect(shown).not.toContain("言語モデル");
  });
});
