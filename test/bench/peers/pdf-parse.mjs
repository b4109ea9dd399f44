// node pdf-parse.mjs PDFJS: https://mehmet-kozan.github.io/pdf-parse/ in a process as it comes. A file a
// line on standard input; for each a line of JSON: how long it took, characters found or what was
// thrown, most memory so far. PDFJS is the folder of pdfjs-dist, without whose tables most Japanese is lost.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { PDFParse } from "pdf-parse";

const [pdfjs] = process.argv.slice(2);
for await (const file of createInterface({ input: process.stdin })) {
  const begun = performance.now();
  const result = await read(file);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ ms: performance.now() - begun, peakMb, ...result }));
}

async function read(file) {
  const parser = new PDFParse({
    data: new Uint8Array(await readFile(file)),
    cMapUrl: `${pdfjs}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${pdfjs}/standard_fonts/`,
    verbosity: 0,
  });
  try {
    const { text } = await parser.getText({ pageJoiner: "" });
    return { characters: text.replace(/\s/gu, "").length };
  } catch (error) {
    return { thrown: String(error?.name) };
  } finally {
    await parser.destroy();
  }
}
