import type { Inbox } from "../ledger/inbox.ts";
import {
  ANSWERS_TO,
  ASKERS,
  type ChannelSettings,
  USUAL_SETTINGS,
  VISIBILITIES,
} from "./forms/channel-form.ts";
import type { Person } from "./people.ts";
import type { Workplace } from "./workplace.ts";

/** Where the head of the ledger and the weekly digest are posted. */
export const AUDIT_CHANNEL = "slack.audit-channel";

/** How many minutes after an answer in direct messages its asker is asked about it. */
export const FEEDBACK_REMINDER = "slack.feedback-reminder";
const OFF = "off";
/** A week; in minutes. */
const LONGEST_REMINDER = 10_080;

/** Whole minutes from 1 to a week, or off, as they are kept; `undefined` for anything else. */
export function readFeedbackReminder(text: string): string | undefined {
  if (text === OFF) return OFF;
  const minutes = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return minutes >= 1 && minutes <= LONGEST_REMINDER ? String(minutes) : undefined;
}

/** In minutes; `undefined` while it is off, as it is until somebody sets it. */
export function feedbackReminderMinutes(inbox: Pick<Inbox, "setting">): number | undefined {
  const kept = readFeedbackReminder(inbox.setting(FEEDBACK_REMINDER) ?? OFF) ?? OFF;
  return kept === OFF ? undefined : Number(kept);
}

const CHOICES: Readonly<Record<keyof ChannelSettings, object>> = {
  answersTo: ANSWERS_TO,
  askers: ASKERS,
  visibility: VISIBILITIES,
};

function keyOf(channel: string, name: string): string {
  return `slack.channel.${channel}.${name}`;
}

/** How the assistant behaves in a channel; as usual in what nobody has set, or this version does not know. */
export function channelSettings(inbox: Pick<Inbox, "setting">, channel: string): ChannelSettings {
  const given = Object.entries(CHOICES).flatMap(([name, choices]) => {
    const value = inbox.setting(keyOf(channel, name));
    return value !== undefined && Object.hasOwn(choices, value) ? [[name, value]] : [];
  });
  return { ...USUAL_SETTINGS, ...Object.fromEntries(given) };
}

/** Keeps what is set about a channel; each change is an event. */
export async function keepChannelSettings(
  channel: string,
  settings: ChannelSettings,
  person: Person,
  at: Workplace,
): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    const key = keyOf(channel, name);
    if (at.inbox.setting(key) !== value) await keepSetting(key, value, person, at);
  }
}

/** Keeps a setting, with an event that says who set it. */
export async function keepSetting(
  key: string,
  value: string,
  { actor }: Person,
  { backend, inbox }: Workplace,
): Promise<void> {
  const payload = { from: inbox.setting(key) ?? null, to: value };
  const event = { action: "setting.set", kind: "setting", entity: key, payload } as const;
  await backend.desk().ledger.note(event, actor);
  inbox.set(key, value);
}
