import { ASSISTANT } from "../ledger/assistant.ts";
import type { Consultation } from "../ledger/records.ts";
import type { Language } from "../text/language.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { nameOf, SLACK_ID } from "./names.ts";
import type { Pressed } from "./pressed.ts";
import { AUDIT_CHANNEL } from "./settings.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** 「担当者に相談」: a person takes the answer up, and is told at once. */
export async function consult(
  { ids: [target = ""], person, place, user }: Pressed,
  at: Workplace,
): Promise<void> {
  const { language, actor } = person;
  const result = await at.backend.desk().ledger.openConsultation({ target }, actor);
  const text =
    result.kind === "refused"
      ? result.why[language]
      : `${SAY.consulted[language]}: ${await toldOf(result.record, language, at)}`;
  await at.outbox.whisper(place, user, noticeMessage(text, language));
  if (result.kind === "done") await tellOwner(result.record, at);
}

/** 「Q-0001（担当: 佐藤、回答の期限: 2026-04-04）」 */
async function toldOf(
  { id, owner, dueOn }: Consultation,
  language: Language,
  at: Workplace,
): Promise<string> {
  const name = await nameOf(owner, at);
  return language === "ja"
    ? `${id}（担当: ${name}、回答の期限: ${dueOn}）`
    : `${id} (${name}, by ${dueOn})`;
}

/** In the direct messages with the owner, or where the audit channel is. */
async function tellOwner(consultation: Consultation, at: Workplace): Promise<void> {
  const { id, owner } = consultation;
  const message = noticeMessage(await calledUpon(consultation, at), "ja");
  const channel = at.inbox.setting(AUDIT_CHANNEL);
  if (SLACK_ID.test(owner)) await at.outbox.tell(owner, message, `consultation:${id}`);
  else if (channel !== undefined) await at.outbox.post({ channel }, message, `consultation:${id}`);
  else at.log("a consultation reached nobody in Slack", id);
}

async function calledUpon(
  { id, target, askedBy, dueOn }: Consultation,
  at: Workplace,
): Promise<string> {
  const asker = await nameOf(askedBy, at);
  // What only the vault keeps is told nobody here.
  const answer = await at.backend.desk().ledger.get("answer", target, ASSISTANT);
  const question = answer?.question === undefined ? "" : `\n質問: ${answer.question}`;
  return `相談が届きました: ${id}\n${asker}さんが ${target} について相談したいそうです。${dueOn}までに連絡してください。${question}`;
}
