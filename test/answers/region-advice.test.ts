import { describe, expect, test } from "vitest";
import { converseWithShippedApp } from "../support/shipped-app.ts";

const ask = converseWithShippedApp();

describe("who asks what a region should do next", () => {
  test("is shown its type, the phases with key factors and the regions that went before", async () => {
    const { text, table } = await ask("うちは大企業1社の城下町。次の10年、何を?");

    expect(text).toContain("A-1");
    expect(table?.rows.map(([phase]) => phase)).toEqual(["タテに育つ", "ヨコで繋がる", "創発する"]);
    for (const [, key, regions] of table?.rows ?? []) {
      expect(key).toMatch(/重要な要素.*\[\d+\]/u);
      expect(regions).toMatch(/広島県.*浜松市.*群馬県.*\[\d+\]/u);
    }
  });

  test("is asked which phase the region is in", async () => {
    const { notices } = await ask("地場産業の産地で中小企業が多い町です。次の一手は？");

    expect(notices.join()).toContain("今どのフェーズにあるか");
  });

  test("gets no advice where a fact was asked for", async () => {
    const { table } = await ask("大企業牽引型の地域に助言してくれる機関はどこですか");

    expect(table).toBeUndefined();
  });
});

test("a question with many years is answered in a few searches", async () => {
  const years = Array.from({ length: 100 }, (_, i) => `${1920 + i}年`).join("と");

  expect((await ask(`${years}の製造品出荷額は？`)).kind).toBeDefined();
});

test.each([["去年の猛暑の影響は？"], ["予約システムを開発した企業は？"]])(
  "what is no question about a call is not answered as one: %s",
  async (question) => {
    expect((await ask(question)).text).not.toContain("公募や締切の記載");
  },
);
