import type { Consultation } from "../../ledger/records.ts";
import { CONSULTATION_STATUSES } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { byOf, type Call, NEEDS_ID, needed, only, tell, withLedger } from "./call.ts";
import { expectNoSecret } from "./no-secrets.ts";

/** `consult`: asks that a person takes up an answer, a need or a match. */
export async function consult(call: Call): Promise<void> {
  const target = only(call, NEEDS_ID).toUpperCase();
  const { note, coordinator: owner } = call.values;
  const asked = {
    target,
    ...(note !== undefined && { note }),
    ...(owner !== undefined && { owner }),
  };
  await withLedger(call, async (ledger) => {
    await expectNoSecret(ledger, note, byOf(call));
    await tell(call, await ledger.openConsultation(asked, byOf(call)), (record, event) => ({
      ja: `${target} について ${record.owner} に相談しました（${record.id}、期限 ${record.dueOn}、イベント ${event}）。`,
      en: `${record.owner} is asked about ${target} (${record.id}, due ${record.dueOn}, event ${event}).`,
    }));
  });
}

/** `take`: makes who acts the one who looks after a consultation. */
export async function take(call: Call): Promise<void> {
  const id = only(call, NEEDS_CONSULTATION).toUpperCase();
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.takeConsultation(id, byOf(call)), (record, event) => ({
      ja: `${record.id}（${record.target}）を ${record.owner} が引き受けました（イベント ${event}）。`,
      en: `${record.owner} has taken up ${record.id} about ${record.target} (event ${event}).`,
    })),
  );
}

/** `done`: ends a consultation with what was done. */
export async function finish(call: Call): Promise<void> {
  const id = only(call, NEEDS_CONSULTATION).toUpperCase();
  const note = needed(call, "note", { ja: "対応の内容", en: "outcome" });
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.closeConsultation(id, note, byOf(call)), (record, event) => ({
      ja: `${record.id}（${record.target}）への対応を終えました（イベント ${event}）。`,
      en: `${record.id} about ${record.target} is done (event ${event}).`,
    })),
  );
}

/** Consultations a line each; of one coordinator where that was asked for. */
export function consultationLines(
  consultations: readonly Consultation[],
  { coordinator }: { readonly coordinator?: string | undefined },
  language: Language,
) {
  return consultations
    .filter(({ owner }) => coordinator === undefined || owner === coordinator)
    .map((record) => ({ record, line: lineOf(record, language) }));
}

function lineOf({ id, target, status, owner, dueOn, note }: Consultation, language: Language) {
  const due = { ja: `期限 ${dueOn}`, en: `due ${dueOn}` }[language];
  return `${id}  ${target}  ${CONSULTATION_STATUSES[status][language]}  ${owner}  ${due}  ${note ?? ""}`.trimEnd();
}

const NEEDS_CONSULTATION = {
  ja: "相談の番号（Q-0001 など）を一つ書いてください。",
  en: "Give the number of one consultation, such as Q-0001.",
};
