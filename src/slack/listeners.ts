import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { UserError } from "../errors.ts";
import { runCommand } from "./commands.ts";
import { showHome } from "./home.ts";
import { readIncoming } from "./incoming.ts";
import type { SlackMessage } from "./messages/message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { openNeedFormFor } from "./needs.ts";
import { QUIET } from "./outbox.ts";
import type { Pressed } from "./pressed.ts";
import { onPress } from "./presses.ts";
import { answerMessageOf } from "./questions.ts";
import { onSubmit } from "./submissions.ts";
import { ackOf } from "./submitted.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** Work that is under way. */
export interface Work {
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

/** Listens to everything that people do. Slack is answered first, and the work done after. */
export function listen(app: App, at: Workplace): Work {
  const running = new Set<Promise<void>>();
  const run = (work: Promise<void>): Promise<void> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };
  app.event("message", ({ event, body }) => run(onMessage({ ...event }, body, at)));
  app.event("app_mention", ({ event, body }) => run(onMessage({ ...event }, body, at)));
  app.event("app_home_opened", ({ event }) =>
    run(
      logged(at, () => showHome({ user: event.user, channel: event.channel, tab: event.tab }, at)),
    ),
  );
  app.action<BlockAction>(/^musubi_/u, async ({ ack, body, action }) => {
    await ack();
    await run(onAction(body, action as ButtonAction, at));
  });
  app.view(/^musubi_/u, async ({ ack, body, view }) => {
    const user = body.user.id;
    const person = await at.people.of(user);
    const submitted = {
      callback: view.callback_id,
      metadata: view.private_metadata,
      values: view.state.values,
      view: view.id,
      user,
      person,
    };
    const reaction = onSubmit(submitted, at);
    await ack(ackOf(reaction) as never);
    if (reaction.after) await run(orTold(user, at, reaction.after));
  });
  app.command("/musubi", async ({ ack, command, respond }) => {
    await ack();
    const reply = (message: SlackMessage) =>
      respond({ ...message, ...QUIET, response_type: "ephemeral" });
    await run(orTold(command.user_id, at, () => runCommand(command, reply, at)));
  });
  app.shortcut("musubi_register_need", async ({ ack, shortcut }) => {
    await ack();
    await run(orTold(shortcut.user.id, at, () => openNeedFormFor(shortcut, at)));
  });
  app.error(async (error) => at.log("Slack's request could not be dealt with", error));
  return {
    async settled() {
      await Promise.allSettled(running);
    },
  };
}

async function onMessage(
  event: Readonly<Record<string, unknown>>,
  body: Readonly<Record<string, unknown>>,
  at: Workplace,
): Promise<void> {
  const incoming = readIncoming(event, {
    botUserId: at.botUserId,
    team: at.team,
    isShared: body["is_ext_shared_channel"] === true,
  });
  if (incoming) await logged(at, () => answerMessageOf(incoming, at));
}

async function onAction(body: BlockAction, action: ButtonAction, at: Workplace): Promise<void> {
  const user = body.user.id;
  const person = await at.people.of(user);
  const { container, message, channel } = body;
  const ts = message?.ts;
  const thread = message?.["thread_ts"] ?? container["thread_ts"] ?? ts;
  const pressed: Pressed = {
    action: action.action_id,
    ids: String(action.value ?? "").split("|"),
    user,
    person,
    place: { channel: channel?.id ?? user, thread },
    message: container["is_ephemeral"] === true ? undefined : ts,
    trigger: body.trigger_id,
  };
  await orTold(user, at, () => onPress(pressed, at), pressed.place.channel);
}

/** Does what somebody wants, or tells them in one sentence why it was not done. */
async function orTold(
  user: string,
  at: Workplace,
  work: () => Promise<void>,
  channel?: string,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { language } = await at.people.of(user);
    const isTheirs = error instanceof UserError;
    if (!isTheirs) at.log("what somebody asked for could not be done", error);
    const text = isTheirs ? error.text[language] : SAY.trouble[language];
    await logged(at, () => whisperOrTell(user, channel, text, at));
  }
}

async function whisperOrTell(
  user: string,
  channel: string | undefined,
  text: string,
  at: Workplace,
) {
  const { language } = await at.people.of(user);
  const message = noticeMessage(text, language);
  if (channel === undefined || channel === user) {
    await at.outbox.tell(user, message, `told:${user}:${at.clock().getTime()}`);
  } else await at.outbox.whisper({ channel }, user, message);
}

async function logged(at: Workplace, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    at.log("something in Slack could not be done", error);
  }
}
