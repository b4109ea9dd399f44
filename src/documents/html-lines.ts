import { convert, type FormatCallback, type HtmlToTextOptions } from "html-to-text";
import { tableLines } from "./table-lines.ts";

type Selector = NonNullable<HtmlToTextOptions["selectors"]>[number];
type Node = Parameters<FormatCallback>[0];

/** Deeper nesting is nobody's document, and takes the parser minutes. */
const MAX_DEPTH = 500;

/** What is not part of what a page says. */
const LEFT_OUT = [
  ..."head script style noscript template nav aside svg iframe object canvas button select rt rp".split(
    " ",
  ),
  ..."[role=navigation] [role=banner] [role=contentinfo] [role=search] [hidden] [aria-hidden=true]".split(
    " ",
  ),
  ..."#header #footer #nav #navi #gnav #breadcrumb #breadcrumbs .breadcrumb .breadcrumbs".split(
    " ",
  ),
  ..."#pankuzu .pankuzu #topicpath .topicpath body>header footer".split(" "),
];

/** Their style tells how they are set: a table, a list or words within a sentence stay what they are. */
const STYLED = ["div", "p"];

const PARTS = [
  "section",
  "hr",
  ...STYLED.flatMap((name) => [`${name}[style*=break-before]`, `${name}[style*=break-after]`]),
].map((selector): Selector => ({ selector, format: "part" }));

const SELECTORS: Selector[] = [
  { selector: "*", format: "inline" },
  ..."h1 h2 h3 h4 h5 h6".split(" ").map((selector) => ({ selector, format: "markedHeading" })),
  ..."ul ol".split(" ").map((selector) => ({ selector, format: "markedList" })),
  ..."td th dt dd figcaption caption legend fieldset details summary"
    .split(" ")
    .map((selector) => ({ selector, format: "block" })),
  { selector: "table", format: "labelledTable" },
  { selector: "a", format: "inline" },
  { selector: "img", format: "skip" },
  { selector: "hr", format: "lineBreak" },
  { selector: "blockquote", format: "block" },
  // A style that keeps lines (pre, pre-wrap, pre-line) makes an element what <pre> is.
  ...["pre", "break-spaces"].flatMap((kept) =>
    [`white-space:${kept}`, `white-space: ${kept}`].flatMap((style) =>
      STYLED.map((name) => ({ selector: `${name}[style*="${style}"]`, format: "pre" })),
    ),
  ),
  ...LEFT_OUT.map((selector) => ({ selector, format: "skip" })),
];

/**
 * The text of HTML in lines: headings with their marks (#, ##, ###), items with bullets, a row of a
 * table with the headings of its columns. `within` are selectors of the elements to read; without
 * them, or where none is there, all of it. Nothing that the page names is fetched.
 */
export function htmlLines(html: string, within?: readonly string[]): string {
  return linesOf(html, { within, isParted: false });
}

const HEADING = /<h[1-6][\s>]/iu;

/**
 * The same, part by part where no headings tell what is new: there sections, rules and page breaks do,
 * as in slides and in what was written for paper.
 */
export function htmlParts(html: string, within?: readonly string[]): readonly string[] {
  const isParted = !HEADING.test(html);
  const parts = linesOf(html, { within, isParted }).split("\f");
  return parts.map((part) => part.replace(/^\n+|\n+$/gu, "")).filter((part) => part !== "");
}

function linesOf(
  html: string,
  { within, isParted }: { within: readonly string[] | undefined; isParted: boolean },
): string {
  const text = convert(withSoftBreaksMarked(html), {
    wordwrap: false,
    baseElements: {
      selectors: within ? [...within] : ["body"],
      orderBy: "occurrence",
      returnDomByDefault: within === undefined,
    },
    limits: { maxInputLength: Number.POSITIVE_INFINITY, maxDepth: MAX_DEPTH },
    formatters: { markedHeading, markedList, labelledTable, part },
    selectors: isParted ? [...SELECTORS, ...PARTS] : SELECTORS,
  });
  return withoutSoftBreaks(text)
    .split("\n")
    .map((line) => line.slice(0, endOfText(line)))
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .replace(/^[ \n]+|\n+$/gu, "");
}

/** Where the blanks begin that a line ends with; an expression would look from each of its blanks. */
function endOfText(line: string): number {
  let end = line.length;
  while (line[end - 1] === " " || line[end - 1] === "\t") end--;
  return end;
}

/** Elements that nothing stands in, and those that the next of their kind closes. */
const UNNESTED = new Set(
  "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option colgroup rt rp".split(
    " ",
  ),
);

/** Whether elements stand in each other so deeply that `htmlLines` would leave the innermost out. */
export function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const { closes, name } of tagsOf(html)) {
    if (UNNESTED.has(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (closes ? -1 : 1));
    // Half of it, for those that are not counted and may stand between.
    if (depth > MAX_DEPTH / 2) return true;
  }
  return false;
}

/** The tags that open or close an element, each up to the next `>`, which is looked for once. */
function* tagsOf(html: string) {
  let end = -1;
  let isWithin = false;
  for (const { index, 1: slash, 2: name = "" } of html.matchAll(/<(\/?)([a-z][\w-]*)/giu)) {
    if (index < end && isWithin) continue;
    if (index > end) end = html.indexOf(">", index);
    if (end < 0) return;
    isWithin = html[end - 1] !== "/";
    if (isWithin) yield { closes: slash === "/", name };
  }
}

/** Stands in no document: Unicode keeps it from being a character. */
const SOFT = "\ufdd0";
const SOFT_BREAK =
  /(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u3000-\u9fff\uff00-\uffef])/gu;

/**
 * A mark wherever the source is wrapped within Japanese, where no space was meant. The parser makes
 * one space of the break, or keeps it where lines are kept: only then is it known which.
 */
function withSoftBreaksMarked(html: string): string {
  return html.replaceAll(SOFT, "").replace(SOFT_BREAK, `${SOFT}$&`);
}

function withoutSoftBreaks(text: string): string {
  return text.replace(new RegExp(`${SOFT} ?\u3000*`, "gu"), "");
}

/** A form feed before a part and after it, as far as its style does not say something else. */
const part: FormatCallback = (element, walk, builder) => {
  const { name, attribs = {} } = element;
  const breaks = (side: string) =>
    new RegExp(`break-${side}:\\s*(?:always|page|left|right)`, "iu").test(attribs.style ?? "");
  const feed = () => {
    builder.openBlock({ leadingLineBreaks: 1 });
    builder.addLiteral("\f");
    builder.closeBlock({ trailingLineBreaks: 1 });
  };
  if (name === "hr" || name === "section" || breaks("before")) feed();
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 2 });
  if (name === "section" || breaks("after")) feed();
};

const markedHeading: FormatCallback = (element, walk, builder) => {
  const level = Math.min(3, Number(element.name?.slice(1)) || 3);
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addLiteral(`${"#".repeat(level)} `);
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 2 });
};

const markedList: FormatCallback = (element, walk, builder) => {
  const isNested = element.parent?.name === "li";
  const breaks = isNested ? 1 : 2;
  let number = Number(element.attribs?.start ?? 1);
  builder.openBlock({ leadingLineBreaks: breaks });
  for (const child of element.children ?? []) {
    if (child.name !== "li") {
      walk([child], builder);
      continue;
    }
    builder.openBlock({ leadingLineBreaks: 1 });
    // A number alone would read as that of a section.
    builder.addLiteral(element.name === "ol" ? `・ ${number++}. ` : "・ ");
    walk(child.children, builder);
    builder.closeBlock({ trailingLineBreaks: 1 });
  }
  builder.closeBlock({ trailingLineBreaks: breaks });
};

/** Tables that only lay a page out are read cell by cell. */
const labelledTable: FormatCallback = (element, walk, builder) => {
  if (isLayout(element)) {
    builder.openBlock({ leadingLineBreaks: 2 });
    walk(element.children, builder);
    builder.closeBlock({ trailingLineBreaks: 2 });
    return;
  }
  builder.openTable();
  for (const row of within(element, "tr")) {
    builder.openTableRow();
    for (const cell of (row.children ?? []).filter(isCell)) {
      builder.openTableCell({});
      walk(cell.children, builder);
      builder.closeTableCell({
        colspan: spanOf(cell, "colspan"),
        rowspan: spanOf(cell, "rowspan"),
      });
    }
    builder.closeTableRow();
  }
  builder.closeTable({
    // The types of the library say that a cell's text is not there; it is.
    tableToString: (rows) => tableLines(gridOf(rows as readonly Cell[][])).join("\n"),
    leadingLineBreaks: 2,
    trailingLineBreaks: 2,
  });
};

function isLayout(table: Node): boolean {
  const rows = within(table, "tr");
  const nests = ["table", "h1", "h2", "h3", "h4"].some((name) => within(table, name).length > 0);
  return nests || rows.every((row) => (row.children ?? []).filter(isCell).length <= 1);
}

function isCell({ name }: Node): boolean {
  return name === "td" || name === "th";
}

function within(element: Node, name: string): readonly Node[] {
  const found: Node[] = [];
  const open = [...(element.children ?? [])].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.name === name) found.push(next);
    open.push(...[...(next.children ?? [])].reverse());
  }
  return found;
}

/** Wider or longer than this no table is. */
const MAX_SPAN = 100;

function spanOf(cell: Node, name: "colspan" | "rowspan"): number {
  return Math.max(1, Math.min(MAX_SPAN, Number(cell.attribs?.[name]) || 1));
}

interface Cell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
}

/** A cell that goes over rows counts for each of them; over columns for the first. */
function gridOf(rows: readonly (readonly Cell[])[]): readonly (readonly string[])[] {
  const grid: string[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    for (const cell of row) place(cell, grid.slice(y, y + cell.rowspan));
  }
  return grid.map((line) => Array.from(line, (cell) => cell ?? ""));
}

function place({ text, colspan }: Cell, lines: readonly string[][]): void {
  const at = firstFree(lines[0] ?? []);
  for (const line of lines) {
    line[at] = text;
    for (let i = 1; i < colspan; i++) line[at + i] = "";
  }
}

function firstFree(line: readonly string[]): number {
  const gap = line.findIndex((cell) => cell === undefined);
  return gap < 0 ? line.length : gap;
}
