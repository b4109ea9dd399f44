import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE = "npm start";

/** How soon a question sees a card that was changed while the server runs. */
const REFRESH_MS = 2_000;

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
    // Loads everything before the first visitor, so that "ready" is true.
    await app.size();
    const server = await context.serve(app);
    await context.print(
      {
        ja: `Musubiの準備ができました: ${server.address}`,
        en: `Musubi is ready: ${server.address}`,
      }[context.language],
    );
    await context.untilStopped();
    await server.stop();
  } finally {
    app.close();
  }
};
