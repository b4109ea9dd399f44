import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer, Citation } from "../../src/answers/answer.ts";
import { openTestApp } from "../support/app.ts";
import { describeWithBrowser } from "../support/browser.ts";
import { docxOf, paragraph } from "../support/docx.ts";
import { type Asked, gradeOutside, linesOf } from "../support/grade-outside.ts";
import {
  LAYOUT_NAMES,
  type Layout,
  printSources,
  sourceTexts,
} from "../support/printed-sources.ts";
import { scaled } from "../support/scale.ts";
import { describeWithShared } from "../support/shared.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { lettersIn, lettersOf } from "./pdf/support/letters.ts";
import { describeWithPoppler, pagesByPoppler } from "./pdf/support/poppler.ts";

/** How much less is answered right, at most, than from the plain texts; of few questions each weighs more. */
const TOLERANCE = scaled(0.03, 0.06);
const SAMPLED_TEXTS = ["000", "004"];
const SAMPLED_LAYOUTS: readonly Layout[] = ["vertical"];
const FULL = scaled(1, 0) === 1;
const BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

interface Outcome {
  readonly share: number;
  readonly citations: readonly Citation[];
}

describeWithShared("the questions about the source texts", () => {
  describeWithBrowser("asked of other formats", () => {
    const texts = sourceTexts().filter(
      ({ name }) => FULL || SAMPLED_TEXTS.includes(name.slice(0, 3)),
    );
    const layouts = FULL ? LAYOUT_NAMES : SAMPLED_LAYOUTS;
    const folder = mkdtempSync(join(tmpdir(), "musubi-formats-"));
    beforeAll(async () => {
      const isWanted = (name: string, layout: Layout) =>
        layouts.includes(layout) && texts.some((text) => text.name === name);
      await printSources(folder, isWanted);
      write("txt", (sheets) => sheets.join("\n"));
      write("docx", (sheets) => docxOf(sheets.map(inParagraphs).join(BREAK)));
      write("html", inSections);
    }, 200_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    function write(ending: string, made: (sheets: readonly string[]) => string | Buffer) {
      mkdirSync(join(folder, ending));
      for (const { name, sheets } of texts)
        writeFileSync(join(folder, ending, `${name}.${ending}`), made(sheets));
    }

    let plain: Promise<Outcome> | undefined;
    /** How many fewer are answered right than from the plain texts, as a share, and with what. */
    async function compare(format: Layout | "docx" | "html") {
      plain ??= ask(join(folder, "txt"));
      const { share } = await plain;
      expect(share).toBeGreaterThan(0.7);
      const other = await ask(join(folder, format));
      return { citations: other.citations, loss: share - other.share };
    }

    test.each(FULL ? (["docx", "html"] as const) : (["docx"] as const))(
      "are answered as well: %s",
      async (format) => {
        expect((await compare(format)).loss).toBeLessThanOrEqual(TOLERANCE);
      },
    );

    describeWithPoppler("with the pages beside them", () => {
      test.each(layouts)("are answered as well, by the right pages: %s", async (layout) => {
        const { citations, loss } = await compare(layout);

        const pages = lettersOfPages(join(folder, layout));
        const elsewhere = citations.filter(({ source, quote, locator: { page = 0 } }) => {
          // What follows a form feed stands on the next page.
          const [own = ""] = quote.split("\f");
          const there = pages.get(basename(source, ".txt"))?.[page - 1] ?? new Map();
          return lettersIn(own, there) < 0.9;
        });
        expect(loss).toBeLessThanOrEqual(TOLERANCE);
        expect(citations.length).toBeGreaterThan(50);
        expect(elsewhere.map(({ locator, quote }) => [locator, quote])).toEqual([]);
      });
    });
  });
});

function lettersOfPages(folder: string) {
  const pages = (file: string) => pagesByPoppler(join(folder, file)).map(lettersOf);
  return new Map(readdirSync(folder).map((file) => [file, pages(file)]));
}

const STAFF = { id: "admin", role: "administrator" } as const;

/** Has the questions about the documents in a folder answered from these alone. */
async function ask(folder: string): Promise<Outcome> {
  const corpus = tempCorpus();
  const app = openTestApp({ corpus, data: tempFolder() });
  await app.addDocuments([folder], { by: STAFF });
  const sources = readdirSync(folder).map((file) => SOURCES[file.slice(0, 3)] ?? file);
  const asked: readonly (Asked & { source?: string; sources?: readonly string[] })[] =
    linesOf("qa.dev.jsonl");
  const about = asked.filter((gold) =>
    (gold.sources ?? [gold.source ?? ""]).every((source) => sources.includes(idOf(source))),
  );
  const citations: Citation[] = [];
  const assistant = {
    ...app.assistant,
    async answer(...question: Parameters<typeof app.assistant.answer>): Promise<Answer> {
      const answer = await app.assistant.answer(...question);
      citations.push(...answer.citations);
      return { ...answer, citations: answer.citations.map(asPlain) };
    },
  };
  const options = ["--source", sources.join()];
  const { figure } = await gradeOutside("qa", "qa.dev.jsonl", about, {
    options,
    corpus,
    app: { assistant },
  });
  return { share: figure("right_and_cited"), citations };
}

/** How the questions call the texts, by the beginning of their names. */
const SOURCES: Readonly<Record<string, string>> = {
  "000": "okayama-2004",
  "001": "meti-2007",
  "002": "nri-2024",
  "003": "meti-2003",
  "004": "sankoshin-2006",
};

function idOf(source: string): string {
  return SOURCES[/^(00\d)_/u.exec(source)?.[1] ?? ""] ?? source;
}

/** The questions name the plain texts. */
function asPlain(citation: Citation): Citation {
  const source = citation.source.replace(/\.(?:pdf|docx|html)(?:\.txt)?$/u, ".txt");
  return { ...citation, source };
}

/** A folder of cards with nothing in it that answers. */
function tempCorpus(): string {
  const folder = tempFolder();
  writeFileSync(join(folder, "note.md"), "# 覚え書き\n\n会議室の鍵は総務にあります。\n");
  return folder;
}

function linesIn(sheet: string): readonly string[] {
  const lines = sheet.replaceAll("&", "&amp;").replaceAll("<", "&lt;").split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

function inParagraphs(sheet: string): string {
  return linesIn(sheet)
    .map((line) => paragraph(line))
    .join("");
}

function inSections(sheets: readonly string[]): string {
  const sections = sheets.map(
    (sheet) =>
      `<section>${linesIn(sheet)
        .map((line) => `<p>${line}</p>`)
        .join("")}</section>`,
  );
  return `<!doctype html><meta charset="utf-8"><title></title><body>${sections.join("")}</body>`;
}
