import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { UpstreamError } from "../../errors.ts";
import { type ChildMessage, type ChildRequest, parseChildMessage } from "./child-message.ts";
import { type LimitedProcess, startLimited, usageOf } from "./limited-process.ts";
import type { PdfLimits } from "./pdf-limits.ts";

/** How the reading of a file ended: at its end, left off by the child after a page, or stopped at a limit. */
export type ChildEnd = "ended" | "left-off" | "out-of-time" | "out-of-memory" | "broke-down";

export interface ChildOptions {
  readonly limits: PdfLimits;
  /** The clock (`performance.now`) at which the whole file has had its time; asked again and again. */
  readonly deadline: () => number;
  readonly onMessage: (message: ChildMessage) => void;
  readonly onUsage?: ((residentMb: number) => void) | undefined;
}

const SCRIPT = fileURLToPath(new URL("./pdf-child.mjs", import.meta.url));
const WATCH_MS = 40;
/** A new process may take as long by the clock until it listens; that is no fault of the file. */
const START_MS = 20_000;
/** Longest line that a child may say; a page of the most characters is 10 MB. */
const MAX_LINE = 50_000_000;

/** A process that reads PDFs one after another, until one does it harm or it has done its share. */
export class PdfChild {
  /** Files that it was asked to read. */
  files = 0;
  readonly #child = startLimited(SCRIPT);
  readonly #closed = closing(this.#child);
  #isReady = false;
  /** What it has used by the end of the last file; undefined while it reads, and when it is gone. */
  #used: Extract<ChildMessage, { kind: "end" }> | undefined;
  #take: (message: ChildMessage) => void = () => {};
  #onTooLong: () => void = () => {};

  constructor() {
    // Whoever reads next is told how it ended.
    this.#closed.catch(() => {});
    this.#child.stdin.on("error", () => {});
    readLines(this.#child, {
      onLine: (message) => this.#take(message),
      onTooLong: () => this.#onTooLong(),
    });
  }

  /**
   * Has it read a file and passes on what it says, as it says it. Throws an `UpstreamError` when the
   * process could not be started at all.
   */
  async read(request: ChildRequest, options: ChildOptions): Promise<ChildEnd> {
    this.#hold(true);
    this.files++;
    this.#used = undefined;
    const watch = watchOver(this.#child, options, () => this.#isReady);
    this.#onTooLong = () => watch.stop("out-of-memory");
    try {
      const done = new Promise<"ended">((resolve) => {
        this.#take = (message) => {
          this.#isReady = true;
          watch.restart();
          options.onMessage(message);
          if (message.kind !== "end") return;
          this.#used = message;
          resolve("ended");
        };
      });
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
      const closed = this.#closed.then((how) => watch.stopped() ?? this.#endOf(how));
      return await Promise.race([done, closed]);
    } finally {
      watch.end();
      this.#hold(false);
    }
  }

  /** Whether it is well, and has not used too much to read another file. */
  isFit({ reusedMb, reusedCpuMs }: PdfLimits): boolean {
    const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
    const used = this.#used;
    return (
      isRunning && used !== undefined && used.residentMb < reusedMb && used.cpuMs < reusedCpuMs
    );
  }

  /** It ends by itself when nobody speaks to it any more. */
  end(): void {
    this.#child.stdin.destroy();
  }

  #endOf({ code, signal }: Closed): ChildEnd {
    if (!this.#isReady) throw cannotStart(new Error(`the process ended with ${code ?? signal}`));
    if (code === 0) return "left-off";
    // A full heap, or memory asked for in one piece and refused, aborts the engine: a signal.
    return code === null ? "out-of-memory" : "broke-down";
  }

  /** While it reads nothing it does not keep our own process from ending. */
  #hold(isHeld: boolean): void {
    const { stdin, stdout } = this.#child;
    const pipes = [stdin, stdout].filter((pipe) => pipe instanceof Socket);
    for (const held of [this.#child, ...pipes]) isHeld ? held.ref() : held.unref();
  }
}

interface Closed {
  readonly code: number | null;
  readonly signal: string | null;
}

function closing(child: LimitedProcess): Promise<Closed> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(cannotStart(error)));
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

function cannotStart(cause: Error): UpstreamError {
  return new UpstreamError(
    "pdf",
    {
      ja: "PDFを読むためのプロセスが動きませんでした。",
      en: "The process that reads PDFs does not run.",
    },
    { cause },
  );
}

function readLines(
  { stdout }: LimitedProcess,
  {
    onLine,
    onTooLong,
  }: { readonly onLine: (message: ChildMessage) => void; readonly onTooLong: () => void },
): void {
  let length = 0;
  stdout.on("data", (chunk: Buffer) => {
    const end = chunk.lastIndexOf("\n");
    length = end === -1 ? length + chunk.length : chunk.length - end;
    if (length > MAX_LINE) onTooLong();
  });
  createInterface({ input: stdout }).on("line", (line) => {
    const message = parseChildMessage(line);
    if (message) onLine(message);
  });
}

/** Stops a child that takes too much memory, or too long to start, for a page or for all. */
function watchOver(
  child: LimitedProcess,
  { limits, deadline, onUsage }: ChildOptions,
  isReady: () => boolean,
) {
  let stopped: ChildEnd | undefined;
  let cpuBefore: number | undefined;
  let since = performance.now();
  const stop = (why: ChildEnd) => {
    stopped ??= why;
    child.kill("SIGKILL");
  };
  const look = () => {
    const { residentMb, cpuMs } = usageOf(child.pid);
    const now = performance.now();
    cpuBefore ??= cpuMs;
    onUsage?.(residentMb);
    if (residentMb > limits.residentMb) stop("out-of-memory");
    const last = isReady() ? Math.min(deadline(), since + limits.pageMs * 2) : since + START_MS;
    if (now > last || (isReady() && cpuMs - cpuBefore > limits.pageMs)) stop("out-of-time");
  };
  const timer = setInterval(look, WATCH_MS);
  return {
    stop,
    stopped: () => stopped,
    restart() {
      since = performance.now();
      // Looked up when there is time for it: pages may come by the hundred a second.
      cpuBefore = undefined;
    },
    end: () => clearInterval(timer),
  };
}
