import { runCommandLine } from "./command-line.ts";

process.stdout.on("error", onBrokenPipe);
process.exitCode = await runCommandLine(process.argv.slice(2), {
  // biome-ignore lint/style/noProcessEnv: the one place where the environment is read
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  untilStopped: () =>
    new Promise((stop) => {
      process.once("SIGINT", () => stop());
      process.once("SIGTERM", () => stop());
    }),
});

/** `ask … | head` is no fault: the reader has seen enough. */
function onBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}
