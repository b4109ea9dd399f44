import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE = "npm start";

/** How soon a question sees a card that was changed while the server runs. */
const REFRESH_MS = 2_000;

/** How often it is looked whether something is due. */
const TICK_MS = 60_000;

/** `start`: brings the index up to date, then serves until it is stopped. */
export const start: Command = async (context) => {
  const { positionals } = readArguments(context.args, {}, USAGE);
  if (positionals.length > 0) {
    const extra = positionals.join(" ");
    throw misuse(
      { ja: `「${extra}」は指定できません。`, en: `"${extra}" is not understood here.` },
      USAGE,
    );
  }
  const app = await context.openApp({ refreshMs: REFRESH_MS });
  try {
    reportUpdate(context, await app.update());
    // Before the first visitor, so that "ready" is true.
    await app.warm();
    const server = await context.serve(app);
    const { tells } = server;
    const scheduler = app.scheduler({
      ...tells,
      async onHead(line) {
        context.report({ ja: `台帳の先頭: ${line}`, en: `Head of the ledger: ${line}` });
        await tells?.onHead(line);
      },
    });
    const tell = (error: unknown) =>
      context.report({
        ja: `注意: 定期の処理が終わりませんでした: ${error}`,
        en: `Warning: what is done from time to time was not done: ${error}`,
      });
    await scheduler.tick().catch(tell);
    if (server.joined) context.report(server.joined);
    await context.print(
      {
        ja: `Musubiの準備ができました: ${server.address}`,
        en: `Musubi is ready: ${server.address}`,
      }[context.language],
    );
    const stopTicking = every(TICK_MS, scheduler.tick, tell);
    await context.untilStopped();
    stopTicking();
    app.hurry();
    await server.stop();
  } finally {
    app.close();
  }
};

/** Does work again and again, never twice at once, until the returned function is called. */
function every(
  ms: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  let isWorking = false;
  const timer = setInterval(() => {
    if (isWorking) return;
    isWorking = true;
    work()
      .catch(onError)
      .finally(() => {
        isWorking = false;
      });
  }, ms);
  return () => clearInterval(timer);
}
