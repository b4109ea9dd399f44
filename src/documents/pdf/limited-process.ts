import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";

/** Address space: Node itself reserves 810 MB that it does not use, the rest bounds what it can use. */
const ADDRESS_BYTES = 1_210_000_000;
const HEAP_MB = 256;
/** So much is taken before the engine looks for what it may give back, which takes a quarter of the time. */
const HEAP_AT_FIRST_MB = 160;
/** A backstop for the day that nobody is left to watch the clock. */
const CPU_SECONDS = 600;
/** Nothing of our own environment, which has keys and tokens, is for a process that reads strangers' files. */
const ENV = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  // By default each thread reserves 64 MB for what it may allocate, and some files then fail by chance.
  MALLOC_ARENA_MAX: "1",
};

export type LimitedProcess = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts a script in a Node process of its own, with limits on memory, processor time and core
 * files by `prlimit`, by the shell where there is none, by Node alone where there is neither.
 */
export function startLimited(script: string): LimitedProcess {
  // Without the trap handler WebAssembly reserves no 10 GB of address space, which the limit would refuse.
  const node = [
    process.execPath,
    `--max-old-space-size=${HEAP_MB}`,
    `--initial-old-space-size=${HEAP_AT_FIRST_MB}`,
    "--disable-wasm-trap-handler",
    script,
  ];
  const [command = "", ...args] = [...limiter(), ...node];
  return spawn(command, args, { stdio: ["pipe", "pipe", "ignore"], env: ENV });
}

let known: readonly string[] | undefined;

function limiter(): readonly string[] {
  known ??= findLimiter();
  return known;
}

function findLimiter(): readonly string[] {
  if (process.platform === "win32") return [];
  const prlimit = ["prlimit", `--as=${ADDRESS_BYTES}`, `--cpu=${CPU_SECONDS}`, "--core=0"];
  if (spawnSync(prlimit[0] ?? "", [...prlimit.slice(1), "true"], { env: ENV }).status === 0)
    return prlimit;
  // Not every system knows each of these limits; those it knows are set.
  const set = `ulimit -c 0; ulimit -t ${CPU_SECONDS}; ulimit -v ${ADDRESS_BYTES / 1024}; exec "$@"`;
  return ["sh", "-c", set, "sh"];
}

/** What a process has used so far. */
export interface Usage {
  readonly residentMb: number;
  readonly cpuMs: number;
}

const NO_USAGE: Usage = { residentMb: 0, cpuMs: 0 };

/** Read from /proc; nothing used where there is none, or the process has ended. */
export function usageOf(pid: number | undefined): Usage {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const residentKb = Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? 0);
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the process, in brackets, may have spaces; user and system time are 12 and 13 after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { residentMb: residentKb / 1024, cpuMs: ticks * 10 };
  } catch {
    return NO_USAGE;
  }
}
