import type { GlobalShortcut, MessageShortcut } from "@slack/bolt";
import { UserError } from "../errors.ts";
import { japanDay } from "../text/days.ts";
import { suggestionsFor } from "./cards.ts";
import { messageView, waitingView } from "./forms/form-view.ts";
import { isAsShown, type NeedValues, needForm, readNeedForm } from "./forms/need-form.ts";
import { plainOf } from "./incoming.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Person } from "./people.ts";
import type { Pressed } from "./pressed.ts";
import type { Reaction, Submitted } from "./submitted.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** The shortcut on a message: the form with what the message says. */
export async function openNeedFormFor(
  shortcut: MessageShortcut | GlobalShortcut,
  at: Workplace,
): Promise<void> {
  const isMessage = shortcut.type === "message_action";
  await openNeedForm(
    {
      trigger: shortcut.trigger_id,
      user: shortcut.user.id,
      text: isMessage ? plainOf(shortcut.message.text ?? "") : "",
    },
    at,
  );
}

export async function openEmptyNeedForm({ trigger, user }: Pressed, at: Workplace): Promise<void> {
  await openNeedForm({ trigger, user, text: "" }, at);
}

/** Opens the form in which a need is written. Nothing is kept before a person confirms it. */
export async function openNeedForm(
  {
    trigger,
    user,
    text,
  }: { readonly trigger: string; readonly user: string; readonly text: string },
  at: Workplace,
): Promise<void> {
  const { actor, language } = await at.people.of(user);
  const view =
    actor.role === "guest" || actor.role === "auditor"
      ? messageView(TITLE[language], SAY.registeredOnly[language], language)
      : needForm({ text, stage: "write" }, language);
  await at.client.views.open({ trigger_id: trigger, view });
}

const TITLE = { ja: "ニーズの登録", en: "Register a need" } as const;

/** The form was sent: what will stand on record is shown first, and registered when that is confirmed. */
export function onNeedForm(sent: Submitted, at: Workplace): Reaction {
  const { language } = sent.person;
  const read = readNeedForm(sent.values, { language, today: japanDay(at.clock()) });
  if ("errors" in read) return { errors: read.errors };
  const isConfirmed = isAsShown(read.ok, sent.metadata);
  const next = waitingView(TITLE[language], language);
  const work = isConfirmed ? register : preview;
  return { next, after: () => work(read.ok, sent, at) };
}

async function draftOf(values: NeedValues, { actor }: Person, at: Workplace) {
  const { until, ...rest } = values;
  return at.backend.needs.draft({ ...rest, expiresOn: until, by: actor });
}

async function preview(
  values: NeedValues,
  { person, view }: Submitted,
  at: Workplace,
): Promise<void> {
  const { need, holdsSecret, similar } = await draftOf(values, person, at);
  await at.client.views.update({
    view_id: view,
    view: needForm(
      { ...values, stage: "confirm", preview: { summary: need.summary, holdsSecret, similar } },
      person.language,
    ),
  });
}

async function register(values: NeedValues, sent: Submitted, at: Workplace): Promise<void> {
  const { person, view, user } = sent;
  const { language, actor } = person;
  const { need } = await at.backend.needs.register(await draftOf(values, person, at), [], actor);
  if (need.kind === "refused") throw new UserError(need.why);
  const told = `${SAY.registered[language]}: ${need.record.id}`;
  await at.client.views.update({
    view_id: view,
    view: messageView(TITLE[language], told, language),
  });
  await at.outbox.tell(
    user,
    noticeMessage(`${told} — ${need.record.summary}`, language),
    `need:${need.record.id}`,
  );
  const { suggestions, message } = await suggestionsFor(need.record, sent, at);
  const found = suggestions.partners.length > 0;
  const list = found ? message : noticeMessage(SAY.noMatch[language], language);
  await at.outbox.tell(user, list, `partners:${need.record.id}`);
}
