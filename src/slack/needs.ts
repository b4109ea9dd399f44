import type { GlobalShortcut, MessageShortcut } from "@slack/bolt";
import { tokensTold } from "../answers/answer-labels.ts";
import type { NeedDraft } from "../desk/draft-need.ts";
import { needFacts, recordDigest } from "../desk/need-on-record.ts";
import { UserError } from "../errors.ts";
import { OFFICE } from "../ledger/permissions.ts";
import { japanDay } from "../text/days.ts";
import { suggestionsFor } from "./cards.ts";
import { messageView, waitingView } from "./forms/form-view.ts";
import {
  isAsShown,
  type NeedValues,
  needForm,
  readNeedForm,
  readNeedMetadata,
} from "./forms/need-form.ts";
import { plainOf } from "./incoming.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Person } from "./people.ts";
import type { Pressed } from "./pressed.ts";
import type { Reaction, Submitted } from "./submitted.ts";
import { changeWindow, showWindow } from "./windows.ts";
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

/** The button below an answer opens the form with its question, any other an empty one. */
export async function openNeedFormFrom(
  { trigger, user, ids: [answer = ""] }: Pressed,
  at: Workplace,
): Promise<void> {
  await openNeedForm({ trigger, user, text: at.shown.get(answer)?.question ?? "" }, at);
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
  await showWindow(trigger, view, at);
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
  return { next, after: () => orSaidThere(sent, at, () => work(read.ok, sent, at)) };
}

/** What cannot be done is said where somebody waits for it: in the window. */
async function orSaidThere(
  { view, person: { language } }: Submitted,
  at: Workplace,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const text = error instanceof UserError ? error.text[language] : SAY.trouble[language];
    await changeWindow(view, messageView(TITLE[language], text, language), at);
    if (!(error instanceof UserError)) throw error;
  }
}

async function draftOf(values: NeedValues, { actor }: Person, at: Workplace): Promise<NeedDraft> {
  const { until, proposal, ...rest } = values;
  const mayPropose = proposal !== "refuse";
  return at.backend.needs.draft({ ...rest, expiresOn: until, by: actor, mayPropose });
}

async function preview(values: NeedValues, sent: Submitted, at: Workplace): Promise<void> {
  await show(await draftOf(values, sent.person, at), values, sent, at);
}

/** The form with what would stand on record; a field that is left empty stays so: what a model proposes stands above. */
async function show(
  draft: NeedDraft,
  values: NeedValues,
  { person: { actor, language }, view }: Submitted,
  at: Workplace,
): Promise<void> {
  const { need, holdsSecret, similar, proposal, usage } = draft;
  const shown = {
    ...{ summary: need.summary, holdsSecret, similar, record: recordDigest(need) },
    ...(proposal && { proposed: needFacts(need, language) }),
    ...(usage && OFFICE.has(actor.role) && { cost: tokensTold(usage, language) }),
  };
  const form = needForm({ ...values, stage: "confirm", preview: shown }, language);
  await changeWindow(view, form, at);
}

async function register(values: NeedValues, sent: Submitted, at: Workplace): Promise<void> {
  const { person, view, user, metadata } = sent;
  const { language, actor } = person;
  const draft = await draftOf(values, person, at);
  // What would stand on record now is not what was confirmed: it is shown again.
  if (recordDigest(draft.need) !== readNeedMetadata(metadata)?.record)
    return show(draft, values, sent, at);
  const { need } = await at.backend.needs.register(draft, [], actor);
  if (need.kind === "refused") throw new UserError(need.why);
  const told = `${SAY.registered[language]}: ${need.record.id}`;
  await changeWindow(view, messageView(TITLE[language], told, language), at);
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
