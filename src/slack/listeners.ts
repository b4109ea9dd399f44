import type { App, BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import { UserError } from "../errors.ts";
import { refusalOf } from "./calls.ts";
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
    const pressed = action as ButtonAction;
    const key = `press:${body.user.id}:${pressed.action_id}:${pressed.action_ts}`;
    if (at.inbox.claim(key)) await run(onAction(body, pressed, at));
  });
  app.view(/^musubi_/u, async ({ ack, body, view }) => {
    const { reaction, work } = await onView(view, body.user.id, at);
    await ack(ackOf(reaction) as never);
    await run(work());
  });
  app.command("/musubi", async ({ ack, command, respond }) => {
    await ack();
    const reply = (message: SlackMessage) =>
      respond({ ...message, ...QUIET, response_type: "ephemeral" });
    if (!at.inbox.claim(`command:${command.trigger_id}`)) return;
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

/** A window that was sent: what Slack is told at once, and what is done then. */
async function onView(view: ViewOutput, user: string, at: Workplace) {
  const reaction = onSubmit(
    {
      callback: view.callback_id,
      metadata: view.private_metadata,
      values: view.state.values,
      view: view.id,
      user,
      // Slack waits for three seconds: who it is must be known without asking it.
      person: await at.people.known(user),
    },
    at,
  );
  const { after } = reaction;
  return {
    reaction,
    async work() {
      const isMine = after !== undefined && at.inbox.claim(`view:${view.id}:${view.hash}`);
      if (isMine) await orTold(user, at, after);
    },
  };
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

/** A window opens within three seconds of a press, or not at all. */
const TOO_LATE: ReadonlySet<string> = new Set(["expired_trigger_id", "exchanged_trigger_id"]);

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
    const isLate = TOO_LATE.has(refusalOf(error) ?? "");
    if (!isTheirs && !isLate) at.log("what somebody asked for could not be done", error);
    const text = isTheirs ? error.text[language] : SAY[isLate ? "tooLate" : "trouble"][language];
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
