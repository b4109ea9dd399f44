import type { SlashCommand } from "@slack/bolt";
import { channelForm, userForm } from "./forms/config-form.ts";
import { plainOf } from "./incoming.ts";
import { answerMessage } from "./messages/answer-message.ts";
import { helpMessage } from "./messages/help-message.ts";
import type { SlackMessage } from "./messages/message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { reportMessage } from "./messages/report-message.ts";
import { statusMessage } from "./messages/status-message.ts";
import { suggestionsMessage } from "./messages/suggestions-message.ts";
import { openNeedForm } from "./needs.ts";
import { type Person, STAFF } from "./people.ts";
import { optionsFor } from "./questions.ts";
import { AUDIT_CHANNEL, channelSettings } from "./settings.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** A slash command, with what somebody wrote behind its name. */
interface Called {
  readonly rest: string;
  readonly user: string;
  readonly channel: string;
  readonly trigger: string;
  readonly person: Person;
  /** Shows something to who called alone. */
  readonly reply: (message: SlackMessage) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, (called: Called, at: Workplace) => Promise<void>>> = {
  help,
  ask,
  need,
  match,
  status,
  report,
  config,
};

/** `/musubi NAME …`; without a name, or with one that is none, its help. What it says only the caller sees. */
export async function runCommand(
  { text, user_id, channel_id, trigger_id }: SlashCommand,
  respond: (message: SlackMessage) => Promise<unknown>,
  at: Workplace,
): Promise<void> {
  const [name = "", ...words] = plainOf(text).trim().split(/\s+/u);
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const called: Called = {
    rest: words.join(" "),
    user: user_id,
    channel: channel_id,
    trigger: trigger_id,
    person: await at.people.of(user_id),
    reply: async (message) => {
      await respond(message);
    },
  };
  await (run ?? help)(called, at);
}

async function help({ person: { actor, language }, reply }: Called): Promise<void> {
  await reply(helpMessage(actor.role, language));
}

async function ask({ rest, channel, person, reply }: Called, at: Workplace): Promise<void> {
  if (rest === "") return reply(noticeMessage(SAY.hello[person.language], person.language));
  const isDirect = channel.startsWith("D");
  // What may be shared in the channel holds no more than what anybody may see.
  const answer = await at.backend.answer({ question: rest, by: person.actor, isPublic: !isDirect });
  at.shown.keep(answer);
  await reply(answerMessage(answer, optionsFor(answer, person, ...(isDirect ? [] : ["share" as const]))));
}

async function need({ rest, user, trigger }: Called, at: Workplace): Promise<void> {
  await openNeedForm({ trigger, user, text: rest }, at);
}

async function match({ rest, person, reply }: Called, at: Workplace): Promise<void> {
  const { actor, language } = person;
  if (rest === "") return reply(noticeMessage(SAY.hello[language], language));
  const suggestions = await at.backend.match(rest, actor);
  const similar = await at.backend.needs.similar(rest, actor);
  await reply(suggestionsMessage({ ...suggestions, similar }, { language }));
}

async function status({ person, channel, reply }: Called, at: Workplace): Promise<void> {
  const { ledger } = at.backend.desk();
  const isStaff = STAFF.has(person.actor.role);
  await reply(
    statusMessage(
      {
        size: await at.backend.size(),
        settings: channelSettings(at.inbox, channel),
        role: person.actor.role,
        ...(isStaff && { head: await ledger.head(), events: await ledger.count() }),
      },
      person.language,
    ),
  );
}

async function report({ person: { actor, language }, reply }: Called, at: Workplace): Promise<void> {
  await reply(reportMessage(await at.backend.report(actor, language), language));
}

async function config(called: Called, at: Workplace): Promise<void> {
  const { person, rest, channel, trigger, reply } = called;
  const { actor, language } = person;
  if (actor.role !== "administrator") return reply(noticeMessage(SAY.adminOnly[language], language));
  if (rest === "audit") {
    await keepSetting(AUDIT_CHANNEL, channel, person, at);
    return reply(noticeMessage(SAY.auditHere[language], language));
  }
  const view =
    rest === "user"
      ? userForm({}, language)
      : channelForm({ channel, ...channelSettings(at.inbox, channel) }, language);
  await at.client.views.open({ trigger_id: trigger, view });
}

/** Keeps a setting, with an event that says who set it. */
export async function keepSetting(
  key: string,
  value: string,
  { actor }: Person,
  at: Workplace,
): Promise<void> {
  const before = at.inbox.setting(key);
  await at.backend
    .desk()
    .ledger.note(
      { action: "setting.set", kind: "setting", entity: key, payload: { from: before ?? null, to: value } },
      actor,
    );
  at.inbox.set(key, value);
}
