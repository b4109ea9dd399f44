import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPdfReader } from "../../../src/documents/pdf/read-pdf.ts";
import { describeWithBrowser } from "../../support/browser.ts";
import {
  LAYOUT_NAMES,
  type Layout,
  type PrintedSource,
  printSources,
} from "../../support/printed-sources.ts";
import { scaled } from "../../support/scale.ts";
import { describeWithShared } from "../../support/shared.ts";
import { similarity } from "../../support/similarity.ts";
import { lettersIn, lettersOf } from "./support/letters.ts";
import { pagesOf, textOf } from "./support/measured.ts";
import { describeWithPoppler, pagesByPoppler } from "./support/poppler.ts";

const TEXTS = 5;

describeWithShared("the source texts, printed by Chromium", () => {
  describeWithBrowser("in each layout", () => {
    const reader = createPdfReader();
    // One text a layout, each another, where not all are wanted: printing takes the time.
    const isWanted = (name: string, layout: Layout) =>
      (Number.parseInt(name, 10) + LAYOUT_NAMES.indexOf(layout)) % TEXTS < scaled(TEXTS, 1);
    const folder = mkdtempSync(join(tmpdir(), "musubi-printed-"));
    let sources: readonly PrintedSource[];
    beforeAll(async () => {
      sources = await printSources(folder, isWanted);
    }, 200_000);
    afterAll(() => {
      reader.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test.each(LAYOUT_NAMES)("are read in their order: %s", { timeout: 100_000 }, async (layout) => {
      const printed = sources.filter((source) => source.layout === layout);

      for (const { file, name, text } of printed) {
        const outcome = await reader.read(file);

        expect(similarity(textOf(outcome), text), name).toBeGreaterThanOrEqual(0.98);
      }
      expect(printed).toHaveLength(scaled(TEXTS, 1));
    });

    describeWithPoppler("page by page", () => {
      test.each(LAYOUT_NAMES)("stand on the pages they are printed on: %s", async (layout) => {
        const source = sources.find((each) => each.layout === layout);
        const theirs = pagesByPoppler(source?.file ?? "");

        const ours = pagesOf(await reader.read(source?.file ?? ""));

        expect(ours.length).toBeGreaterThan(1);
        for (const { number = 0, text } of ours) {
          const page = lettersOf(theirs[number - 1] ?? "");
          expect(lettersIn(text, page), `page ${number}`).toBeGreaterThanOrEqual(0.98);
        }
      });
    });
  });
});
