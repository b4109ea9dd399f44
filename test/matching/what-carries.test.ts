import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import type { Organisation, Seed } from "../../src/partners/records.ts";
import { useShippedApp } from "../support/shipped-app.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const RECORD = { disclosure: "public", status: "active", asOf: "2026-04-01" } as const;

const app = useShippedApp();
const match = (need: string) => app().match(need, STAFF);
const namesFor = async (need: string) => (await match(need)).partners.map(({ name }) => name);

/** Registered firms by what each of them does. */
const DOES = {
  株式会社甲: ["精密ねじの製造", "ステンレスの精密ねじを削り出します。"],
  株式会社乙: ["ニッケルめっき", "部品にニッケルめっきを施します。"],
  株式会社丙: ["手作業のはんだ付け", "基板へのはんだ付けを少量から受けます。"],
  株式会社丁: ["へら絞り", "銅板のへら絞りで照明の笠を作ります。"],
  株式会社戊: ["和紙の加工", "会社の相手を選ばず、外部の若手にも和紙の加工を教えます。"],
} as const;

beforeAll(() => {
  const { register } = app().desk();
  for (const [i, [name, [title, description]]] of Object.entries(DOES).entries()) {
    const organisation: Organisation = {
      ...RECORD,
      key: `K-${i}`,
      name,
      type: "firm",
      aliases: [],
      fields: [],
    };
    const seed: Seed = {
      ...RECORD,
      key: `S-${i}`,
      organisation: organisation.key,
      type: "capability",
      title,
      description,
      keywords: [],
    };
    register.putOrganisation(organisation, STAFF);
    register.putSeed(seed, STAFF);
  }
});

describe("a trade word in hiragana", () => {
  test.each([
    ["ねじを作ってくれる会社を探しています", "株式会社甲"],
    ["ネジを仕入れたい", "株式会社甲"],
    ["めっきをしてくれる企業はありますか", "株式会社乙"],
    ["はんだ付けを外部に頼みたい", "株式会社丙"],
    ["へら絞りができる相手を探している", "株式会社丁"],
  ])("finds who does it: %s", async (need, name) => {
    expect((await namesFor(need))[0]).toBe(name);
  });

  test.each([
    "ばねを作ってくれる会社を探しています",
    "ろう付けの外注先を紹介してほしい",
    "うるしを塗ってくれる職人のいる会社",
  ])("that nobody does gets nobody, whatever else they have in common: %s", async (need) => {
    expect(await match(need)).toMatchObject({ kind: "not_found", partners: [] });
  });
});

describe("words for partners, persons and places", () => {
  test.each(["会社を探しています", "県内の若手と組みたい", "外部の企業を紹介してほしい"])(
    "are no need by themselves: %s",
    async (need) => {
      expect(await match(need)).toMatchObject({ kind: "vague", partners: [] });
    },
  );

  test.each([
    "忘年会の会場を探しています",
    "社員旅行の幹事を募集しています",
    "結婚式の司会をしてくれる外部の相手",
  ])("carry no match: %s", async (need) => {
    expect(await match(need)).toMatchObject({ kind: "not_found", partners: [] });
  });
});
