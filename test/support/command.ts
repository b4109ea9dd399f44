import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { runCommandLine } from "../../src/command-line.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { ROOT } from "./root.ts";

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Keys that somebody presses at a terminal. */
  readonly typed?: string;
}

/** Starts a command as the npm scripts do; Japanese terminal unless the environment says otherwise. */
export function startMusubi(
  args: readonly string[],
  { cwd = ROOT, env = {} }: Options = {},
): ChildProcess {
  return spawn(process.execPath, [join(ROOT, "scripts/launch.mjs"), "src/main.ts", ...args], {
    cwd: ROOT,
    env: environmentFor(cwd, env),
    stdio: "pipe",
  });
}

/** Runs a command to its end in a process of its own. */
export function runProcess(args: readonly string[], options: Options = {}): Promise<Outcome> {
  const child = startMusubi(args, options);
  child.stdin?.end(options.stdin ?? "");
  return outcomeOf(child);
}

/** Runs a command to its end within the process of the tests: the same, but that starting it costs nothing. */
export async function runMusubi(
  args: readonly string[],
  { cwd = ROOT, env = {}, stdin = "", typed }: Options = {},
): Promise<Outcome> {
  const stdout = collector();
  const stderr = collector();
  const isTTY = typed !== undefined;
  const code = await runCommandLine(args, {
    env: environmentFor(cwd, env),
    cwd: ROOT,
    stdin: Object.assign(Readable.from([typed ?? stdin]), { isTTY }),
    stdout: stdout.stream,
    stderr: Object.assign(stderr.stream, { isTTY }),
    untilStopped: () => Promise.reject(new Error("Expected a command that ends by itself")),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector() {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}

function environmentFor(cwd: string, env: Options["env"]) {
  return {
    // biome-ignore lint/style/noProcessEnv: a command gets what the tests were started with
    ...process.env,
    INIT_CWD: cwd,
    LANG: "ja_JP.UTF-8",
    LC_ALL: "",
    LC_MESSAGES: "",
    ...env,
  };
}
