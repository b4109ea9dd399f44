import { stat } from "node:fs/promises";
import type { ReadOutcome } from "../read-outcome.ts";
import type { ChildMessage } from "./child-message.ts";
import { fragmentsOf } from "./fragment.ts";
import { bodySize, pageText } from "./page-text.ts";
import { type ChildEnd, runPdfChild } from "./pdf-child.ts";
import { readInfo } from "./pdf-info.ts";
import { PDF_LIMITS, type PdfLimits } from "./pdf-limits.ts";
import { outcomeOfReading, type Reading } from "./pdf-outcome.ts";
import { placeRuns } from "./place-runs.ts";
import { type FragmentPage, withoutRunningHeads } from "./running-heads.ts";
import { WHY } from "./why.ts";

export interface ReadPdfOptions {
  /** Asked for by the caller where the outcome was `encrypted`; goes to the child and nowhere else. */
  readonly password?: string | undefined;
  readonly limits?: Partial<PdfLimits> | undefined;
  /** Told the resident memory of the child in MB, many times a second, where /proc tells it. */
  readonly onUsage?: ((residentMb: number) => void) | undefined;
}

/** So often a new process goes on after the page that stopped the last one. */
const MAX_STOPS = 3;

const WHY_GIVEN_UP: Readonly<Record<ChildEnd, string>> = {
  ended: WHY.notReached,
  "out-of-time": WHY.outOfTime,
  "out-of-memory": WHY.outOfMemory,
  "broke-down": WHY.brokeDown,
};

/**
 * Reads a PDF in a process of its own, page by page: a page that cannot be read costs that page.
 * What a file can do to us is an outcome. Throws the error of the file system when there is no such
 * file, and an `UpstreamError` when no process can be started.
 */
export async function readPdf(file: string, options: ReadPdfOptions = {}): Promise<ReadOutcome> {
  const limits = { ...PDF_LIMITS, ...options.limits };
  const { size } = await stat(file);
  if (size > limits.bytes) return { kind: "too-big", why: WHY.bytes(limits.bytes) };
  if (size === 0) return { kind: "corrupt", why: WHY.empty };
  const heard = new Heard(limits);
  let end: ChildEnd = "ended";
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    end = await runPdfChild(heard.request(file, options.password), {
      limits,
      deadline: heard.deadline,
      onMessage: heard.take,
      onUsage: options.onUsage,
    });
    if (end === "ended" || heard.pageCount === 0) break;
    heard.giveUpPage(end);
    if (heard.isDone() || performance.now() > heard.deadline()) break;
  }
  return heard.refused ?? outcomeOfReading(heard.reading(end));
}

/** What the child has said so far. */
class Heard {
  pageCount = 0;
  /** Set when nothing of the file is to be read. */
  refused: ReadOutcome | undefined;
  readonly #limits: PdfLimits;
  readonly #begun = performance.now();
  readonly #pages: FragmentPage[] = [];
  readonly #unread = new Map<number, string>();
  #info: Reading["info"] = {};
  #characters = 0;

  constructor(limits: PdfLimits) {
    this.#limits = limits;
  }

  readonly deadline = () =>
    this.#begun + this.#limits.baseMs + this.pageCount * this.#limits.msPerPage;

  request(file: string, password: string | undefined) {
    return {
      file,
      password,
      from: this.#next(),
      maxPages: this.#limits.pages,
      maxPageCharacters: this.#limits.pageCharacters,
      maxCharacters: this.#limits.characters - this.#characters,
    };
  }

  readonly take = (message: ChildMessage) => {
    switch (message.kind) {
      case "opened":
        this.#open(message);
        break;
      case "unopened":
        this.refused = message.encrypted
          ? { kind: "encrypted" }
          : { kind: "corrupt", why: `${WHY.damaged} (${message.why})` };
        break;
      case "page":
        this.#pages.push({
          number: message.number,
          fragments: fragmentsOf(placeRuns(message)),
        });
        this.#characters += message.runs.reduce((sum, [text]) => sum + text.length, 0);
        break;
      case "unread":
        this.#unread.set(message.number, `${WHY.damaged} (${message.why})`);
        break;
      case "overfull":
        this.#unread.set(message.number, WHY.overfullPage);
        break;
      case "ready":
      case "end":
        break;
    }
  };

  #open({ pages, info }: Extract<ChildMessage, { kind: "opened" }>): void {
    this.pageCount = pages;
    this.#info = readInfo(info);
    const limit = this.#limits.pages;
    if (pages > limit) this.refused = { kind: "too-big", why: WHY.pages(pages, limit) };
  }

  giveUpPage(end: ChildEnd): void {
    this.#unread.set(this.#next(), WHY_GIVEN_UP[end]);
  }

  isDone(): boolean {
    return this.#next() > this.pageCount;
  }

  /** Pages come in order, so the next is the one after all that were heard of. */
  #next(): number {
    return this.#pages.length + this.#unread.size + 1;
  }

  reading(end: ChildEnd): Reading {
    const unread = new Map(this.#unread);
    const why = end === "ended" ? WHY.overfull : WHY.notReached;
    for (let page = this.#next(); page <= this.pageCount; page++) unread.set(page, why);
    const pages = textsOf(this.#pages);
    return { pageCount: this.pageCount, info: this.#info, pages, unread, end };
  }
}

function textsOf(pages: readonly FragmentPage[]): Reading["pages"] {
  const body = bodySize(pages.flatMap(({ fragments }) => fragments));
  return withoutRunningHeads(pages).map(({ number, fragments }) => ({
    number,
    text: pageText(fragments, body),
  }));
}
