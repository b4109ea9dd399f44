import type { Bilingual } from "../errors.ts";
import { CONSENT_DAYS } from "../ledger/consents.ts";
import type { Move, Result } from "../ledger/ledger.ts";
import { OFFICE } from "../ledger/permissions.ts";
import type { Match } from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";
import { STATES } from "../ledger/states.ts";
import { addDays, japanDay } from "../text/days.ts";
import { closeForm } from "./forms/close-form.ts";
import { consentForm } from "./forms/consent-form.ts";
import { meetingForm } from "./forms/meeting-form.ts";
import { reasonForm } from "./forms/reason-form.ts";
import type { PastEvent } from "./messages/match-history.ts";
import { matchMessage } from "./messages/match-message.ts";
import type { SlackMessage } from "./messages/message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { nameOf } from "./names.ts";
import type { Person } from "./people.ts";
import type { Pressed } from "./pressed.ts";
import type { Shown } from "./shown.ts";
import { openWindow } from "./windows.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** A match as somebody may see it; `undefined` when they may not. */
export async function matchFor(
  id: string,
  { actor, language }: Person,
  at: Workplace,
): Promise<SlackMessage | undefined> {
  const { ledger } = at.backend.desk();
  const match = await ledger.get("match", id, actor);
  const need = match && (await ledger.get("need", match.need, actor));
  if (!match || !need) return undefined;
  const consents = (await ledger.all("consent", actor)).filter((each) => each.match === id);
  return matchMessage({
    match,
    need,
    consents,
    viewer: actor.role,
    coordinator: await nameOf(match.coordinator, at),
    history: OFFICE.has(actor.role) ? await historyOf(id, at) : [],
    today: japanDay(at.clock()),
    language,
  });
}

async function historyOf(id: string, at: Workplace): Promise<readonly PastEvent[]> {
  const events = await at.backend.desk().ledger.events(id);
  return Promise.all(
    events.map(async (event) => ({ ...event, by: await nameOf(event.actor, at) })),
  );
}

/** Brings the message about a match up to date where it stands, or shows it to who asked. */
export async function refresh(id: string, shown: Shown, at: Workplace): Promise<void> {
  const { place, message, user, person } = shown;
  const now = await matchFor(id, person, at);
  if (!now) return;
  if (message !== undefined) await at.outbox.update({ channel: place.channel, ts: message }, now);
  else await at.outbox.whisper(place, user, now);
}

/** A button of a match: a step, or the form that has to be filled in before it. */
export async function pressMove(pressed: Pressed, at: Workplace): Promise<void> {
  const [match = "", from = "", to = ""] = pressed.ids;
  if (!isState(from) || !isState(to)) return;
  const form = formFor({ match, from, to }, pressed, at);
  if (form) await openWindow(form, pressed, at);
  else await moveMatch({ match, from, to }, pressed, at);
}

function formFor({ match, from, to }: Move, { person: { language } }: Pressed, at: Workplace) {
  const way = { match, from };
  if (to === "closed" || to === "withdrawn") return closeForm({ ...way, to }, language);
  const isReopening = "isEnd" in STATES[from] && to === "screened";
  if (to === "on_hold" || to === "expired" || (to === "screened" && isReopening)) {
    return reasonForm({ ...way, to }, language);
  }
  return to === "meeting" && from === "introduced"
    ? meetingForm({ ...way, to, today: japanDay(at.clock()) }, language)
    : undefined;
}

function isState(text: string): text is State {
  return Object.hasOwn(STATES, text);
}

/** Moves a match, and shows how it stands then; who came too late sees why, and the state of now. */
export async function moveMatch(
  move: Move,
  shown: Shown,
  at: Workplace,
): Promise<Result<"match">["kind"]> {
  const result = await at.backend.desk().ledger.move(move, shown.person.actor);
  await tellOutcome(result, move.match, shown, at);
  return result.kind;
}

export async function tellOutcome(
  result: Result<"match"> | Result<"consent"> | Result<"activity">,
  match: string,
  shown: Shown,
  at: Workplace,
): Promise<void> {
  const { language } = shown.person;
  if (result.kind === "refused") {
    await at.outbox.whisper(shown.place, shown.user, noticeMessage(result.why[language], language));
  }
  await refresh(match, shown, at);
}

/** The form in which a side's consent is recorded. */
export async function askForConsent(pressed: Pressed, at: Workplace): Promise<void> {
  const [id = "", side] = pressed.ids;
  const match = await visibleMatch(id, pressed, at);
  if (!match || (side !== "need" && side !== "partner")) return;
  const until = addDays(japanDay(at.clock()), CONSENT_DAYS);
  const form = consentForm(
    {
      match: id,
      side,
      recipients: [side === "need" ? match.partner.name : needSide(match)],
      until,
    },
    pressed.person.language,
  );
  await openWindow(form, pressed, at);
}

/** Names are withheld: the side with the need is told by its number. */
function needSide({ need }: Match): string {
  return `ニーズ側（${need}）`;
}

/** 「案件を見る」 of the Home tab and of reminders: the match in the direct messages. */
export async function showMatch(pressed: Pressed, at: Workplace): Promise<void> {
  const [id = ""] = pressed.ids;
  const message = await matchFor(id, pressed.person, at);
  const { language } = pressed.person;
  const key = `match:${id}:${pressed.user}:${at.clock().getTime()}`;
  await at.outbox.tell(
    pressed.user,
    message ?? noticeMessage(whyHidden(pressed.person)[language], language),
    key,
  );
}

/** Why somebody does not see a record. */
export function whyHidden({ actor }: Person): Bilingual {
  return actor.role === "guest" ? SAY.registeredOnly : SAY.notYours;
}

async function visibleMatch(
  id: string,
  { person, place, user }: Pressed,
  at: Workplace,
): Promise<Match | undefined> {
  const match = await at.backend.desk().ledger.get("match", id, person.actor);
  if (!match) {
    const { language } = person;
    await at.outbox.whisper(place, user, noticeMessage(whyHidden(person)[language], language));
  }
  return match;
}
