import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./browser.ts";
import { SHARED } from "./shared.ts";

const FOLDER = join(SHARED, "seeds");
const HEAD = "地域産業資料集";
/** By the beginning of its name, how the list of sheets calls a text. */
const LISTED: Readonly<Record<string, string>> = {
  "000": "okayama-2004",
  "001": "meti-2007",
  "002": "nri-2024",
};
const LAYOUTS = {
  horizontal: "",
  columns: "section { column-count: 2; column-gap: 8mm; column-fill: auto }",
  vertical: "html { writing-mode: vertical-rl }",
} as const;

export type Layout = keyof typeof LAYOUTS;
export const LAYOUT_NAMES = Object.keys(LAYOUTS) as readonly Layout[];

/** A source text printed to PDF. */
export interface PrintedSource {
  /** Name of the text without its ending. */
  readonly name: string;
  readonly layout: Layout;
  readonly file: string;
  /** What was printed. */
  readonly text: string;
}

/**
 * The source texts, or those that are wanted, printed by Chromium to `FOLDER/LAYOUT/NAME.pdf`, with a
 * running head and page numbers. Each sheet of a text begins on a new page. Takes seconds a text.
 */
export async function printSources(
  folder: string,
  isWanted: (name: string, layout: Layout) => boolean = () => true,
): Promise<readonly PrintedSource[]> {
  const browser = await openBrowser();
  const printed: PrintedSource[] = [];
  try {
    const page = await browser.newPage();
    for (const layout of LAYOUT_NAMES) {
      mkdirSync(join(folder, layout), { recursive: true });
      for (const { name, sheets } of sourceTexts().filter((text) => isWanted(text.name, layout))) {
        const file = join(folder, layout, `${name}.pdf`);
        await page.setContent(asHtml(sheets, layout));
        await page.pdf({ path: file, preferCSSPageSize: true, ...EDGES });
        printed.push({ name, layout, file, text: sheets.join("\n") });
      }
    }
  } finally {
    await browser.close();
  }
  return printed;
}

const EDGES = {
  displayHeaderFooter: true,
  headerTemplate: `<div style="font-size: 8pt; margin: auto">${HEAD}</div>`,
  footerTemplate: `<div style="font-size: 8pt; margin: auto">- <span class="pageNumber"></span> -</div>`,
};

/** The source texts, each in its sheets. */
export function sourceTexts(): readonly { name: string; sheets: readonly string[] }[] {
  const listed: Readonly<Record<string, readonly (readonly [number, unknown])[]>> = JSON.parse(
    readFileSync(join(FOLDER, "pages.json"), "utf8"),
  );
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".txt"));
  return files.sort().map((file) => {
    const lines = readFileSync(join(FOLDER, file), "utf8").split("\n");
    const starts = (listed[LISTED[file.slice(0, 3)] ?? ""] ?? [[1]]).map(([line]) => line - 1);
    const sheets = starts.map((start, i) => lines.slice(start, starts[i + 1]).join("\n"));
    return { name: file.slice(0, -".txt".length), sheets };
  });
}

function asHtml(sheets: readonly string[], layout: Layout): string {
  const sections = sheets.map(
    (sheet) => `<section>${sheet.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</section>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
@page { size: A4; margin: 20mm }
body { margin: 0; font: 10.5pt/1.6 "Noto Serif CJK JP" }
section { white-space: pre-wrap; break-after: page }
${LAYOUTS[layout]}
</style>${sections.join("")}`;
}
