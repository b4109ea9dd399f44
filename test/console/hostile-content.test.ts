import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PAGE_SIZE } from "../../src/console/audit/query.ts";
import { describeWithBrowser } from "../support/browser.ts";
import { ADMIN } from "../support/console.ts";
import { writeEverywhere } from "../support/hostile-office.ts";
import { hostileStrings } from "../support/hostile-strings.ts";
import { useServedOffice } from "../support/served-office.ts";
import { describeWithShared } from "../support/shared.ts";

/** What stands in the rows of a list; anything else came alive out of a text. */
const HARMLESS = "tr th td a span br small".split(" ");

describeWithShared("strings that have broken other programs", () => {
  describeWithBrowser("as what people and documents say", () => {
    const { office, open, address } = useServedOffice();

    test("stand on the pages as text, wherever they are shown", async () => {
      const strings = hostileStrings().filter((text) => text.trim() !== "");
      const written = await writeEverywhere(strings, office().app.desk(), ADMIN);
      expect(written.length).toBeGreaterThan(strings.length / 2);

      const { page, faults } = await open("/audit");
      const shown: string[] = [];
      for (const path of pathsTo(written, strings.length)) {
        await page.goto(`${address()}${path}`);
        const { tags, live, text } = await markupOf(page);
        shown.push(text);

        expect(tags.filter((tag) => !HARMLESS.includes(tag))).toEqual([]);
        expect(live).toEqual([]);
      }

      expect(faults).toEqual([]);
      // Or the walk would pass by what it is about.
      const all = shown.join("\n");
      expect(written.filter((id) => !all.includes(id))).toEqual([]);
    });
  });
});

/** Every page of the lists, some of the matches, and where the newest are shown. */
function pathsTo(matches: readonly string[], answers: number): readonly string[] {
  const pages = (path: string, rows: number) =>
    Array.from({ length: Math.ceil(rows / PAGE_SIZE) }, (_, i) => `${path}?page=${i + 1}`);
  return [
    "/audit/queue",
    ...pages("/audit/ledger", matches.length),
    ...pages("/audit/questions", answers),
    ...matches
      .filter((_, i) => i % PAGE_SIZE === PAGE_SIZE / 2)
      .map((id) => `/audit/matches/${id}`),
  ];
}

/** The kinds of elements in lists, and what on the page could run or load anything. */
function markupOf(page: Page): Promise<{
  readonly tags: readonly string[];
  readonly live: readonly string[];
  readonly text: string;
}> {
  return page.evaluate(`({
    text: document.body.innerText,
    tags: [...new Set([...document.querySelectorAll("table.cards tbody *")].map((e) => e.localName))],
    live: [...document.querySelectorAll("*")].filter((e) =>
      e.matches("main :is(script, img, iframe, object, embed, style, link, base)") ||
      e.getAttributeNames().some((name) => name.startsWith("on"))).map((e) => e.outerHTML),
  })`);
}
