import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithBrowser, openBrowser } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

describeWithBrowser("the chat page in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  /** A fresh page, with what went wrong on it and where it turned for anything. */
  async function openPage(address: string, options: Parameters<Browser["newPage"]>[0] = {}) {
    const page = await browser.newPage({ locale: "ja-JP", ...options });
    const faults: string[] = [];
    const asked: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    await page.goto(address);
    return { page, faults, asked };
  }

  async function ask(page: Page, question: string): Promise<string> {
    const before = await page.locator(".answer").count();
    await page.fill("#q", question);
    await page.press("#q", "Enter");
    await page.locator(".answer").nth(before).waitFor();
    return page.locator(".answer").nth(before).innerText();
  }

  test("answers a question with citations, and the next one in the same conversation", async () => {
    const { address } = await startServer();
    const { page, faults, asked } = await openPage(address);

    const first = await ask(page, "先端研究スタートアップ支援事業とは？");
    const second = await ask(page, "それの予算は？");

    expect(first).toContain("[1]");
    expect(first).toContain("schemes/okayama-startup-research.md");
    expect(second).toContain("23,000千円");
    expect(faults).toEqual([]);
    expect(new Set(asked)).toEqual(new Set([new URL(address).origin]));
  });

  test("leads from a mark in the text to its source", async () => {
    const { address } = await startServer();
    const { page } = await openPage(address);
    await ask(page, "岡山テクノプラザの予算は？");

    await page.locator(".mark").click();

    expect(await page.locator(".sources li:target").innerText()).toContain("5,000千円");
  });

  test("asks an example at a click, and starts anew", async () => {
    const { address } = await startServer();
    const { page } = await openPage(address);

    await page.locator(".examples a").first().click();
    await page.locator(".answer").waitFor();
    expect(await page.locator(".question").innerText()).toContain("集束イオンビーム");

    await page.click("#fresh");
    expect(await page.locator(".answer").count()).toBe(0);
  });

  test("fits a phone", async () => {
    const { address } = await startServer();
    const { page } = await openPage(address, { viewport: { width: 360, height: 700 } });
    await ask(page, "岡山県の県単独事業の予算を全部教えて");

    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");

    expect(overflow).toBeLessThanOrEqual(0);
  });

  test("works without its script", async () => {
    const { address } = await startServer();
    const { page } = await openPage(address, { javaScriptEnabled: false });

    await page.fill("#q", "岡山テクノプラザの予算は？");
    await page.click("button[type=submit]");

    expect(await page.locator(".answer").innerText()).toContain("5,000千円");
  });

  test("says so when the server is gone", async () => {
    const { address, child, ended } = await startServer();
    const { page } = await openPage(address);
    child.kill("SIGTERM");
    await ended;

    await page.fill("#q", "岡山TLOとは？");
    await page.press("#q", "Enter");
    await page.locator(".message").waitFor();

    expect(await page.locator(".message").innerText()).toContain("つながりません");
  });
});
