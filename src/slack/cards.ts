import { tokensTold } from "../answers/answer-labels.ts";
import type { Proposal } from "../desk/needs.ts";
import { OFFICE } from "../ledger/permissions.ts";
import type { Match, Need } from "../ledger/records.ts";
import { STATES } from "../ledger/states.ts";
import type { Suggestions } from "../matching/suggestion.ts";
import { closeForm } from "./forms/close-form.ts";
import { matchFor, whyHidden } from "./matches.ts";
import { ACTIONS } from "./messages/action-ids.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { suggestionsMessage } from "./messages/suggestions-message.ts";
import type { Pressed } from "./pressed.ts";
import type { Shown } from "./shown.ts";
import { openWindow } from "./windows.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** The partners suggested for a registered need, as a list; cards that are matches already show their state. */
export async function suggestionsFor(need: Need, shown: Pick<Shown, "person">, at: Workplace) {
  const suggestions = await at.backend.needs.suggestionsFor(need, shown.person.actor);
  return { suggestions, message: await listOf(suggestions, need, shown, at) };
}

async function listOf(
  suggestions: Suggestions,
  need: Need,
  { person }: Pick<Shown, "person">,
  { backend }: Workplace,
) {
  const matches = (await backend.desk().ledger.all("match", person.actor)).filter(
    (match) => match.need === need.id,
  );
  return suggestionsMessage(suggestions, {
    language: person.language,
    needId: need.id,
    cost: costOf(suggestions, person),
    standing: standings(matches, person),
  });
}

/** What the words of a language model have cost, told to staff. */
export function costOf(
  { worded }: Suggestions,
  { actor, language }: Shown["person"],
): string | undefined {
  const usage = OFFICE.has(actor.role) ? worded?.usage : undefined;
  return usage && tokensTold(usage, language);
}

function standings(
  matches: readonly Match[],
  { language }: Shown["person"],
): ReadonlyMap<string, string> {
  return new Map(
    matches.map(({ partner, id, state }) => [partner.id, `${id} ${STATES[state][language]}`]),
  );
}

/** 記録, 候補にする or 見送り of a suggested partner. */
export async function pressCard(pressed: Pressed, at: Workplace): Promise<void> {
  const [need = "", partner = ""] = pressed.ids;
  if (pressed.action !== ACTIONS.pass) {
    const state = pressed.action === ACTIONS.record ? "draft" : "suggested";
    await recordCard({ need, partner, state }, pressed, at);
    return;
  }
  const form = closeForm({ match: need, from: "draft", to: "closed" }, pressed.person.language);
  await openWindow(form, pressed, at, { card: { need, partner } });
}

/** Records a suggested partner as a match, shows it in the thread, and brings the list up to date. */
export async function recordCard(card: Proposal, shown: Shown, at: Workplace): Promise<void> {
  const { actor, language } = shown.person;
  const proposed = await at.backend.needs.propose(card, actor);
  if (proposed.kind === "no need") return say(whyHidden(shown.person)[language], shown, at);
  if (proposed.kind === "no partner") return say(SAY.noMatch[language], shown, at);
  const { match, refusals, ...list } = proposed;
  for (const why of refusals) await say(why[language], shown, at);
  if (match) await showRecorded(match, list, shown, at);
}

async function showRecorded(
  match: Match,
  { need, suggestions }: { readonly need: Need; readonly suggestions: Suggestions },
  shown: Shown,
  at: Workplace,
): Promise<void> {
  const { place, message, user } = shown;
  const now = await matchFor(match.id, shown.person, at);
  if (message === undefined) {
    if (now) await at.outbox.whisper(place, user, now);
    return;
  }
  const key = `match:${match.id}:${place.channel}:${message}`;
  if (now)
    await at.outbox.post({ channel: place.channel, thread: place.thread ?? message }, now, key);
  const list = await listOf(suggestions, need, shown, at);
  await at.outbox.update({ channel: place.channel, ts: message }, list);
}

/** Who else there is for the need of a match that came to nothing, while the need is open. */
export async function showOthers(id: string, shown: Shown, at: Workplace): Promise<void> {
  const { place, user, person } = shown;
  const { ledger } = at.backend.desk();
  const match = await ledger.get("match", id, person.actor);
  const need = match && (await ledger.get("need", match.need, person.actor));
  if (need?.status !== "open") return;
  const { suggestions, message } = await suggestionsFor(need, shown, at);
  if (suggestions.partners.some((partner) => partner.id !== match?.partner.id))
    await at.outbox.whisper(place, user, message);
}

async function say(text: string, { place, user, person }: Shown, at: Workplace): Promise<void> {
  await at.outbox.whisper(place, user, noticeMessage(text, person.language));
}
