// slack-member.ts DATA: the assistant over the shipped cards in a Slack that it is told of, until it is told to leave.
import { joinSlack } from "../../src/slack/slack-app.ts";
import { openApp } from "../support/open-app.ts";
import type { Joining, MemberFigures } from "./slack-load.ts";

const [, , dataFolder = ""] = process.argv;
const FIRST = { id: "U0ADMIN", role: "administrator" } as const;

process.once("message", (joining: Joining) => void member(joining));
// Without who started it there is nothing to do.
process.once("disconnect", () => process.exit());

async function member({ config, users, pauseShare }: Joining): Promise<void> {
  const app = openApp({
    dataFolder,
    firstAdministrator: FIRST.id,
  });
  await app.update();
  // As `start` does before it joins.
  await app.size();
  const { ledger } = app.desk();
  for (const { id, role } of users) {
    if (role !== "guest") await ledger.setUser({ id, name: id.toLowerCase(), role }, FIRST);
  }
  const joined = await joinSlack({
    config,
    backend: app,
    clock: () => new Date(),
    // Full of what the bench makes go wrong; what matters is missing from the answers.
    log: { info: () => {}, warn: () => {}, error: () => {} },
    pause: (ms) => new Promise((done) => setTimeout(done, ms * pauseShare)),
  });
  process.send?.("joined");
  await new Promise((leave) => process.once("message", leave));
  await joined.stop();
  const figures: MemberFigures = {
    rows: (await ledger.all("answer", FIRST)).length,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  app.close();
  process.send?.(figures, () => process.disconnect());
}
