import { convert } from "html-to-text";
import { decodeText } from "./decode-text.ts";
import { htmlParts, isTooDeep } from "./html-lines.ts";
import type { ReadOutcome, ReadTitle } from "./read-outcome.ts";
import { pageOf } from "./read-page.ts";

/** Longest page in characters of HTML. */
const MAX_HTML = 30_000_000;
const MAIN = ["main", "[role=main]"];
/** Share of all text that the main part has at least, where it is marked rightly. */
const LEAST_SHARE = 0.2;

/** Reads a web page: its main part, without navigation, scripts and styles; nothing is fetched. */
export function readHtml(bytes: Buffer): ReadOutcome {
  const decoded = decodeText(bytes, declaredEncoding(bytes));
  if (decoded.kind === "garbled") return decoded;
  if (decoded.kind === "binary") return { kind: "corrupt", why: "bytes that are no text" };
  if (decoded.text.length > MAX_HTML) return { kind: "too-big", why: `${MAX_HTML} characters` };
  if (isTooDeep(decoded.text)) return { kind: "too-big", why: "nested too deeply" };
  const parts = mainPart(decoded.text);
  if (!parts.some((part) => /\p{L}/u.test(part)))
    return { kind: "corrupt", why: "no text on the page" };
  return { kind: "read", pages: parts.map((part) => pageOf(part)), ...headOf(decoded.text) };
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const start = bytes.toString("latin1", 0, 2_048);
  return /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)/iu.exec(start)?.[1];
}

function mainPart(html: string): readonly string[] {
  const all = htmlParts(html);
  for (const within of [MAIN, ["article"]]) {
    const main = htmlParts(html, within);
    if (lengthOf(main) > lengthOf(all) * LEAST_SHARE) return main;
  }
  return all;
}

function lengthOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function headOf(html: string): ReadTitle {
  const metas = metasOf(html);
  const first = (...names: readonly string[]) =>
    names.map((name) => metas.get(name)?.trim()).find((value) => value);
  const title = first("og:title", "dcterms.title", "dc.title", "title");
  const publisher = first("dcterms.publisher", "dc.publisher", "og:site_name", "publisher");
  const date = first("article:published_time", "dcterms.issued", "dc.date", "dcterms.date", "date");
  return {
    ...(title && { title }),
    ...(publisher && { publisher }),
    ...(date && { date: date.replace(/T\d\d.*$/u, "") }),
  };
}

/** What the head of the page says, by name in lower case; the first of a name. */
function metasOf(html: string): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  const title = convert(html.slice(0, 200_000), {
    wordwrap: false,
    baseElements: {
      selectors: ["title", "meta"],
      orderBy: "occurrence",
      returnDomByDefault: false,
    },
    formatters: {
      collect({ attribs = {} }) {
        const name = (attribs.property ?? attribs.name ?? attribs.itemprop)?.toLowerCase();
        if (name && attribs.content && !metas.has(name)) metas.set(name, attribs.content);
      },
    },
    selectors: [
      { selector: "*", format: "inline" },
      { selector: "meta", format: "collect" },
    ],
  });
  return metas.set("title", title.split("\n")[0] ?? "");
}
