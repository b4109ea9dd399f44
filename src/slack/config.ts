import { UserError } from "../errors.ts";
import { channelForm, readChannelForm, readChannelMetadata } from "./forms/channel-form.ts";
import { readUserForm, userForm } from "./forms/user-form.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Person } from "./people.ts";
import {
  AUDIT_CHANNEL,
  channelSettings,
  FEEDBACK_REMINDER,
  keepChannelSettings,
  keepSetting,
  readFeedbackReminder,
} from "./settings.ts";
import type { Reaction, Submitted } from "./submitted.ts";
import { showWindow } from "./windows.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** `/musubi config [user|audit|remind 60|remind off]`: who is who, and how the assistant behaves in a channel. */
export async function configure(
  {
    what,
    channel,
    trigger,
    person,
  }: {
    readonly what: string;
    readonly channel: string;
    readonly trigger: string;
    readonly person: Person;
  },
  at: Workplace,
): Promise<string | undefined> {
  const { actor, language } = person;
  if (actor.role !== "administrator") return SAY.adminOnly[language];
  if (what === "audit") {
    await keepSetting(AUDIT_CHANNEL, channel, person, at);
    return SAY.auditHere[language];
  }
  const [word, value = ""] = what.split(/\s+/u);
  if (word === "remind") return setFeedbackReminder(value, person, at);
  const view =
    what === "user"
      ? userForm({}, language)
      : channelForm({ channel, settings: channelSettings(at.inbox, channel) }, language);
  await showWindow(trigger, view, at);
  return undefined;
}

/** After how many minutes the asker of an answer in direct messages is asked about it. */
async function setFeedbackReminder(text: string, person: Person, at: Workplace): Promise<string> {
  const { language } = person;
  const value = readFeedbackReminder(text.normalize("NFKC").toLowerCase());
  if (value === undefined) return SAY.remindHow[language];
  await keepSetting(FEEDBACK_REMINDER, value, person, at);
  if (value === "off") return SAY.remindOff[language];
  return `${SAY.remindAfter[language]}: ${value}`;
}

export function onChannelForm(sent: Submitted, at: Workplace): Reaction {
  const { person, user } = sent;
  const read = readChannelForm(sent.values, person.language);
  if ("errors" in read) return { errors: read.errors };
  const { channel } = readChannelMetadata(sent.metadata) ?? {};
  return {
    async after() {
      expectAdministrator(person);
      if (channel === undefined) return;
      await keepChannelSettings(channel, read.ok, person, at);
      await at.outbox.whisper(
        { channel },
        user,
        noticeMessage(SAY.settingsKept[person.language], person.language),
      );
    },
  };
}

export function onUserForm(sent: Submitted, at: Workplace): Reaction {
  const { person, user } = sent;
  const { language } = person;
  const read = readUserForm(sent.values, language);
  if ("errors" in read) return { errors: read.errors };
  return {
    async after() {
      const result = await at.backend.desk().ledger.setUser(read.ok, person.actor);
      if (result.kind === "refused") throw new UserError(result.why);
      const { id, name } = result.record;
      const told = noticeMessage(`${SAY.userKept[language]}: ${name}`, language);
      await at.outbox.tell(user, told, `user:${id}:${result.event}`);
    },
  };
}

/** The form may have been open while somebody took the role away. */
function expectAdministrator({ actor }: Person): void {
  if (actor.role !== "administrator") throw new UserError(SAY.adminOnly);
}
