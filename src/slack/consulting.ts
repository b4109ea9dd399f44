import { noticeMessage } from "./messages/notice-message.ts";
import type { Pressed } from "./pressed.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** 「担当者に相談」: a person takes the answer up. */
export async function consult(
  { ids: [target = ""], person, place, user }: Pressed,
  at: Workplace,
): Promise<void> {
  const { language, actor } = person;
  const result = await at.backend.desk().ledger.openConsultation({ target }, actor);
  const text =
    result.kind === "refused"
      ? result.why[language]
      : `${SAY.consulted[language]}: ${result.record.id}（${result.record.owner}、${result.record.dueOn}）`;
  await at.outbox.whisper(place, user, noticeMessage(text, language));
}
