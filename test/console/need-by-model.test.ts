import { describe, expect, onTestFinished, test } from "vitest";
import { NEED_SCRIPTS, WRITTEN_NEED } from "../fakes/openai/need-scripts.ts";
import { REASON_SCRIPTS } from "../fakes/openai/reason-scripts.ts";
import { shippedData } from "../support/app.ts";
import { ADMIN, openPages } from "../support/console.ts";
import { startModel } from "../support/language-model.ts";
import { openApp } from "../support/open-app.ts";

const NEED = { text: WRITTEN_NEED, anonymity: "field", confidentiality: "coordinators" };
const PROPOSED = "言語モデルが作った案";

async function openForm() {
  const { openai, model } = await startModel();
  openai.play(NEED_SCRIPTS.honest);
  const clock = () => new Date("2026-11-27T03:00:00Z");
  const app = openApp({
    dataFolder: shippedData(),
    onTrouble: () => {},
    clock,
    model,
  });
  onTestFinished(() => app.close());
  const tab = openPages(app, { clock }).browser();
  const preview = async (changes = {}) => (await tab.post("/need", { ...NEED, ...changes })).text();
  const needs = () => app.desk().ledger.all("need", ADMIN);
  return { openai, tab, preview, needs };
}

/** The fields of the form that registers what a page shows. */
function confirmed(page: string): Readonly<Record<string, string>> {
  const [, form = ""] = /action="\/need\/register">([\s\S]*?)<\/form>/u.exec(page) ?? [];
  const fields = form.matchAll(/name="(\w+)" value="([^"]*)"/gu);
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value]));
}

describe("the form of a need, with a language model", () => {
  test("shows what it proposes, and registers what was shown", async () => {
    const { tab, preview, needs } = await openForm();

    const page = await preview();
    const before = await needs();
    const response = await tab.post("/need/register", confirmed(page));

    expect(page).toContain(PROPOSED);
    expect(page).toContain("言語モデル: トークン入力");
    expect(page).toMatch(/<dt>予算<\/dt>\s*<dd>300万円以内/u);
    expect(page).toMatch(/<dt>地域<\/dt>\s*<dd>岡山県/u);
    expect(page).toMatch(/<dt>期限<\/dt>\s*<dd>2027-03-31/u);
    expect(before).toEqual([]);
    expect(response.headers.get("location")).toContain("N-0001");
    expect(await (await tab.get("/needs/N-0001")).text()).toMatch(/<dd>毎分60個/u);
    expect(await needs()).toMatchObject([
      { region: "岡山県", expiresOn: "2027-03-31", profile: { target: "毎分60個" } },
    ]);
  });

  test("shows it as it was written where the proposal is refused", async () => {
    const { preview } = await openForm();

    const proposed = confirmed(await preview());
    const page = await preview({ ...proposed, proposal: "refuse" });

    expect(page).not.toContain(PROPOSED);
    expect(page).toMatch(/<dt>期限<\/dt>\s*<dd>2027-05-27/u);
    expect(page).toMatch(/<dt>地域<\/dt>\s*<dd>広島県/u);
    expect(page).toContain("お願いしたいと思っております");
    expect(page).toMatch(/<option value="refuse" selected/u);
  });

  test("is as ever when the model says nonsense, but for what that has cost", async () => {
    const { openai, tab, preview, needs } = await openForm();
    openai.play(NEED_SCRIPTS.nonsense);

    const page = await preview();
    await tab.post("/need/register", confirmed(page));

    expect(page).not.toContain(PROPOSED);
    expect(page).toContain("言語モデル: トークン入力");
    expect(await needs()).toHaveLength(1);
  });
});

describe("the candidates for a need on record, with a language model", () => {
  test("have a sentence of it, with the evidence that it rests on, and its cost for staff", async () => {
    const { openai, tab, preview } = await openForm();
    const page = await preview({ text: "ベンチャーに投資してくれるところを知りたい。" });
    const response = await tab.post("/need/register", confirmed(page));
    openai.play(REASON_SCRIPTS.honest);

    const shown = await (await tab.get(response.headers.get("location") ?? "")).text();

    expect(shown).toMatch(
      /というニーズに対して、ドイツ連邦教育・研究省は、[^（]*（言語モデルの文）/u,
    );
    expect(shown).toMatch(/<blockquote lang="ja">ドイツ連邦教育・研究省（BMBF）は、/u);
    expect(shown).toContain("言語モデル: トークン入力");
  });
});
