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

  test("asks an example at a click, starts anew, and goes back to a conversation", async () => {
    const { page } = await open("/");
    const shown = page.locator(".answer:visible");

    await page.locator(".examples a").first().click();
    await page.locator(".answer").waitFor();
    expect(await page.locator(".question").innerText()).toContain("集束イオンビーム");

    await page.click("#fresh");
    expect(await shown.count()).toBe(0);
    await page.fill("#q", "岡山テクノプラザの予算は？");
    await page.press("#q", "Enter");
    await shown.waitFor();
    expect(await shown.innerText()).toContain("5,000千円");

    await page.locator("#threads button").first().click();
    expect(await shown.innerText()).toContain("集束イオンビーム");
  });

  test("takes an opinion of an answer, and a call for a person, where the answer stands", async () => {
    const { page, faults } = await open("/");
    await ask(page, "岡山テクノプラザの予算は？");

    await page.getByRole("button", { name: "役に立った" }).click();
    await page.getByText("記録しました").waitFor();
    await page.getByRole("button", { name: "担当者に相談" }).click();
    await page.getByText("担当者に相談しました").waitFor();

    expect(await page.locator(".answer").innerText()).toContain("5,000千円");
    expect(faults).toEqual([]);
  });

  test("leads from an answer to a need on record, a partner, and its confirmation", async () => {
    const { page } = await open("/");
    await ask(page, "耐火物の高温特性を測れる機関を探しています");

    await page.getByRole("button", { name: "ニーズとして登録" }).click();
    await page.getByRole("button", { name: "記録される内容を見る" }).click();
    await page.getByRole("button", { name: "この内容で登録する" }).click();
    await page.getByRole("button", { name: "候補にする" }).first().click();
    await page.locator(".partners a[href^='/audit/matches/']").first().click();
    await page.getByText("段階を進める・終える").click();
    await page.locator("select[name=to]").selectOption("screened");
    await page.getByRole("button", { name: "段階を変える" }).click();

    expect(await page.getByRole("status").innerText()).toContain("段階を変え");
    expect(await page.locator(".facts .state").first().innerText()).toBe("コーディネーター確認");
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
