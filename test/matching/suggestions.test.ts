import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import type { Suggestions } from "../../src/matching/suggestion.ts";
import { squash } from "../../src/text/search-form.ts";
import { CORPUS } from "../support/shipped.ts";
import { useShippedApp } from "../support/shipped-app.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const app = useShippedApp();
const match = (need: string): Promise<Suggestions> => app().match(need, STAFF);

const NEEDS = [
  "耐火物の高温クリープを測れる試験炉を使いたい",
  "集束イオンビーム装置を使って試作したい。岡山です。",
  "医療機器に参入したいので病院や大学とつながりのある支援機関を紹介してほしい",
  "Looking for a university partner for joint research on optics and electronics in Hamamatsu",
];

describe("a suggestion", () => {
  test.each(NEEDS)("quotes what stands word for word in the file it names: %s", async (need) => {
    const { partners } = await match(need);

    expect(partners.length).toBeGreaterThan(0);
    for (const { evidence } of partners) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { path, quote } of evidence) {
        expect(squash(readFileSync(join(CORPUS, path), "utf8"))).toContain(squash(quote));
      }
    }
  });

  test.each(NEEDS)("has a score that is the sum of its parts: %s", async (need) => {
    const { partners } = await match(need);

    for (const { score, parts } of partners) {
      const sum = parts.reduce((total, part) => total + part.score, 0);
      expect(Math.abs(sum - score)).toBeLessThan(0.01);
      expect(
        parts.filter(({ part }) => part === "content").every(({ need: n, seed }) => n && seed),
      ).toBe(true);
    }
  });

  test("comes best first, at most ten, each partner once", async () => {
    const { partners } = await match("ものづくり企業の技術開発を支援してくれる機関");
    const scores = partners.map(({ score }) => score);

    expect(partners.length).toBeGreaterThan(1);
    expect(partners.length).toBeLessThanOrEqual(10);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(partners.map(({ id }) => id)).size).toBe(partners.length);
  });

  test("is the same for the same need", async () => {
    const [need = ""] = NEEDS;

    expect(await match(need)).toEqual(await match(need));
  });

  test("shows status and date, and names no telephone or mail", async () => {
    const { partners, notices } = await match("岡山県工業技術センターの機器を使いたい");

    for (const { status, asOf } of partners) {
      expect(status).not.toBe("open");
      expect(asOf).toMatch(/^\d{4}/u);
    }
    expect(notices.join()).toContain("現況は未確認");
    expect(JSON.stringify(partners)).not.toMatch(/\d{2,4}-\d{2,4}-\d{4}|[\w.]+@[\w.]+/u);
  });

  test("tells the condition of use and the schemes that were used with the partner", async () => {
    const [best] = (await match("耐火物の高温クリープを測りたい")).partners;

    expect(best?.name).toContain("岡山セラミックス");
    expect(best?.seed).toContain("クリープ");
    expect(best?.gaps.join()).toContain("収益を上げないこと");
    expect(best?.schemes[0]).toMatchObject({ status: "historic", use: "used" });
    expect(best?.schemes[0]?.name).toContain("208003");
  });

  test("says what of the need nothing was found for", async () => {
    const [best] = (await match("集束イオンビーム装置で漆器の鑑定をしたい")).partners;

    expect(best?.gaps.join()).toContain("漆器");
  });
});

describe("the gates", () => {
  test("leave out who lies elsewhere, and say so", async () => {
    const { partners, excluded } = await match("広島で新技術のトライアルに使えるラボを探している");

    expect(partners.every(({ area }) => !area.includes("岡山県"))).toBe(true);
    expect(excluded.every(({ reason }) => reason !== "")).toBe(true);
  });

  test("leave out who lies only where the need does not want to look, and take all others", async () => {
    const elsewhere = await match("北海道以外で、ドローンで測量してくれる会社を探している");
    const refused = await match("広島県を除いて、ドローンで測量してくれる会社を探している");

    expect(elsewhere.profile.places).toEqual([]);
    expect(elsewhere.partners[0]?.area).toEqual(["広島県"]);
    expect(refused.partners.every(({ area }) => !area.includes("広島県"))).toBe(true);
    expect(refused.excluded.map(({ reason }) => reason)).toContain(
      "除くとされた地域だけの候補です（広島県）。",
    );
  });

  test("leave out what a paid use would break the condition of", async () => {
    const { partners, excluded } = await match(
      "岡山の集束イオンビーム装置を使い、利用料を取って他社の加工もしたい",
    );

    expect(partners.map(({ seed }) => seed ?? "").join()).not.toContain("集束イオンビーム");
    expect(excluded.map(({ reason }) => reason).join()).toContain("収益を上げないこと");
  });
});

describe("a need", () => {
  test("becomes a profile", async () => {
    const { profile } = await match(
      "岡山の耐火物メーカーです。アルミ合金の鋳造の試作をしてくれる会社を来年3月までに探しています",
    );

    expect(profile).toMatchObject({
      materials: expect.arrayContaining(["アルミ合金"]),
      industry: "耐火物メーカー",
      stage: "試作",
      places: ["岡山県"],
      deadline: "来年3月まで",
    });
    expect(profile.types).toContain("processing");
    expect(profile.technologies).toContain("鋳造");
    expect(profile.technologies.join()).not.toMatch(/来年|探し/u);
  });

  test("is asked about three times at most, and not about what it says", async () => {
    const { questions } = await match(
      "岡山で、予算50万円、来月までに、外径20mmの試験片の高温クリープを測りたい",
    );

    expect(questions.length).toBeLessThanOrEqual(3);
    expect(questions.join()).not.toMatch(/地域|いつまで|予算|仕様/u);
  });

  test.each(["人手が足りない", "よろしくお願いします"])(
    "that says nothing is asked for more: %s",
    async (need) => {
      expect(await match(need)).toMatchObject({ kind: "vague", partners: [] });
    },
  );

  test("that nobody on file meets gets nobody", async () => {
    const { kind, partners, notices } = await match("寿司職人を3か月だけ雇いたい");

    expect({ kind, partners }).toEqual({ kind: "not_found", partners: [] });
    expect(notices.join()).toContain("見つかりませんでした");
  });

  test("in English is answered in English, with the Japanese quote", async () => {
    const { partners, notices } = await match(NEEDS[3] ?? "");

    expect(notices.every((notice) => /^[\x20-\x7e]+$/u.test(notice))).toBe(true);
    expect(partners[0]?.name).toMatch(/^[A-Za-z]/u);
    expect(partners[0]?.evidence[0]?.quote).toMatch(/\p{Script=Han}/u);
  });

  test.each([
    "岡山で超微細加工の技術の相談をして、装置も使いたい",
    "LEDの性能を公的に評価してほしい",
  ])("that a public test centre meets first points on to a university: %s", async (need) => {
    const { partners, notices } = await match(need);

    expect(partners[0]?.name).toContain("工業技術センター");
    expect(notices.join()).toContain("大学への相談も考えられます");
  });
});
