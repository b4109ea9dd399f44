import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { UpstreamError } from "../../errors.ts";
import { type ChildMessage, type ChildRequest, parseChildMessage } from "./child-message.ts";
import { type LimitedProcess, startLimited, type Usage, usageOf } from "./limited-process.ts";
import type { PdfLimits } from "./pdf-limits.ts";

/** How a child ended: by itself, or stopped at a limit. */
export type ChildEnd = "ended" | "out-of-time" | "out-of-memory" | "broke-down";

interface Options {
  readonly limits: PdfLimits;
  /** The clock (`performance.now`) at which the whole file has had its time; asked again and again. */
  readonly deadline: () => number;
  readonly onMessage: (message: ChildMessage) => void;
  readonly onUsage?: ((residentMb: number) => void) | undefined;
}

const SCRIPT = fileURLToPath(new URL("./pdf-child.mjs", import.meta.url));
const WATCH_MS = 40;
/** Longest line that a child may say; a page of the most characters is 10 MB. */
const MAX_LINE = 50_000_000;
const NO_USAGE: Usage = { residentMb: 0, cpuMs: 0 };

/**
 * Has a process of its own read a file and passes on what it says, as it says it. Throws an
 * `UpstreamError` when the process cannot be started at all.
 */
export async function runPdfChild(request: ChildRequest, options: Options): Promise<ChildEnd> {
  const child = startLimited(SCRIPT);
  const watch = watchOver(child, options);
  let isReady = false;
  const take = (line: string) => {
    const message = parseChildMessage(line);
    if (!message) return;
    isReady = true;
    watch.restart();
    options.onMessage(message);
  };
  const closed = closing(child);
  const lines = readLines(child, take, () => watch.stop("out-of-memory"));
  // It may have broken down before it could listen: how it ended tells.
  child.stdin.on("error", () => {});
  child.stdin.write(`${JSON.stringify(request)}\n`);
  try {
    const { code, signal } = await closed;
    await lines;
    const stopped = watch.stopped();
    if (stopped) return stopped;
    if (code === 0) return "ended";
    if (!isReady) throw cannotStart(new Error(`the process ended with ${code ?? signal}`));
    // A full heap, or memory asked for in one piece and refused, aborts the engine: a signal.
    return code === null ? "out-of-memory" : "broke-down";
  } finally {
    watch.end();
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

async function readLines(
  child: LimitedProcess,
  take: (line: string) => void,
  onTooLong: () => void,
): Promise<void> {
  let length = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    const end = chunk.lastIndexOf("\n");
    length = end === -1 ? length + chunk.length : chunk.length - end;
    if (length > MAX_LINE) onTooLong();
  });
  for await (const line of createInterface({ input: child.stdout })) take(line);
}

/** Stops a child that takes too much memory, or too long for a page or for all. */
function watchOver(child: LimitedProcess, { limits, deadline, onUsage }: Options) {
  let stopped: ChildEnd | undefined;
  let cpuBefore = 0;
  let since = performance.now();
  const usage = () => (child.pid === undefined ? undefined : usageOf(child.pid)) ?? NO_USAGE;
  const stop = (why: ChildEnd) => {
    stopped ??= why;
    child.kill("SIGKILL");
  };
  const look = () => {
    const { residentMb, cpuMs } = usage();
    const now = performance.now();
    onUsage?.(residentMb);
    if (residentMb > limits.residentMb) stop("out-of-memory");
    if (cpuMs - cpuBefore > limits.pageMs) stop("out-of-time");
    if (now > Math.min(deadline(), since + limits.pageMs * 2)) stop("out-of-time");
  };
  const timer = setInterval(look, WATCH_MS);
  return {
    stop,
    stopped: () => stopped,
    restart() {
      since = performance.now();
      cpuBefore = usage().cpuMs;
    },
    end: () => clearInterval(timer),
  };
}
