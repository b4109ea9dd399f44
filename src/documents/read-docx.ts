import mammoth from "mammoth";
import { UserError } from "../errors.ts";
import { TooLargeError } from "../spreadsheets/table-fault.ts";
import { type XmlPart, xmlParts } from "../spreadsheets/xml-parts.ts";
import { htmlLines, htmlParts } from "./html-lines.ts";
import type { ReadOutcome, ReadTitle } from "./read-outcome.ts";
import { pageOf } from "./read-page.ts";

/** Of all in a file, unpacked: a report of some thousand pages. */
const MAX_XML = 60_000_000;
const PICTURE = /\.svg$/iu;

/** Headings go by the names that Word gives its styles in Japanese, too; page breaks are rules. */
const STYLES = [
  "br[type='page'] => hr",
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='表題'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='副題'] => h2:fresh",
  ...[1, 2, 3, 4, 5, 6].flatMap((level) => [
    `p[style-name='見出し ${level}'] => h${level}:fresh`,
    `p[style-name='heading ${level}'] => h${level}:fresh`,
  ]),
];

/**
 * Reads a Word file: headings, lists, tables with their column headings, footnotes at the end; deleted
 * text, pictures, macros and linked files are left alone. A bomb is too big before it is unpacked.
 */
export async function readDocx(bytes: Buffer, name: string): Promise<ReadOutcome> {
  try {
    const parts = [...xmlParts(bytes, { name, maxXmlBytes: MAX_XML })];
    // Word writes no declarations of entities: who does wants something else.
    if (parts.some(({ path, content }) => !PICTURE.test(path) && content.includes("<!DOCTYPE"))) {
      return { kind: "corrupt", why: "declares entities" };
    }
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        styleMap: STYLES,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      },
    );
    const texts = partsOf(withNotes(value));
    if (!texts.some((text) => /\p{L}/u.test(text))) return { kind: "no-text", pages: 1 };
    return { kind: "read", pages: texts.map((text) => pageOf(text)), ...propertiesOf(parts) };
  } catch (error) {
    if (error instanceof TooLargeError)
      return { kind: "too-big", why: `${MAX_XML} bytes, unpacked` };
    if (error instanceof UserError) return { kind: "corrupt", why: error.message };
    // Whatever the library stumbles over stands in the file.
    return { kind: "corrupt", why: error instanceof Error ? error.message : String(error) };
  }
}

/** The text of it; Word shows the blanks that a paragraph begins with, HTML does not. */
function partsOf(html: string): readonly string[] {
  const held = html.replace(/(?<=<p>) +(?=\S)/gu, (blanks) => "&nbsp;".repeat(blanks.length));
  const blank = (held: string) => " ".repeat(held.length);
  return htmlParts(held).map((part) => part.replace(/^\u00a0+/gmu, blank));
}

/** Notes as （注1） where they are called and 注1: … at the end: [1] would read as a citation. */
function withNotes(html: string): string {
  const numbers = new Map<string, string>();
  return html
    .replace(
      /<sup><a href="#([^"]*note-\d+)"[^>]*>\[(\d+)\]<\/a><\/sup>/gu,
      (_, id: string, number: string) => {
        numbers.set(id, number);
        return `（注${number}）`;
      },
    )
    .replace(/\s*<a href="#[^"]*note-ref-\d+">↑<\/a>/gu, "")
    .replace(/<ol>(?=<li id="[^"]*note-\d+">)(.*)<\/ol>$/su, "<div>$1</div>")
    .replace(
      /<li id="([^"]*note-\d+)">(?:<p>)?(.*?)<\/li>/gsu,
      (_, id: string, note: string) => `<p>注${numbers.get(id) ?? ""}: ${note}</p>`,
    );
}

/**
 * Title and organisation by the file's properties. The author is a person and nobody's business; the
 * days on which a file was made and saved are not the date of what it says.
 */
function propertiesOf(parts: readonly XmlPart[]): ReadTitle {
  const property = (part: string, element: string) => {
    const xml = parts.find(({ path }) => path === part)?.content.toString("utf8") ?? "";
    const value = new RegExp(`<${element}(?:\\s[^>]*)?>([^<]*)</${element}>`, "u").exec(xml)?.[1];
    return value === undefined ? "" : htmlLines(value);
  };
  const title = property("docProps/core.xml", "dc:title");
  const publisher = property("docProps/app.xml", "Company");
  return { ...(title && { title }), ...(publisher && { publisher }) };
}
