import { zipOf } from "./zip.ts";

const MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** A Word file with this XML in its body; `styles` are the names of its styles by their ids. */
export function docxOf(
  body: string,
  {
    styles = {},
    footnotes = "",
    core = "",
    prolog = "",
    main = "word/document.xml",
  }: {
    readonly styles?: Readonly<Record<string, string>>;
    readonly footnotes?: string;
    readonly core?: string;
    readonly prolog?: string;
    /** Where its text lies. */
    readonly main?: string;
  } = {},
): Buffer {
  const named = Object.entries(styles).map(
    ([id, name]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  );
  const relation = (type: string, target: string) =>
    `<Relationship Id="${type}" Type="${KINDS}/${type}" Target="${target}"/>`;
  const relations = (content: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
  return zipOf([
    {
      path: "[Content_Types].xml",
      content: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    { path: "_rels/.rels", content: relations(relation("officeDocument", main)) },
    {
      path: "word/_rels/document.xml.rels",
      content: relations(relation("styles", "styles.xml") + relation("footnotes", "footnotes.xml")),
    },
    { path: "word/styles.xml", content: `<w:styles ${MAIN}>${named.join("")}</w:styles>` },
    { path: "word/footnotes.xml", content: `<w:footnotes ${MAIN}>${footnotes}</w:footnotes>` },
    {
      path: main,
      content: `${prolog}<w:document ${MAIN}><w:body>${body}</w:body></w:document>`,
    },
    {
      path: "docProps/core.xml",
      content: `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${core}</cp:coreProperties>`,
    },
  ]);
}

/** A paragraph of a Word file, in a style if it has one. */
export function paragraph(text: string, style?: string): string {
  const properties = style === undefined ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A table of a Word file. */
export function wordTable(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("");
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("")}</w:tbl>`;
}
