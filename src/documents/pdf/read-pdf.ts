import { stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { ReadOutcome } from "../read-outcome.ts";
import type { ChildMessage, RawPage } from "./child-message.ts";
import { fragmentsOf } from "./fragment.ts";
import { blocksOf, bodySize, type PageBlocks, type PageText, pageText } from "./page-text.ts";
import { pageTurns } from "./page-turns.ts";
import type { ChildEnd } from "./pdf-child.ts";
import { PdfChildren } from "./pdf-children.ts";
import { PDF_LIMITS, type PdfLimits } from "./pdf-limits.ts";
import { outcomeOfReading, type Reading } from "./pdf-outcome.ts";
import { readTitle } from "./pdf-title.ts";
import { placeRuns } from "./place-runs.ts";
import { type FragmentPage, withoutRunningHeads } from "./running-heads.ts";
import { textEdges } from "./text-edges.ts";
import { WHY } from "./why.ts";

export interface PdfReaderOptions {
  readonly limits?: Partial<PdfLimits> | undefined;
  /** Told the resident memory of a child in MB, many times a second, where /proc tells it. */
  readonly onUsage?: ((residentMb: number) => void) | undefined;
}

export interface PdfReader {
  /**
   * Reads a PDF in a process of its own, page by page: a page that cannot be read costs that page.
   * What a file can do to us is an outcome. Throws the error of the file system when there is no such
   * file, and an `UpstreamError` when no process can be started. The password goes to the child and
   * nowhere else.
   */
  readonly read: (
    file: string,
    options?: { readonly password?: string | undefined },
  ) => Promise<ReadOutcome>;
  /** Ends the processes that wait for another file. */
  close(): void;
}

/** So often a new process goes on after the page that stopped the last one. */
const MAX_STOPS = 3;

const WHY_GIVEN_UP: Readonly<Record<ChildEnd, string>> = {
  ended: WHY.notReached,
  "left-off": WHY.notReached,
  "out-of-time": WHY.outOfTime,
  "out-of-memory": WHY.outOfMemory,
  "broke-down": WHY.brokeDown,
};

/** A reader whose processes read one file after another, within their limits. */
export function createPdfReader(options: PdfReaderOptions = {}): PdfReader {
  const limits = { ...PDF_LIMITS, ...options.limits };
  const children = new PdfChildren(limits);
  return {
    async read(file, { password } = {}) {
      const { size } = await stat(file);
      if (size > limits.bytes) return { kind: "too-big", why: WHY.bytes(limits.bytes) };
      if (size === 0) return { kind: "corrupt", why: WHY.empty };
      const heard = new Heard(limits);
      const end = await hear({ file, password, heard, children, onUsage: options.onUsage, limits });
      return heard.refused ?? outcomeOfReading(await heard.reading(end));
    },
    close: () => children.close(),
  };
}

interface Hearing {
  readonly file: string;
  readonly password: string | undefined;
  readonly heard: Heard;
  readonly children: PdfChildren;
  readonly onUsage: PdfReaderOptions["onUsage"];
  readonly limits: PdfLimits;
}

/** Has children read the file, each going on where the one before was stopped. */
async function hear({ file, password, heard, children, onUsage, limits }: Hearing) {
  let end: ChildEnd = "ended";
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    const stop = await children.read(() => heard.request(file, password), {
      limits,
      deadline: heard.deadline,
      onMessage: heard.take,
      onUsage,
    });
    end = heard.endAfter(stop);
    if (end === "ended" || heard.pageCount === 0) break;
    if (end !== "left-off") heard.giveUpPage(end);
    if (heard.isDone() || performance.now() > heard.deadline()) break;
  }
  return end;
}

/** What the child has said so far. */
class Heard {
  pageCount = 0;
  /** Set when nothing of the file is to be read. */
  refused: ReadOutcome | undefined;
  readonly #limits: PdfLimits;
  #begun = performance.now();
  #asked = 0;
  readonly #pages: FragmentPage[] = [];
  readonly #bare = new Set<number>();
  readonly #unread = new Map<number, string>();
  #title: Reading["title"] = {};
  #characters = 0;

  constructor(limits: PdfLimits) {
    this.#limits = limits;
  }

  readonly deadline = () =>
    this.#begun + this.#limits.baseMs + this.pageCount * this.#limits.msPerPage;

  request(file: string, password: string | undefined) {
    this.#asked = performance.now();
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
        this.#takePage(message);
        break;
      case "painted":
        if (message.isBare) this.#bare.add(message.number);
        break;
      case "unread":
        this.#unread.set(message.number, `${WHY.damaged} (${message.why})`);
        break;
      case "overfull":
        this.#unread.set(message.number, WHY.overfullPage);
        break;
      case "ready":
        // The time it took to start a process is not the file's.
        this.#begun += performance.now() - this.#asked;
        break;
      case "end":
        break;
    }
  };

  #takePage(page: RawPage): void {
    const { number, runs } = page;
    if (runs.length > this.#limits.pageRuns) this.#unread.set(number, WHY.overfullPage);
    else this.#pages.push({ number, fragments: fragmentsOf(placeRuns(page)) });
    this.#characters += runs.reduce((sum, [text]) => sum + text.length, 0);
  }

  #open({ pages, title }: Extract<ChildMessage, { kind: "opened" }>): void {
    this.pageCount = pages;
    this.#title = readTitle(title);
    const limit = this.#limits.pages;
    if (pages > limit) this.refused = { kind: "too-big", why: WHY.pages(pages, limit) };
  }

  giveUpPage(end: ChildEnd): void {
    this.#unread.set(this.#next(), WHY_GIVEN_UP[end]);
  }

  /** Where all that is written was said, only drawings were still looked at. */
  endAfter(stop: ChildEnd): ChildEnd {
    return this.pageCount > 0 && this.isDone() ? "ended" : stop;
  }

  isDone(): boolean {
    return this.#next() > this.pageCount;
  }

  /** Pages come in order, so the next is the one after all that were heard of. */
  #next(): number {
    return this.#pages.length + this.#unread.size + 1;
  }

  async reading(end: ChildEnd): Promise<Reading> {
    const unread = new Map(this.#unread);
    const why = end === "ended" ? WHY.overfull : WHY.notReached;
    for (let page = this.#next(); page <= this.pageCount; page++) unread.set(page, why);
    // As long again as the children had: what they have read is not lost because they were slow.
    const pages = await textsOf(this.#pages, performance.now() + this.deadline() - this.#begun);
    const done = new Set(pages.map(({ number }) => number));
    for (const { number } of this.#pages) if (!done.has(number)) unread.set(number, WHY.outOfTime);
    return {
      pageCount: this.pageCount,
      title: this.#title,
      pages: pages.map((page) => ({ ...page, isBare: this.#bare.has(page.number) })),
      unread,
      end,
    };
  }
}

/** The pages as text, until it is too late; other work of this process goes on between them. */
async function textsOf(
  pages: readonly FragmentPage[],
  deadline: number,
): Promise<readonly Omit<Reading["pages"][number], "isBare">[]> {
  const body = bodySize(pages.flatMap(({ fragments }) => fragments));
  const read: { readonly number: number; readonly blocks: PageBlocks }[] = [];
  for (const { number, fragments } of withoutRunningHeads(pages)) {
    if (performance.now() > deadline) break;
    read.push({ number, blocks: blocksOf(fragments) });
    await setImmediate();
  }
  const edges = textEdges(
    read.flatMap(({ blocks }) => blocks),
    body,
  );
  const texts: (PageText & { readonly number: number })[] = [];
  for (const { number, blocks } of read) {
    texts.push({ number, ...pageText(blocks, { body, edges }) });
    await setImmediate();
  }
  const turns = pageTurns(texts, body);
  return texts.map(({ number, text }, i) => ({ number, text, goesOn: turns[i] }));
}
