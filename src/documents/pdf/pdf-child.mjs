// The process in which PDFs are taken apart, one after another. It is plain JavaScript because a
// loader for TypeScript starts a second engine, for which the limit on address space leaves no room.
// In: a line of JSON for each file (ChildRequest). Out: lines of JSON (ChildMessage), a page each.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

const PDFJS = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** More characters are no running head and page number. */
const MAX_HEADS = 100;
const PAINTS = Object.entries(OPS).flatMap(([name, operation]) =>
  /paint|fill|stroke|shading|inline|group|annotation|pattern/iu.test(name) && !/Color/u.test(name)
    ? [operation]
    : [],
);
/** A picture is a square of one point, made larger. */
const MAX_SCALE = 2;

const input = createInterface({ input: process.stdin });
// Whoever started us is gone, or has no more to read.
input.once("close", () => process.exit(0));
await say({ kind: "ready" });
for await (const line of input) {
  await readAll(JSON.parse(line));
  const { user, system } = process.cpuUsage();
  const residentMb = process.memoryUsage.rss() / 2 ** 20;
  await say({ kind: "end", residentMb, cpuMs: (user + system) / 1000 });
}

async function readAll(request) {
  const task = getDocument({
    data: new Uint8Array(await readFile(request.file)),
    ...(request.password !== undefined && { password: request.password }),
    // Paths in the file system with a slash at the end: read by fs, never fetched.
    cMapUrl: `${join(PDFJS, "cmaps")}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(PDFJS, "standard_fonts")}/`,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    // Pictures are not looked at, and not taken apart to be looked at.
    maxImageSize: 0,
    verbosity: 0,
  });
  const pdf = await opened(task);
  if (pdf !== undefined) await readPages(pdf, request);
  await task.destroy();
}

/** The opened file; undefined after saying why it could not be opened. */
async function opened(task) {
  try {
    return await task.promise;
  } catch (error) {
    const encrypted = error?.name === "PasswordException";
    await say({ kind: "unopened", encrypted, why: messageOf(error) });
    return undefined;
  }
}

async function readPages(pdf, { from, maxPages, maxPageCharacters, maxCharacters }) {
  const pages = Number.isInteger(pdf.numPages) ? Math.max(0, pdf.numPages) : 0;
  await say({ kind: "opened", pages, title: await titleOf(pdf) });
  if (pages > maxPages) return;
  let left = maxCharacters;
  const short = [];
  for (let number = from; number <= pages && left > 0; number++) {
    const characters = await readPage(pdf, number, Math.min(maxPageCharacters, left));
    if (characters <= MAX_HEADS) short.push(number);
    left -= characters;
  }
  // Drawings may be too large to be looked at: by now all that is written is said.
  for (const number of short) {
    await say({ kind: "painted", number, isBare: await isBare(pdf, number) });
  }
}

async function titleOf(pdf) {
  try {
    const { info } = await pdf.getMetadata();
    return typeof info.Title === "string" ? info.Title.slice(0, 500) : "";
  } catch {
    // A file may have broken metadata and sound pages.
    return "";
  }
}

/** Says what stands on a page, or why it cannot be read. Returns how many characters that were. */
async function readPage(pdf, number, limit) {
  let characters = 0;
  try {
    const page = await pdf.getPage(number);
    const [left, bottom, right, top] = page.view;
    const runs = [];
    const reader = page.streamTextContent().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (const item of part.value.items) {
        characters += item.str.length;
        const style = part.value.styles[item.fontName];
        if (item.str.trim() !== "") runs.push(runOf(item, style, { left, bottom }));
      }
      if (characters > limit) {
        await say({ kind: "overfull", number });
        // There is no way to make the library leave a page that it has begun.
        process.exit(0);
      }
    }
    await say({ kind: "page", number, width: right - left, height: top - bottom, runs });
    page.cleanup();
  } catch (error) {
    await say({ kind: "unread", number, why: messageOf(error) });
  }
  return characters;
}

/** Whether nothing is painted on a page but letters. */
async function isBare(pdf, number) {
  try {
    const page = await pdf.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    page.cleanup();
    const scales = [1];
    return fnArray.every((operation, i) => {
      const [path] = argsArray[i] ?? [];
      if (operation === OPS.save) scales.push(scales.at(-1));
      if (operation === OPS.restore) scales.pop();
      // Pictures are left out here; what makes them large is not.
      if (operation === OPS.transform) scales.push(scales.pop() * scaleOf(argsArray[i]));
      if (operation === OPS.constructPath) return path === OPS.endPath;
      return !PAINTS.includes(operation) && !(scales.at(-1) > MAX_SCALE);
    });
  } catch {
    return false;
  }
}

function scaleOf(transform) {
  return Math.max(...transform.slice(0, 4).map(Math.abs));
}

/** [text, a, b, c, d, e, f, advance, set vertically], from the lower left corner of what is shown. */
function runOf({ str, transform, width, height }, style, { left, bottom }) {
  const vertical = style?.vertical === true;
  const [a, b, c, d, e, f] = transform;
  const numbers = [a, b, c, d, e - left, f - bottom, vertical ? height : width].map(rounded);
  return [str.toWellFormed(), ...numbers, vertical ? 1 : 0];
}

function rounded(value) {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}

function messageOf(error) {
  const { name = "Error", message = "" } = error ?? {};
  return `${name}: ${message}`.slice(0, 200);
}

/** Resolves when the line is with the system: what was said stays said when this process is killed. */
function say(message) {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, resolve));
}
