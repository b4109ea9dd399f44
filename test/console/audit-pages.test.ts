import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openPages } from "../support/console.ts";
import { CORPUS } from "../support/shipped.ts";
import { useFilledOffice } from "../support/shipped-office.ts";

describe("the audit pages", () => {
  const office = useFilledOffice();
  const open = (options: object = {}) =>
    openPages(office().app, { clock: office().clock, ...options });
  const ledger = () => office().app.desk().ledger;
  const textOf = async (path: string) => (await open().browser().get(path)).text();

  test("show the figures that the report has, against the targets of the year", async () => {
    const page = await textOf("/audit");

    expect(page).toMatch(
      /新事業開始<\/th>\s*<td class="number">1件<\/td>\s*<td class="number">3<\/td>/u,
    );
    expect(page).toContain("33%");
    expect(page).toContain('aria-label="段階ごとの到達"');
    expect(page).toMatch(/href="\/audit\/matches\/M-0001" class="won"/u);
  });

  test("cut no line of what stands around a quote", async () => {
    const path = "seeds/okayama-creep-furnace.md";
    const lines = readFileSync(join(CORPUS, path), "utf8").split("\n");
    const quote = lines.find((line) => line.startsWith("耐火物やセラミックスの評価")) ?? "";
    const passage = await office().app.passage({ path, quote: quote.split("[")[0] ?? "" });
    const around = `${passage?.before}\n${passage?.after}`.split("\n");

    expect(around.length).toBeGreaterThan(4);
    expect(around.filter((line) => !lines.includes(line))).toEqual([]);
  });

  test("list the matches that are asked for, and say how many", async () => {
    const page = await textOf(
      `/audit/ledger?region=${encodeURIComponent("広島県")}&sort=score&way=down`,
    );

    expect(page).toContain("4件のうち 1〜4件目");
    expect(page.match(/href="\/audit\/matches\/M-\d+"/gu)).toHaveLength(4);
    expect(page).toContain('aria-sort="descending"');
  });

  test("say so when a period cannot be read", async () => {
    expect(await textOf("/audit/ledger?period=x")).toContain("「x」は期間として読めません");
  });

  test("open a match with both sides, its quotes in their files, and its events with their hashes", async () => {
    const page = await textOf("/audit/matches/M-0001");
    const events = await ledger().events("M-0001");

    expect(page).toContain("耐火物の高温クリープ");
    expect(page).toContain("<mark>");
    for (const { hash } of events) expect(page).toContain(hash);
    expect(page).toContain("同意と根拠を確かめた");
  });

  test("keep what is confidential closed, and write down who opens it", async () => {
    const tab = open().browser();
    expect(await (await tab.get("/audit/matches/M-0003")).text()).not.toContain("見本2号");

    const page = await (await tab.post("/audit/secrets/N-0002", { match: "M-0003" })).text();

    expect(page).toContain("株式会社見本2号");
    expect((await ledger().events("N-0002")).at(-1)).toMatchObject({
      action: "secret.open",
      actor: "admin",
    });
  });

  test("take a reviewer's finding down as an event", async () => {
    const tab = open().browser();
    const response = await tab.post("/audit/matches/M-0004/review", {
      finding: "overdue",
      comment: "期限を三か月過ぎている",
    });

    expect(response.status).toBe(303);
    const page = await (await tab.get(response.headers.get("location") ?? "")).text();
    expect(page).toContain("所見を台帳に記録しました");
    expect(page).toContain("期限を三か月過ぎている");
    const reviews = await ledger().all("review", { id: "admin", role: "administrator" });
    expect(reviews.at(-1)).toMatchObject({
      target: "M-0004",
      finding: "overdue",
      reviewer: "admin",
    });
  });

  test("verify the ledger, and say what is wrong with a head that was noted", async () => {
    const tab = open().browser();
    const good = await (await tab.post("/audit/verify")).text();
    const bad = await (await tab.post("/audit/verify", { head: `3:${"a".repeat(64)}` })).text();

    expect(good).toContain("台帳は改ざんされていません");
    expect(bad).toContain("控えておいたハッシュと一致しません");
    expect(await (await tab.post("/audit/verify", { head: "x" })).text()).toContain(
      "番号:ハッシュ（64桁）",
    );
  });

  test("leave a ledger too long for the server to the command that verifies it", async () => {
    const { app, clock } = office();
    const long = {
      ...app.desk(),
      ledger: {
        ...ledger(),
        count: async () => 300_001,
        verifyApart: () => Promise.reject(new Error("the whole chain is read")),
      },
    };
    const tab = openPages({ ...app, desk: () => long }, { clock }).browser();

    const response = await tab.post("/audit/verify");

    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain("npm run ledger -- verify");
    expect(page).not.toContain("改ざんされていません");
  });

  test.each(["csv", "xlsx", "jsonl"])(
    "export the filtered rows as %s, on record",
    async (format) => {
      const tab = open().browser();
      const response = await tab.post("/audit/export/matches", { state: "suggested", format });

      const last = (await ledger().events()).at(-1);
      expect(last).toMatchObject({ action: "export", payload: { format, state: "suggested" } });
      expect(response.headers.get("x-ledger-head")).toBe(`${last?.seq}:${last?.hash}`);
      expect(response.headers.get("content-disposition")).toContain(`event${last?.seq}.${format}`);
      if (format === "jsonl") {
        const rows = (await response.text())
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line));
        expect(rows.length).toBe(last?.payload["rows"]);
        expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["候補提示"]));
      }
    },
  );

  test("set the targets of a year", async () => {
    const tab = open().browser();
    await tab.post("/audit/targets", {
      year: "2026",
      newJobs: "10",
      products: "40",
      newBusinesses: "3",
    });

    const page = await (await tab.get("/audit")).text();
    expect(page).toMatch(
      /新規雇用<\/th>\s*<td class="number">2人<\/td>\s*<td class="number">10<\/td>/u,
    );
    expect(page).toContain("40%");
    expect(
      await (await tab.post("/audit/targets", { year: "2026", newJobs: "-1" })).text(),
    ).toContain("0以上の数");
  });

  test("list what was asked, answered and declined, and what waits for somebody", async () => {
    expect(await textOf("/audit/questions?outcome=declined")).toContain(
      "来年の東京の桜の開花日は？",
    );
    expect(await textOf("/audit/questions/A-000001")).toContain("5,000千円");
    const queue = await textOf("/audit/queue");
    expect(queue).toContain("総務の窓口を教えてほしい");
    expect(queue).toContain("支援の年数が変わっていないか確かめてほしい");
  });

  test("take a complaint off the queue once somebody dealt with it", async () => {
    const tab = open().browser();
    await tab.post("/audit/feedback/F-0002/done", { reason: "カードを確かめた" });

    expect(await (await tab.get("/audit/queue")).text()).not.toContain(
      "支援の年数が変わっていないか",
    );
  });

  test("show a card with what it says and what cites it", async () => {
    const page = await textOf("/audit/cards/okayama-techno-plaza");

    expect(page).toContain("岡山テクノプラザ開催事業の予算額は5,000千円");
    expect(page).toContain('href="/audit/questions/A-000001"');
    expect(await textOf("/audit/cards?kind=scheme&q=plaza")).toContain("岡山テクノプラザ");
  });

  test("print a report of a period", async () => {
    expect(await textOf("/audit/report")).toContain("マッチング状況の報告");
  });

  test("are in English for who wants them so", async () => {
    const tab = open().browser();
    await tab.get("/language?to=en");

    expect(await (await tab.get("/audit")).text()).toContain("Indicators and targets");
  });

  test.each([
    "/audit/matches/M-9999",
    "/audit/questions/A-9",
    "/audit/cards/nothing",
    "/audit/nothing",
  ])("have no %s", async (path) => {
    expect((await open().browser().get(path)).status).toBe(404);
  });
});
