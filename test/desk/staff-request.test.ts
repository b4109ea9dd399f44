import { describe, expect, test } from "vitest";
import { meantBy, staffRequest } from "../../src/desk/staff-request.ts";

describe("what staff ask of the ledger", () => {
  test.each([
    ["紹介後に止まっている案件は?", { kind: "late" }],
    ["期限を過ぎた案件を見せて", { kind: "late" }],
    ["動いていない案件はありますか", { kind: "late" }],
    ["CSVで。", { kind: "export" }],
    ["エクセルで出力して", { kind: "export" }],
    ["今四半期のマッチング状況をMETIの評価指標で。", { kind: "report" }],
    ["改ざんされていないことを示して。", { kind: "verify" }],
    ["台帳を検証して", { kind: "verify" }],
    ["M-0031の根拠が別の資料に見える。直したい。", { kind: "match", id: "M-0031" }],
    ["ｍ－0031はどうなった？", { kind: "match", id: "M-0031" }],
    ["セラミックス財団で進めて。記録して。", { kind: "proceed" }],
    ["先方には会社名をまだ出さないで。", { kind: "withhold" }],
    ["社名は伏せたままで", { kind: "withhold" }],
  ])("%s", (text, request) => {
    expect(staffRequest(text)).toEqual(request);
  });

  test.each([
    "耐火物メーカー(社名は伏せて)が高温クリープを測りたい。相手は?",
    "岡山テクノプラザの予算は?",
    "CSV形式の公開データを持つ機関は?",
    "改良した装置の記録はありますか",
    "マッチングファンドとは何ですか",
    "企業名が載っている事例を教えて",
    "登録の要件を教えて",
    "M-1グランプリとは",
  ])("%s is for the documents", (text) => {
    expect(staffRequest(text)).toBeUndefined();
  });
});

describe("whom somebody means among those that were suggested", () => {
  const ceramics = { name: "岡山セラミックス技術振興財団" };
  const centre = { name: "岡山県工業技術センター" };

  test.each([
    ["セラミックス財団で進めて。記録して。", [ceramics, centre], ceramics],
    ["工業技術センターを候補にして", [ceramics, centre], centre],
    ["記録して。", [ceramics], ceramics],
    ["記録して。", [ceramics, centre], undefined],
    ["岡山で進めて", [ceramics, centre], undefined],
    ["広島大学で進めて", [ceramics], undefined],
  ])("%s", (text, known, meant) => {
    expect(meantBy(text, known)).toBe(meant);
  });
});
