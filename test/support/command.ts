import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { ROOT } from "./root.ts";

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Starts a command as the npm scripts do; Japanese terminal unless the environment says otherwise. */
export function startMusubi(
  args: readonly string[],
  { cwd = ROOT, env = {} }: Options = {},
): ChildProcess {
  return spawn(process.execPath, [join(ROOT, "scripts/launch.mjs"), "src/main.ts", ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      INIT_CWD: cwd,
      LANG: "ja_JP.UTF-8",
      LC_ALL: "",
      LC_MESSAGES: "",
      ...env,
    },
    stdio: "pipe",
  });
}

/** Runs a command to its end. */
export function runMusubi(args: readonly string[], options: Options = {}): Promise<Outcome> {
  const child = startMusubi(args, options);
  child.stdin?.end(options.stdin ?? "");
  return outcomeOf(child);
}
