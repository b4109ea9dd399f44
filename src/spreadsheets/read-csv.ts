import papaparse from "papaparse";
import { unguardFormulas } from "./formula-guard.ts";
import type { Limits } from "./read-table.ts";
import { brokenCsv, tooLarge } from "./table-fault.ts";

/** The rows of a CSV file as they stand there, empty ones too. */
export async function readCsv(
  bytes: Buffer,
  limits: Limits,
): Promise<readonly (readonly string[])[]> {
  return parseCsv(decode(bytes, limits.name), limits);
}

/** The rows of the text of a CSV file; throws as `readTable` does. */
export function parseCsv(
  text: string,
  { name, maxCells }: Pick<Limits, "name" | "maxCells">,
): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  let cells = 0;
  let fault: Error | undefined;
  papaparse.parse<string[]>(text, {
    delimiter: separatorOf(text),
    step({ data, errors: [error] }, parser) {
      cells += data.length;
      if (cells > maxCells) fault = tooLarge(name);
      else if (error?.type === "Quotes") fault = unclosed(name, rows.length + 1);
      if (fault) parser.abort();
      else rows.push(data.map(unguardFormulas));
    },
  });
  if (fault) throw fault;
  return rows;
}

/** The one that the names of the columns are set apart with: cells below may be full of commas. */
function separatorOf(text: string): string {
  const header = /\S[^\r\n]*/u.exec(text)?.[0].replace(/"(?:[^"]|"")*"/gu, "") ?? "";
  const counts = [",", ";", "\t"].map((separator) => ({
    separator,
    count: header.split(separator).length,
  }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

function decode(bytes: Buffer, name: string): string {
  for (const encoding of encodingsOf(bytes)) {
    const text = decodeAs(encoding, bytes);
    // A text has no NUL: this is another kind of file, or another encoding.
    if (text !== undefined && !text.includes("\0")) return text;
  }
  throw brokenCsv(name, {
    ja: "文字コードがUTF-8、UTF-16、Shift_JISのどれでもありません",
    en: "it is not in UTF-8, UTF-16 or Shift_JIS",
  });
}

/** A mark of byte order tells; without one, text that is well-formed UTF-8 is hardly anything else. */
function encodingsOf(bytes: Buffer): readonly string[] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ["utf-16le"];
  if (first === 0xfe && second === 0xff) return ["utf-16be"];
  if (first !== 0 && second === 0) return ["utf-16le"];
  if (first === 0 && second !== 0) return ["utf-16be"];
  return ["utf-8", "shift_jis"];
}

function decodeAs(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Not in this encoding: the next one is tried, and the caller tells when there is none.
    return undefined;
  }
}

function unclosed(name: string, line: number): Error {
  return brokenCsv(name, {
    ja: `${line}行目の引用符「"」が閉じていません`,
    en: `a quotation mark in row ${line} is not closed`,
  });
}
