import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether LibreOffice is there to print with. */
export const HAS_OFFICE = spawnSync("soffice", ["--version"]).error === undefined;

export interface Sheet {
  /** Body as paragraphs, headings and tables of OpenDocument. */
  readonly body: string;
  readonly columns?: number;
  readonly vertical?: boolean;
  /** Printed at the head of each page, with the page number at its foot. */
  readonly head?: string;
}

export function heading(text: string): string {
  return `<text:p text:style-name="H">${text}</text:p>`;
}

/** A paragraph; 漢字《かんじ》 in it gets its reading printed above. */
export function paragraph(text: string): string {
  const withReadings = text.replace(
    /(\p{Script=Han}+)《(.+?)》/gu,
    '<text:ruby text:style-name="R"><text:ruby-base>$1</text:ruby-base><text:ruby-text text:style-name="T">$2</text:ruby-text></text:ruby>',
  );
  return `<text:p text:style-name="P">${withReadings}</text:p>`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
  const lines = rows.map((row) => `<table:table-row>${row.map(cell).join("")}</table:table-row>`);
  return `<table:table><table:table-column table:number-columns-repeated="${rows[0]?.length}"/>${lines.join("")}</table:table>`;
}

/** Prints sheets to PDF with LibreOffice, all at once. Returns the file of each. */
export function printSheets<Name extends string>(
  folder: string,
  sheets: Readonly<Record<Name, Sheet>>,
): Readonly<Record<Name, string>> {
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(sheets) as Name[];
  const sources = names.map((name) => {
    const source = join(folder, `${name}.fodt`);
    writeFileSync(source, openDocument(sheets[name]));
    return source;
  });
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const args = [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...sources];
  const { status, stderr } = spawnSync("soffice", args, { encoding: "utf8", timeout: 150_000 });
  if (status !== 0) throw new Error(`Expected LibreOffice to print, got ${status}: ${stderr}`);
  const files = names.map((name): [Name, string] => [name, join(folder, `${name}.pdf`)]);
  // Object.fromEntries forgets which names there are.
  return Object.fromEntries(files) as Record<Name, string>;
}

const SPACES = ["office", "style", "text", "table"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");
const COMPATIBLE = ["fo:xsl-fo", "svg:svg"]
  .map((pair) => pair.split(":"))
  .map(
    ([prefix, name]) =>
      `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}-compatible:1.0"`,
  )
  .join(" ");

function openDocument({ body, columns = 1, vertical = false, head }: Sheet): string {
  const size = (pt: number) => `fo:font-size="${pt}pt" style:font-size-asian="${pt}pt"`;
  const style = (name: string, family: string, pt: number) =>
    `<style:style style:name="${name}" style:family="${family}"><style:text-properties ${size(pt)}/></style:style>`;
  const inColumns =
    columns > 1 ? `<style:columns fo:column-count="${columns}" fo:column-gap="8mm"/>` : "";
  const edges = head
    ? `<style:header><text:p>${head}</text:p></style:header><style:footer><text:p>- <text:page-number>1</text:page-number> -</text:p></style:footer>`
    : "";
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${SPACES} ${COMPATIBLE} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="N" svg:font-family="'Noto Serif CJK JP'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="N" style:font-name-asian="N" ${size(10.5)} style:language-asian="ja" style:country-asian="JP"/></style:default-style>
${style("H", "paragraph", 16)}<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-indent="3.7mm"/></style:style>${style("T", "text", 5)}</office:styles>
<office:automatic-styles><style:style style:name="R" style:family="ruby"><style:ruby-properties style:ruby-align="center" style:ruby-position="above"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin="20mm" style:writing-mode="${vertical ? "tb-rl" : "lr-tb"}">${inColumns}</style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">${edges}</style:master-page></office:master-styles>
<office:body><office:text>${body}</office:text></office:body></office:document>`;
}
