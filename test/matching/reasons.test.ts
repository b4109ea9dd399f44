import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Actor } from "../../src/ledger/records.ts";
import { searchForm } from "../../src/text/search-form.ts";
import { CORPUS } from "../support/shipped.ts";
import { useShippedApp } from "../support/shipped-app.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const app = useShippedApp();
const match = (need: string) => app().match(need, STAFF);

const groups: readonly (readonly string[])[] = parse(
  readFileSync(join(CORPUS, "synonyms.yaml"), "utf8"),
).map((group: readonly string[]) => group.map(searchForm));

/** The search forms of a word and of what it is called otherwise. */
function spellingsOf(word: string): readonly string[] {
  const form = searchForm(word);
  return [form, ...groups.filter((group) => group.includes(form)).flat()];
}

const says = (quote: string, word: string) =>
  spellingsOf(word).some((spelling) => searchForm(quote).includes(spelling));

const NEEDS = [
  "高速の検査ができる会社",
  "粉末の粒の大きさのばらつきを測りたい",
  "ベンチャーに投資してくれるところを知りたい",
  "ドローンで農薬を散布したい",
  "山口でコンビナートの副生水素を使った燃料電池フォークリフトの実証をやりたい",
  "介護ロボットの開発拠点を京都南部で使いたい。エンジニア支援もあると嬉しい。",
  "NEDOの事業に一緒に出したい",
  "薬の製造を請け負ってくれるメーカーを探しています",
];

describe("a reason", () => {
  test.each(NEEDS)("has what it says is met in what it quotes: %s", async (need) => {
    const { partners } = await match(need);
    const reasons = partners.flatMap((partner) => partner.reasons);
    const told = reasons.flatMap((reason) => {
      const [, words, quote = ""] = /^「(.+?)」に対して: (.+)$/u.exec(reason) ?? [];
      return words === undefined ? [] : words.split("・").map((word) => ({ word, quote }));
    });

    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ word, quote }) => !says(quote, word))).toEqual([]);
  });

  test.each(NEEDS)("names what is met as the need has it: %s", async (need) => {
    const { partners, profile } = await match(need);
    const parts = partners.flatMap(({ parts }) => parts.filter(({ part }) => part === "content"));
    const words = [
      ...parts.map((part) => part.need),
      ...profile.technologies,
      ...profile.materials,
    ];

    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => !need.includes(word))).toEqual([]);
  });

  test.each([
    ["ドローンで農薬を散布したい", "ドローン"],
    ["ベンチャーに投資してくれるところを知りたい", "ベンチャー"],
    ["NEDOの事業に一緒に出したい", "NEDO"],
  ])("does not cut a word or change its letters: %s", async (need, word) => {
    const { partners, profile } = await match(need);

    expect(profile.technologies).toContain(word);
    expect(partners.flatMap(({ reasons }) => reasons).join()).toMatch(
      new RegExp(`「(?:[^」]+・)?${word}(?:・[^」]+)?」に対して`, "u"),
    );
  });

  test("is not made of pieces of a word", async () => {
    expect(await match("ブランチの店舗を出したい")).toMatchObject({ kind: "not_found" });
  });

  test("quotes the name or keyword where no statement says it", async () => {
    const { partners } = await match("切削油に混じる切りくずを取りたい");
    const reasons = partners.flatMap(({ reasons }) => reasons);

    expect(reasons.filter((reason) => reason.includes("名称・キーワード"))).not.toEqual([]);
  });
});
