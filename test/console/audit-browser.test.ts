import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import Database from "better-sqlite3";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeWithBrowser } from "../support/browser.ts";
import { scaled } from "../support/scale.ts";
import { useServedOffice } from "../support/served-office.ts";

/** Every page that there is; those that differ most are tried by default. */
const PAGES = [
  "/?q=岡山テクノプラザの予算は？",
  "/audit",
  "/audit/ledger",
  "/audit/matches/M-0001",
  "/audit/queue",
  "/audit/verify",
  "/",
  "/audit/questions",
  "/audit/questions/A-000001",
  "/audit/cards",
  "/audit/cards/okayama-techno-plaza",
  "/audit/register",
  "/audit/report",
  "/audit/nothing",
  "/need",
  "/needs/N-0001",
  "/sign-in",
];
const TRIED = PAGES.slice(0, scaled(PAGES.length, 6));

/** How pages are looked at: light and dark, at a desk and on a phone. */
const LOOKS = [
  { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { colorScheme: "dark", viewport: { width: 360, height: 700 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { colorScheme: "light", viewport: { width: 360, height: 700 } },
] as const;
/** Each page in every look at full scale; one after the other by default. */
const VIEWS = TRIED.flatMap((path, i) =>
  LOOKS.filter((_, look) => scaled(1, 0) === 1 || look === i % 2).map((look) => ({ path, look })),
);

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What makes a page hard to use for some people; by the axe rules that are serious or critical. */
async function barriers(page: Page): Promise<readonly string[]> {
  // The policy of the page lets no script in; the debugger's door does.
  await page.evaluate(axe.source);
  const found: { violations: readonly Finding[] } = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

describeWithBrowser("the pages in a browser", () => {
  const { office, address, open } = useServedOffice();

  test.each(VIEWS)(
    "$path is for everybody, and asks nobody else ($look)",
    async ({ path, look }) => {
      const { page, faults, asked } = await open(path, look);

      expect(await barriers(page)).toEqual([]);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      ).toBeLessThanOrEqual(0);
      expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
      expect([...asked]).toEqual([address()]);
      await page.close();
    },
  );

  test("staff find a match, open its evidence, judge it, and see that on record", async () => {
    const { page } = await open("/audit");
    await page.getByRole("link", { name: "台帳", exact: true }).click();
    await page.locator("select[name=state]").selectOption("consent_pending");
    await page.getByRole("button", { name: "表示" }).click();
    expect(await page.locator("tbody tr").count()).toBe(1);

    await page.locator("tbody th a").first().click();
    await page.getByText("前後を読む").first().click();
    expect(await page.locator("mark").first().isVisible()).toBe(true);

    await page.locator("select[name=finding]").selectOption("duplicate");
    await page.getByLabel("コメント").fill("同じ相手への案件がほかにある");
    await page.getByRole("button", { name: "所見を記録" }).click();
    await page.getByRole("status").waitFor();

    expect(await page.locator("#timeline tbody tr").last().innerText()).toContain("監査所見の記録");
  });

  test.each([
    ["/audit/matches/M-0001", ["シーズの言葉", "有効期限", "ハッシュ"]],
    ["/audit/queue", ["期限", "対応済みにする"]],
  ])("on a phone %s is read and used without being moved aside", async (path, columns) => {
    const { page } = await open(path, LOOKS[1]);
    for (const name of columns) {
      const box = await page.locator(`td[data-label="${name}"]`).first().boundingBox();

      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(LOOKS[1].viewport.width);
    }
    await page.close();
  });

  test("a row that was changed by hand is named by the verification", async () => {
    const { page } = await open("/audit/verify");
    await page.getByRole("button", { name: "台帳を検証する" }).click();
    expect(await page.getByRole("status").innerText()).toContain("改ざんされていません");

    const db = new Database(join(office().data, "ledger", "ledger.sqlite"));
    db.exec(`UPDATE "match" SET body = json_set(body, '$.score', 0.99) WHERE id = 'M-0005'`);
    db.close();
    await page.getByRole("button", { name: "台帳を検証する" }).click();

    expect(await page.getByRole("alert").innerText()).toContain("合わないところが1か所");
    expect(await page.locator("tbody th").first().innerText()).toContain("M-0005");
  });

  test("the filtered rows come as a file", async () => {
    const { page } = await open("/audit/ledger?state=suggested");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV" }).click(),
    ]);

    expect(download.suggestedFilename()).toMatch(/^musubi-matches-2026-11-30-event\d+\.csv$/u);
    const text = readFileSync(await download.path(), "utf8");
    expect(text.match(/候補提示/gu)?.length).toBeGreaterThan(1);
    expect(text).not.toContain("商談成立");
  });

  test("a line of the double net leads to its match", async () => {
    const { page } = await open("/audit");
    await page.locator(".net a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/audit\/matches\/M-\d+$/u);

    expect(await page.locator("h1").innerText()).toMatch(/^M-\d+/u);
  });
});
