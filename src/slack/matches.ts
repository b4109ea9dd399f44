import type { Move, Result } from "../ledger/ledger.ts";
import type { Match } from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";
import { STATES } from "../ledger/states.ts";
import { addDays, japanDay } from "../text/days.ts";
import { closeForm } from "./forms/close-form.ts";
import { consentForm } from "./forms/consent-form.ts";
import { meetingForm } from "./forms/meeting-form.ts";
import { matchMessage } from "./messages/match-message.ts";
import type { SlackMessage } from "./messages/message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import type { Place } from "./outbox.ts";
import type { Person } from "./people.ts";
import type { Pressed } from "./pressed.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** Where a message about a match is to be brought up to date, or shown anew. */
export interface Shown {
  readonly place: Place;
  readonly message?: string | undefined;
  readonly user: string;
  readonly person: Person;
}

/** A match as somebody may see it; `undefined` when they may not. */
export async function matchFor(
  id: string,
  { actor, language }: Person,
  { backend, clock }: Workplace,
): Promise<SlackMessage | undefined> {
  const { ledger } = backend.desk();
  const match = await ledger.get("match", id, actor);
  const need = match && (await ledger.get("need", match.need, actor));
  if (!match || !need) return undefined;
  const consents = (await ledger.all("consent", actor)).filter((each) => each.match === id);
  return matchMessage({
    match,
    need,
    consents,
    viewer: actor.role,
    today: japanDay(clock()),
    language,
  });
}

/** Brings the message about a match up to date where it stands, or shows it to who asked. */
export async function refresh(id: string, shown: Shown, at: Workplace): Promise<void> {
  const { place, message, user, person } = shown;
  const now = await matchFor(id, person, at);
  if (!now) return;
  if (message !== undefined) await at.outbox.update({ channel: place.channel, ts: message }, now);
  else await at.outbox.whisper(place, user, now);
}

const ENDS: ReadonlySet<string> = new Set<State>(["closed", "withdrawn"]);
const SET_ASIDE: ReadonlySet<string> = new Set<State>(["on_hold", "expired"]);

/** A button of a match: a step, or the form that has to be filled in before it. */
export async function pressMove(pressed: Pressed, at: Workplace): Promise<void> {
  const [match = "", from = "", to = ""] = pressed.ids;
  const { language } = pressed.person;
  if (!isState(from) || !isState(to)) return;
  const where = { match, from, to, ...whereOf(pressed) };
  if (ENDS.has(to) || SET_ASIDE.has(to) || needsReason(from)) {
    const view = closeForm({ ...where, kind: ENDS.has(to) ? "close" : "reason" }, language);
    await at.client.views.open({ trigger_id: pressed.trigger, view });
  } else if (to === "meeting" && from === "introduced") {
    const today = japanDay(at.clock());
    const view = meetingForm({ ...where, on: today, due: addDays(today, DAYS_AFTER_MEETING) }, language);
    await at.client.views.open({ trigger_id: pressed.trigger, view });
  } else await moveMatch({ match, from, to }, pressed, at);
}

const DAYS_AFTER_MEETING = 30;
const CONSENT_DAYS = 180;

/** What ended is reopened with a reason. */
function needsReason(from: State): boolean {
  return "isEnd" in STATES[from];
}

function isState(text: string): text is State {
  return Object.hasOwn(STATES, text);
}

/** The ids by which a form finds the message again. */
export function whereOf({ place, message }: Pick<Pressed, "place" | "message">) {
  return { channel: place.channel, thread: place.thread, message };
}

/** Moves a match, and shows how it stands then; who came too late sees why, and the state of now. */
export async function moveMatch(move: Move, shown: Shown, at: Workplace): Promise<void> {
  const result = await at.backend.desk().ledger.move(move, shown.person.actor);
  await tellOutcome(result, move.match, shown, at);
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
  const view = consentForm(
    { match: id, side, partner: match.partner.name, until, ...whereOf(pressed) },
    pressed.person.language,
  );
  await at.client.views.open({ trigger_id: pressed.trigger, view });
}

/** 「案件を見る」 of the Home tab and of reminders: the match in the direct messages. */
export async function showMatch(pressed: Pressed, at: Workplace): Promise<void> {
  const [id = ""] = pressed.ids;
  const message = await matchFor(id, pressed.person, at);
  const { language } = pressed.person;
  const key = `match:${id}:${pressed.user}:${at.clock().getTime()}`;
  await at.outbox.tell(pressed.user, message ?? noticeMessage(SAY.registeredOnly[language], language), key);
}

async function visibleMatch(id: string, { person, place, user }: Pressed, at: Workplace): Promise<Match | undefined> {
  const match = await at.backend.desk().ledger.get("match", id, person.actor);
  if (!match) {
    const { language } = person;
    await at.outbox.whisper(place, user, noticeMessage(SAY.registeredOnly[language], language));
  }
  return match;
}
