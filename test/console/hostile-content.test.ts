import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { App } from "../../src/cli/app.ts";
import type { Match } from "../../src/ledger/records.ts";
import { describeWithBrowser } from "../support/browser.ts";
import { ADMIN } from "../support/console.ts";
import { hostileStrings } from "../support/hostile-strings.ts";
import { scaled } from "../support/scale.ts";
import { useServedOffice } from "../support/served-office.ts";
import { describeWithShared } from "../support/shared.ts";

/** What stands in the rows of a list; anything else came alive out of a text. */
const HARMLESS = "tr th td a span br small".split(" ");

describeWithShared("strings that have broken other programs", () => {
  describeWithBrowser("as what people and documents say", () => {
    const { office, open } = useServedOffice();

    test("stand on the pages as text, wherever they are shown", async () => {
      const { ledger } = office().app.desk();
      const strings = hostileStrings().filter((text) => text.trim() !== "");
      const like = await ledger.get("match", "M-0001", ADMIN);
      if (!like) throw new Error("Expected M-0001 to be there");
      const written = await writeAll(strings, like, ledger);
      expect(written.length).toBeGreaterThan(strings.length / 2);

      const pages = ["/audit/ledger", "/audit/questions", `/audit/matches/${written.at(-1)}`];
      const more = ["/audit", "/audit/ledger?page=2", "/audit/queue"].slice(0, scaled(3, 0));
      for (const path of [...pages, ...more]) {
        const { page, faults } = await open(path);
        const { tags, live } = await markupOf(page);

        expect(tags.filter((tag) => !HARMLESS.includes(tag))).toEqual([]);
        expect(live).toEqual([]);
        expect(faults).toEqual([]);
        await page.close();
      }
    });
  });
});

/** Writes each string into every field of a match and of an answer; the numbers of the matches. */
async function writeAll(
  strings: readonly string[],
  like: Match,
  ledger: ReturnType<App["desk"]>["ledger"],
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const [i, text] of strings.entries()) {
    const partner = { id: `h-${i}`, name: text, origin: "card" } as const;
    const said = { partner, seed: text, reasons: [text], gaps: [text], coordinator: text };
    // What the ledger refuses for what it says is shown nowhere.
    const match = { ...like, ...said, need: "N-0003", state: "suggested" } as const;
    const recorded = await ledger.recordMatch(match, ADMIN);
    if (recorded.kind === "done") written.push(recorded.record.id);
    const asked = {
      question: text,
      text,
      asker: "x",
      role: "coordinator",
      kind: "answered",
    } as const;
    const made = { engine: text, indexVersion: text, latencyMs: 1, language: "ja" } as const;
    await ledger.logAnswer({ ...asked, ...made, citations: [] }, ADMIN);
  }
  return written;
}

/** The kinds of elements in lists, and what on the page could run or load anything. */
function markupOf(
  page: Page,
): Promise<{ readonly tags: readonly string[]; readonly live: readonly string[] }> {
  return page.evaluate(`({
    tags: [...new Set([...document.querySelectorAll("table.cards tbody *")].map((e) => e.localName))],
    live: [...document.querySelectorAll("*")].filter((e) =>
      e.matches("main :is(script, img, iframe, object, embed, style, link, base)") ||
      e.getAttributeNames().some((name) => name.startsWith("on"))).map((e) => e.outerHTML),
  })`);
}
