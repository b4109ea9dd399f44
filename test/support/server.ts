import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { shippedData } from "./app.ts";
import { startMusubi } from "./command.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

export interface RunningServer {
  readonly child: ChildProcess;
  /** The one line that it prints when it is ready. */
  readonly line: string;
  readonly address: string;
  readonly ended: Promise<Outcome>;
}

/** Starts the server on a free port and waits for its line; it is ended with the test. */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const child = startMusubi(["start"], { env: { PORT: "0", MUSUBI_DATA: shippedData(), ...env } });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const ended = outcomeOf(child);
  if (!child.stdout) throw new Error("Expected a pipe from the server");
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<string>((resolve) => lines.once("line", resolve));
  const line = await Promise.race([first, ended.then(({ stderr }) => `ended: ${stderr}`)]);
  return { child, line, address: /http:\S+/u.exec(line)?.[0] ?? "", ended };
}
