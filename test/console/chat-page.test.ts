import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeWithBrowser } from "../support/browser.ts";
import { useServedOffice } from "../support/served-office.ts";

describeWithBrowser("the chat page in a browser", () => {
  const { address, open, serve } = useServedOffice();

  async function ask(page: Page, question: string): Promise<string> {
    const before = await page.locator(".answer").count();
    await page.fill("#q", question);
    await page.press("#q", "Enter");
    await page.locator(".answer").nth(before).waitFor();
    return page.locator(".answer").nth(before).innerText();
  }

  test("answers a question with citations, and the next one in the same conversation", async () => {
    const { page, faults, asked } = await open("/");

    const first = await ask(page, "先端研究スタートアップ支援事業とは？");
    const second = await ask(page, "それの予算は？");

    expect(first).toContain("[1]");
    expect(first).toContain("schemes/okayama-startup-research.md");
    expect(second).toContain("23,000千円");
    expect(faults).toEqual([]);
    expect([...asked]).toEqual([address()]);
  });

  test("leads from a mark in the text to its source", async () => {
    const { page } = await open("/");
    await ask(page, "岡山テクノプラザの予算は？");

    await page.locator(".mark").click();

    expect(await page.locator(".sources li:target").innerText()).toContain("5,000千円");
  });

  test("asks an example at a click, and starts anew", async () => {
    const { page } = await open("/");

    await page.locator(".examples a").first().click();
    await page.locator(".answer").waitFor();
    expect(await page.locator(".question").innerText()).toContain("集束イオンビーム");

    await page.click("#fresh");
    expect(await page.locator(".answer").count()).toBe(0);
  });

  test("fits a phone", async () => {
    const { page } = await open("/", { viewport: { width: 360, height: 700 } });
    await ask(page, "岡山県の県単独事業の予算を全部教えて");

    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");

    expect(overflow).toBeLessThanOrEqual(0);
  });

  test("works without its script", async () => {
    const { page } = await open("/", { javaScriptEnabled: false });

    await page.fill("#q", "岡山テクノプラザの予算は？");
    await page.click("#ask button[type=submit]");

    expect(await page.locator(".answer").innerText()).toContain("5,000千円");
  });

  test("says so when the server is gone", async () => {
    const other = await serve();
    const { page } = await open("/", {}, other.address);
    await other.stop();

    await page.fill("#q", "岡山TLOとは？");
    await page.press("#q", "Enter");
    await page.locator(".message").waitFor();

    expect(await page.locator(".message").innerText()).toContain("つながりません");
  });
});
